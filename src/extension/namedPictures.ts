import type * as vscode from 'vscode';
import type { Cancellation } from '../host/host';
import type { Span } from '../references/calls/expression';
import type { PricedImage, PricedPicture } from '../references/calls/price/pricedCall';
import { isOne } from '../references/calls/price/range';
import { assess } from '../references/assess';
import type { Pricing } from '../references/assess';
import type { ImageReference } from '../references/reference';
import type { Calls, FoundCallAt, PricedCallAt } from './calls';
import { lineOf, whyNoModel } from './callWords';
import type { Ground, Pictures, Shown } from './pictures';

/** A picture of a call, by its place among the call's pictures. */
export interface FoundUse {
  readonly call: FoundCallAt;
  readonly index: number;
}

/** A picture that a call sends. */
export interface Use {
  readonly call: PricedCallAt;
  readonly image: PricedImage;
}

/** A place of a document that names a picture, or several by a pattern. */
export interface Named {
  readonly start: number;
  readonly end: number;
  /** Absent where it is not the text of a path that names it: a folder that is read, a part of a path. */
  readonly reference: ImageReference | undefined;
  /** Priced as the first of the calls that send it; as the settings say where none is known. */
  readonly shown: readonly Shown[];
  /** The calls that send it, in the order of the text. */
  readonly uses: readonly Use[];
}

/** The pictures that documents name, each at the price of the call that sends it. */
export class NamedPictures {
  constructor(
    readonly pictures: Pictures,
    readonly calls: Calls,
  ) {}

  /**
   * In the order of the text. Empty when cancelled.
   * @param ranges only what ends in one of these
   */
  async all(
    document: vscode.TextDocument,
    cancellation: Cancellation,
    ranges?: readonly vscode.Range[],
  ): Promise<readonly Named[]> {
    const found = await this.calls.found(document, cancellation);
    const named: Named[] = [];
    for (const place of placesOf(this.pictures.documents.references(document), usesIn(found, document))) {
      const end = ranges === undefined ? undefined : document.positionAt(place.end);
      if (end !== undefined && ranges?.some(range => range.contains(end)) === false) continue;
      if (cancellation.isCancellationRequested) return [];
      named.push(await this.#named(document, place, cancellation));
    }
    return named;
  }

  /** What is named at an offset. */
  async at(
    document: vscode.TextDocument,
    offset: number,
    cancellation: Cancellation,
  ): Promise<Named | undefined> {
    const references = this.pictures.documents.references(document);
    const reference = references.find(({ start, end }) => start <= offset && offset <= end);
    const uses = usesIn(await this.calls.found(document, cancellation), document);
    if (cancellation.isCancellationRequested) return undefined;
    if (reference !== undefined)
      return this.#named(
        document,
        { ...spanOf(reference), reference, uses: usesAt(uses, reference) },
        cancellation,
      );
    const literal = uses.find(({ span: { start, end } }) => start <= offset && offset <= end)?.span;
    return literal === undefined
      ? undefined
      : this.#named(
          document,
          { ...literal, reference: undefined, uses: usesAt(uses, literal) },
          cancellation,
        );
  }

  /** The price of one reference, whoever sends it. */
  async of(
    document: vscode.TextDocument,
    reference: ImageReference,
    cancellation: Cancellation,
  ): Promise<Named> {
    const uses = usesIn(await this.calls.found(document, cancellation), document);
    return this.#named(
      document,
      { ...spanOf(reference), reference, uses: usesAt(uses, reference) },
      cancellation,
    );
  }

  async #named(document: vscode.TextDocument, place: PlacedUses, cancellation: Cancellation): Promise<Named> {
    const { start, end, reference } = place;
    const uses: Use[] = [];
    for (const { call, index } of place.uses) {
      const priced = await this.calls.price(call);
      const image = priced.priced.images[index];
      if (image !== undefined) uses.push({ call: priced, image });
    }
    const [first] = uses;
    if (first !== undefined) {
      const ground = await this.pictures.ground(document);
      const shown = await shownBy(first, uses, document, ground, cancellation);
      if (shown.length > 0 || reference === undefined) return { start, end, reference, shown, uses };
    }
    if (reference === undefined) return { start, end, reference, shown: [], uses };
    return {
      start,
      end,
      reference,
      shown: [await this.pictures.assess(document, reference, cancellation)],
      uses,
    };
  }
}

interface PlacedUse extends FoundUse {
  readonly span: Span;
}

interface PlacedUses extends Span {
  readonly reference: ImageReference | undefined;
  readonly uses: readonly FoundUse[];
}

function spanOf({ start, end }: Span): Span {
  return { start, end };
}

/** Where a document names what calls send, whichever cell of a notebook the calls are in. */
export function usesIn(found: readonly FoundCallAt[], document: vscode.TextDocument): readonly PlacedUse[] {
  return found.flatMap(call =>
    call.call.images.flatMap((image, index) =>
      image.literals.flatMap(literal => {
        const place = call.where(literal);
        if (place?.document !== document) return [];
        const span = {
          start: document.offsetAt(place.range.start),
          end: document.offsetAt(place.range.end),
        };
        return [{ call, index, span }];
      }),
    ),
  );
}

/** Those that a stretch of the text is a part of. */
export function usesAt(uses: readonly PlacedUse[], { start, end }: Span): readonly FoundUse[] {
  return uses.filter(({ span }) => span.start <= start && end <= span.end);
}

function placesOf(references: readonly ImageReference[], uses: readonly PlacedUse[]): readonly PlacedUses[] {
  const places: PlacedUses[] = references.map(reference => ({
    ...spanOf(reference),
    reference,
    uses: usesAt(uses, reference),
  }));
  const covered = new Set(places.flatMap(place => place.uses.map(keyOf)));
  for (const use of uses) {
    if (covered.has(keyOf(use))) continue;
    const all = usesAt(uses, use.span);
    for (const one of all) covered.add(keyOf(one));
    places.push({ ...use.span, reference: undefined, uses: all });
  }
  return places.sort((a, b) => a.start - b.start);
}

function keyOf({ call, index }: FoundUse): string {
  return `${call.document.uri.toString()} ${String(call.call.span.start)} ${call.call.callee} ${String(index)}`;
}

/** A picture as the call that sends it has it priced, with what is to be said about that. */
async function shownBy(
  { call, image }: Use,
  uses: readonly Use[],
  document: vscode.TextDocument,
  ground: Ground,
  cancellation: Cancellation,
): Promise<readonly Shown[]> {
  const { priced } = call;
  const line = lineOf(call, document);
  const pricing = callPricing(call, image, document, ground.effective.pricing);
  const shown = (picture: Pick<PricedPicture, 'assessment'>): Shown => ({
    assessment: picture.assessment,
    effective: { ...ground.effective, pricing },
    registry: ground.registry,
  });
  const notes: string[] = [];
  const whyModel = whyNoModel(priced.model);
  if (whyModel !== undefined)
    notes.push(`The call on ${line}: ${whyModel}. Priced for the model of the settings instead.`);
  if (priced.model.kind === 'choice')
    notes.push(
      `The call on ${line} asks one of ${priced.model.asked.join(', ')}: this is the first of them.`,
    );
  if (image.image.detail.kind === 'unknown' || image.image.detail.kind === 'choice')
    notes.push(
      `The detail of the call on ${line} is not settled: the range is from the cheapest to the dearest.`,
    );
  notes.push(...alsoUsed(call, uses, document));
  const { source } = image.image;
  if (image.pictures.length > 0) return image.pictures.map(picture => ({ ...shown(ranged(picture)), notes }));
  if (image.why === undefined || (source.kind !== 'changed' && source.kind !== 'reference')) return [];
  // The file is known, and not what the model is sent.
  const reference = source.anchored ? { ...source.reference, anchored: true } : source.reference;
  const assessment = await assess(reference, ground.place, pricing, ground.services, cancellation);
  return [{ ...shown({ assessment }), notes, notSent: image.why }];
}

/** What a call says of a picture, with the settings for what it leaves open. */
export function callPricing(
  call: PricedCallAt,
  image: PricedImage,
  document: vscode.TextDocument,
  settings: Pricing,
): Pricing {
  const { model, tier, tierOrigin } = call.priced;
  const origin = `the call on ${lineOf(call, document)}`;
  const [first] = model.kind === 'choice' ? model.asked : [];
  const asked = model.kind === 'known' || model.kind === 'fallback' ? model.asked : first;
  return {
    model: asked ?? settings.model,
    detail:
      image.pictures[0]?.detail ??
      (image.image.detail.kind === 'stated' ? image.image.detail.value : undefined),
    tier,
    origins: {
      model:
        asked === undefined
          ? settings.origins.model
          : model.kind === 'fallback'
            ? `${origin}, unless ${model.variable} is set`
            : origin,
      detail: origin,
      tier: tierOrigin === 'the call' ? origin : tierOrigin,
    },
  };
}

/** Where the call leaves the detail open, the estimate is for the first of the levels, and the range for all of them. */
function ranged(picture: PricedPicture): PricedPicture {
  const { assessment, tokens, costUsd } = picture;
  if (assessment.kind !== 'estimated' || assessment.estimate.outcome !== 'counted') return picture;
  if (tokens === undefined || isOne(tokens)) return picture;
  const estimate = { ...assessment.estimate, tokensRange: tokens, costRangeUsd: costUsd ?? null };
  return { ...picture, assessment: { ...assessment, estimate } };
}

/** The other calls that send the same picture. */
function alsoUsed(
  first: PricedCallAt,
  uses: readonly Use[],
  document: vscode.TextDocument,
): readonly string[] {
  const others = new Map<PricedCallAt['call'], string>();
  for (const { call, image } of uses) {
    if (call.call === first.call || others.has(call.call)) continue;
    const { model } = call.priced;
    const detail = image.image.detail.kind === 'stated' ? [image.image.detail.value] : [];
    const said = ['model' in model ? [model.model.id] : [], detail].flat();
    others.set(
      call.call,
      `Also used by the call on ${lineOf(call, document)}${said.length === 0 ? '' : `: ${said.join(', ')}`}.`,
    );
  }
  return [...others.values()];
}
