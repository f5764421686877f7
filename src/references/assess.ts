import type { Model } from '../core/models/model';
import type { Lookup, Registry } from '../core/models/registry';
import type { Tier } from '../core/money';
import { estimatePicture } from '../core/tokens/picture';
import type { Detail, Estimate } from '../core/tokens/types';
import type { Cancellation, FileHost, ResourceUri } from '../host/host';
import { dataUriSource } from '../images/dataUri';
import type { ImageFacts } from '../images/facts';
import type { FactsCache } from '../images/factsCache';
import { ImageError } from '../images/imageError';
import { readImageFacts } from '../images/readFacts';
import type { ImageReference } from './reference';
import { resolve } from './resolve';
import type { Named, Place, Resolution } from './resolve';

/** What a picture is priced with, and where each choice was made (`default`, `settings`, `tilescope.json`, …). */
export interface Pricing {
  readonly model: string;
  /** `undefined`: the call gives none, which each model reads its own way. */
  readonly detail: Detail | undefined;
  readonly tier: Tier;
  readonly origins: { readonly model: string; readonly detail: string; readonly tier: string };
}

/** The services one assessment needs; every face has its own set. */
export interface Services {
  readonly files: FileHost;
  readonly facts: Pick<FactsCache, 'facts'>;
  readonly registry: Registry;
  /** ISO date: prices have dates. */
  readonly today: () => string;
  /** Facts of remote pictures that the user asked to have read; nothing is fetched here. */
  readonly remote?: (url: string) => ImageFacts | ImageError | undefined;
}

/** The end of the road: what a reference is, what it leads to, and what it costs. */
export type Assessment =
  | {
      readonly kind: 'estimated';
      readonly reference: ImageReference;
      readonly resolution: Resolution;
      readonly facts: ImageFacts;
      readonly estimate: Estimate;
    }
  /** The picture is there, and cannot be read. */
  | {
      readonly kind: 'unreadable';
      readonly reference: ImageReference;
      readonly resolution: Resolution;
      readonly error: ImageError;
    }
  /** The model is not known, so no number is shown; the picture's facts are. */
  | {
      readonly kind: 'unknown-model';
      readonly reference: ImageReference;
      readonly resolution: Resolution;
      readonly facts: ImageFacts;
      readonly lookup: Extract<Lookup, { found: false }>;
    }
  /** On the web, and not fetched. */
  | { readonly kind: 'remote'; readonly reference: ImageReference; readonly url: string }
  /** Leads to no file, or is not followed. */
  | {
      readonly kind: 'unresolved';
      readonly reference: ImageReference;
      readonly resolution: Extract<Resolution, { kind: 'missing' | 'unresolved' }>;
    };

/** Walks the road from a reference to its price. Never throws for what a text or a file holds. */
export async function assess(
  reference: ImageReference & Pick<Named, 'anchored'>,
  place: Place,
  pricing: Pricing,
  services: Services,
  cancellation: Cancellation,
): Promise<Assessment> {
  const resolution = await resolve(reference, place, services.files, cancellation);
  if (resolution.kind === 'missing' || resolution.kind === 'unresolved')
    return { kind: 'unresolved', reference, resolution };
  const facts = await factsOf(reference, resolution, services);
  if (facts === undefined) return { kind: 'remote', reference, url: reference.target };
  if (ImageError.is(facts)) return { kind: 'unreadable', reference, resolution, error: facts };
  const lookup = services.registry.find(pricing.model);
  if (!lookup.found) return { kind: 'unknown-model', reference, resolution, facts, lookup };
  return {
    kind: 'estimated',
    reference,
    resolution,
    facts,
    estimate: estimateFacts(facts, lookup.model, pricing.detail, pricing.tier, services.today()),
  };
}

/** The price of a picture whose header was read: the last step of the road, for faces that have no reference. */
export function estimateFacts(
  facts: ImageFacts,
  model: Model,
  detail: Detail | undefined,
  tier: Tier,
  today: string,
  requestTokens?: number,
): Estimate {
  const estimate = estimatePicture(facts, model, detail, { tier, at: today, requestTokens });
  if (facts.warnings.length === 0) return estimate;
  const warnings = facts.warnings.map(warning => ({
    code: warning.kind === 'misnamed' ? ('extension-mismatch' as const) : ('image' as const),
    message: warning.message,
  }));
  return { ...estimate, warnings: [...estimate.warnings, ...warnings] };
}

async function factsOf(
  reference: ImageReference,
  resolution: Exclude<Resolution, { kind: 'missing' | 'unresolved' }>,
  services: Services,
): Promise<ImageFacts | ImageError | undefined> {
  switch (resolution.kind) {
    case 'remote':
      return services.remote?.(resolution.url);
    case 'data':
      return caught(() => readImageFacts(dataUriSource(reference.target)));
    case 'file':
      return caught(() => services.facts.facts(resolution.uri));
  }
}

async function caught(read: () => Promise<ImageFacts>): Promise<ImageFacts | ImageError> {
  try {
    return await read();
  } catch (error) {
    if (ImageError.is(error)) return error;
    throw error;
  }
}

/** The file an assessment is about, where it is a file. */
export function fileOf(assessment: Assessment): ResourceUri | undefined {
  return 'resolution' in assessment && assessment.resolution.kind === 'file'
    ? assessment.resolution.uri
    : undefined;
}
