import { plural } from '../core/text';
import type { Assessment } from '../references/assess';
import { callCost, exact } from '../references/calls/price/callCost';
import type { Range } from '../references/calls/price/range';
import { hasModel, troublesOf, whyNoModel } from '../references/calls/price/words';
import type { FoundCall } from '../references/scan/found';
import { problemText } from '../references/scan/findingText';
import type { Delta } from './change';

/** What one side comes to. */
export interface Amount {
  readonly tokens: Range | undefined;
  readonly costUsd: Range | undefined;
  /** Why a number is missing. */
  readonly why: string | undefined;
}

export const nothingSpent: Amount = { tokens: [0, 0], costUsd: [0, 0], why: undefined };

/** Of all requests of a call: pictures sent and made. Has no number where a picture of it has none. */
export function amountOfCall({ priced }: FoundCall): Amount {
  if (!hasModel(priced))
    return {
      tokens: undefined,
      costUsd: undefined,
      why: whyNoModel(priced.model)?.message ?? 'the model is not known',
    };
  const { call, totals, output } = priced;
  const { refused, unreadable, missing, unknown } = troublesOf(priced);
  const without = refused + unreadable + missing + unknown;
  const more = call.unknowns.some(({ what }) => what !== 'text');
  const madeUnknown = output !== undefined && output.costUsd === undefined;
  if (without > 0 || more)
    return {
      tokens: undefined,
      costUsd: undefined,
      why:
        without === 0
          ? 'it sends pictures that are not known'
          : `${plural(without, 'picture')} without a number (${whyWithout({ refused, unreadable, missing, unknown })})`,
    };
  const tokens = totals.tokens ?? (call.images.length === 0 ? ([0, 0] as const) : undefined);
  const costUsd = madeUnknown
    ? undefined
    : (callCost(priced) ?? (call.images.length === 0 ? [0, 0] : undefined));
  return {
    tokens,
    costUsd,
    why: costUsd === undefined ? (output?.why ?? 'no price is published') : undefined,
  };
}

function whyWithout(
  troubles: Readonly<Record<'refused' | 'unreadable' | 'missing' | 'unknown', number>>,
): string {
  return Object.entries(troubles)
    .flatMap(([what, count]) => (count > 0 ? [what === 'unknown' ? 'not known' : what] : []))
    .join(', ');
}

/** Of one picture, as the project prices it. */
export function amountOfPicture(assessment: Assessment): Amount {
  if (assessment.kind !== 'estimated' || assessment.estimate.outcome !== 'counted')
    return { tokens: undefined, costUsd: undefined, why: problemText(assessment) ?? 'not known' };
  const { tokens, tokensRange, costUsd, costRangeUsd } = assessment.estimate;
  return {
    tokens: tokensRange ?? [tokens, tokens],
    costUsd: costUsd === null ? undefined : (costRangeUsd ?? [costUsd, costUsd]),
    why: costUsd === null ? 'no price is published' : undefined,
  };
}

/** After − before, of the least and of the most that each may come to: what is not certain is not so on both sides. */
export function deltaOf(before: Amount, after: Amount): Delta {
  const why =
    before.why === undefined
      ? after.why
      : after.why === undefined
        ? `before: ${before.why}`
        : both(before.why, after.why);
  return {
    tokens: difference(before.tokens, after.tokens),
    costUsd: difference(before.costUsd, after.costUsd),
    why,
  };
}

function both(before: string, after: string): string {
  return before === after ? after : `before: ${before}; after: ${after}`;
}

function difference(before: Range | undefined, after: Range | undefined): Range | undefined {
  if (before === undefined || after === undefined) return undefined;
  const [from, to] = [exact(after[0] - before[0]), exact(after[1] - before[1])];
  return from <= to ? [from, to] : [to, from];
}

export function sumOfDeltas(deltas: readonly Delta[]): Delta {
  const unknown = deltas.filter(
    ({ costUsd, tokens }) => costUsd === undefined || tokens === undefined,
  ).length;
  const sum = (ranges: readonly (Range | undefined)[]): Range => {
    const known = ranges.filter(range => range !== undefined);
    return [
      exact(known.reduce((total, [from]) => total + from, 0)),
      exact(known.reduce((total, [, to]) => total + to, 0)),
    ];
  };
  return {
    tokens: sum(deltas.map(({ tokens }) => tokens)),
    costUsd: sum(deltas.map(({ costUsd }) => costUsd)),
    why:
      unknown === 0
        ? undefined
        : `${plural(unknown, 'call')} without a number ${unknown === 1 ? 'is' : 'are'} not in it`,
  };
}

/** The greatest rise first; what has no number after what rises, before what does not. */
export function byRise(a: Delta, b: Delta): number {
  return rise(b.costUsd) - rise(a.costUsd) || rise(b.tokens) - rise(a.tokens);
}

function rise(range: Range | undefined): number {
  // Smaller than any rise, greater than none.
  return range === undefined ? 1e-15 : range[1];
}
