import type { Model } from '../core/models/model';
import { estimateRecord } from '../core/tokens/record';
import type { EstimateRecord } from '../core/tokens/record';
import type { Estimate } from '../core/tokens/types';
import type { ImageFacts } from '../images/facts';
import type { ImageError } from '../images/imageError';

/** What `--json` says of a source: every field always there, `null` where nothing can be said. */
export type Answer = Nullable<EstimateRecord> & {
  readonly bytes?: number | null;
  readonly orientation?: number;
  readonly animated?: boolean;
  /** Why nothing was estimated. */
  readonly error?: { readonly reason: string; readonly message: string };
};

type Nullable<T> = { readonly [K in keyof T]: T[K] | null };

/** A picture or a size that was estimated; facts of the file are added where there is one. */
export function estimatedAnswer(source: string, facts: ImageFacts | undefined, result: Estimate): Answer {
  const record = estimateRecord(source, facts?.format ?? null, result);
  return facts === undefined
    ? record
    : { ...record, bytes: facts.bytes ?? null, orientation: facts.orientation, animated: facts.animated };
}

/** What was asked about a source that has no estimate. */
export interface Asked {
  readonly source?: string;
  readonly model?: Model;
  readonly detail?: string;
  readonly tier?: string;
}

/** A source that could not be read, or a question that could not be understood. */
export function failedAnswer(
  asked: Asked,
  error: Pick<ImageError, 'reason' | 'message'> | Answer['error'],
): Answer {
  return {
    source: asked.source ?? null,
    format: null,
    width: null,
    height: null,
    model: asked.model?.id ?? null,
    detail: asked.detail ?? null,
    effectiveDetail: null,
    tier: asked.tier ?? null,
    tokens: null,
    tokensRange: null,
    costUsd: null,
    costRangeUsd: null,
    seen: null,
    grid: null,
    rejected: null,
    unknown: null,
    warnings: [],
    rule: null,
    ...(error === undefined ? {} : { error: { reason: error.reason, message: error.message } }),
  };
}
