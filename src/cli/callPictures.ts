import type { Assessment } from '../references/assess';
import type { CallImage } from '../references/calls/call';
import { hasModel, whyNoModel } from '../references/calls/price/words';
import type { PricedCall, PricedImage } from '../references/calls/price/pricedCall';
import { across, isOne } from '../references/calls/price/range';
import type { Range } from '../references/calls/price/range';
import { fullTarget, problemText } from '../references/scan/findingText';
import type { FoundCall } from './scan';

/** A picture of a call as a row: of a pattern there are as many as it finds, and one row where it finds none. */
export interface CallPicture {
  readonly of: PricedImage;
  readonly image: CallImage;
  readonly line: number;
  readonly column: number;
  /** What it leads to as it is written, or how it is written where that is not followed. */
  readonly target: string;
  /** Whether `target` names a picture. */
  readonly named: boolean;
  readonly pattern: string | undefined;
  readonly assessment: Assessment | undefined;
  readonly status: string;
  readonly tokens: Range | undefined;
  readonly costUsd: Range | undefined;
  /** Why there is no number, in a few words. */
  readonly reason: string | undefined;
}

/** The pictures of a call, in the order in which it sends them. */
export function picturesOf({ priced, places }: FoundCall): readonly CallPicture[] {
  return priced.images.flatMap((of, i): readonly CallPicture[] => {
    const { image, pictures } = of;
    const place = places[i] ?? { line: 1, column: 1, written: '' };
    const common = {
      of,
      image,
      line: place.line,
      column: place.column,
      pattern: image.source.kind === 'several' ? image.source.pattern : undefined,
    };
    if (pictures.length === 0)
      return [
        {
          ...common,
          ...named(image, place.written),
          assessment: undefined,
          status: statusWithout(of),
          tokens: undefined,
          costUsd: undefined,
          reason: of.why ?? 'not known',
        },
      ];
    return pictures.map(({ assessment }, j): CallPicture => {
      const { tokens, costUsd } = rangesOf(priced, i, j);
      return {
        ...common,
        target: fullTarget(assessment),
        named: true,
        assessment,
        status: statusOf(assessment, priced),
        tokens,
        costUsd,
        reason: tokens === undefined ? whyNot(assessment, priced, i) : undefined,
      };
    });
  });
}

/** Of one of several models, from the cheapest to the dearest. */
function rangesOf(
  { model, images }: PricedCall,
  image: number,
  picture: number,
): { readonly tokens: Range | undefined; readonly costUsd: Range | undefined } {
  const all = (model.kind === 'choice' ? model.priced.map(priced => priced.images) : [images]).map(
    ones => ones[image]?.pictures[picture],
  );
  const widest = (ranges: readonly (Range | undefined)[]): Range | undefined => {
    const there = ranges.filter(range => range !== undefined);
    return there.length === ranges.length ? across(there) : undefined;
  };
  return { tokens: widest(all.map(one => one?.tokens)), costUsd: widest(all.map(one => one?.costUsd)) };
}

/** Whether one estimate tells all there is to tell: its grid is that of the picture's only number. */
export function isSettled({ model }: PricedCall, { tokens, assessment }: CallPicture): boolean {
  if (assessment?.kind !== 'estimated' || assessment.estimate.outcome !== 'counted') return false;
  const range = assessment.estimate.tokensRange;
  return (
    model.kind !== 'choice' &&
    tokens !== undefined &&
    (isOne(tokens) || (range !== null && range[0] === tokens[0] && range[1] === tokens[1]))
  );
}

function named({ source }: CallImage, written: string): Pick<CallPicture, 'target' | 'named'> {
  switch (source.kind) {
    case 'reference':
    case 'changed':
      return { target: fullTarget(source), named: true };
    case 'several':
      return { target: source.pattern, named: true };
    case 'held':
      return { target: source.name, named: true };
    case 'unknown':
      return { target: written.replace(/\s+/g, ' ').trim(), named: false };
  }
}

/** Why nothing was looked at. */
function statusWithout({ image }: PricedImage): string {
  switch (image.source.kind) {
    case 'reference':
      return 'text';
    case 'several':
      return image.sent === 'text' ? 'text' : 'unresolved';
    case 'held':
    case 'changed':
    case 'unknown':
      return image.source.kind;
  }
}

function statusOf(assessment: Assessment, priced: PricedCall): string {
  if (assessment.kind !== 'estimated') return assessment.kind;
  // Without a model of the call's own the estimate is another one's.
  return hasModel(priced) ? assessment.estimate.outcome : 'unknown-model';
}

function whyNot(assessment: Assessment, priced: PricedCall, image: number): string {
  const { model } = priced;
  const ofOne =
    model.kind === 'choice' ? model.priced.map(({ images }) => images[image]?.why).find(Boolean) : undefined;
  const why = assessment.kind === 'estimated' && !hasModel(priced) ? undefined : problemText(assessment);
  return why ?? ofOne ?? whyNoModel(model)?.message ?? 'not known';
}
