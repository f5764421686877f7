import { plural } from '../core/text';
import { callCost, exact } from '../references/calls/price/callCost';
import { hasModel, rangeText, troublesOf } from '../references/calls/price/words';
import { isOne, plus } from '../references/calls/price/range';
import type { Range } from '../references/calls/price/range';
import type { FoundCall } from './scan';

/** What making each call of a project once sends and costs. */
export interface CallSums {
  readonly calls: number;
  /** More than calls where loops repeat them. */
  readonly requests: number;
  /** Pictures sent over all requests, those without a number too. From, to: equal where that is certain. */
  readonly images: Range;
  readonly tokens: Range;
  /** Pictures sent and pictures made, of those with a price. */
  readonly costUsd: Range;
  /** Of the prompts, as far as the code holds them. */
  readonly textTokens: number;
  /** Pictures that are made, where the code says how many. */
  readonly made: number;
  readonly approximate: boolean;
  /** Pictures without a number, and why. */
  readonly refused: number;
  readonly unreadable: number;
  readonly missing: number;
  readonly unknown: number;
  /** Calls whose pictures have tokens and no price. */
  readonly unpriced: number;
  /** Calls whose model is not known before the program runs, or to nobody. */
  readonly withoutModel: number;
  /** Calls that send more, or other, pictures than could be followed. */
  readonly withMore: number;
  /** Calls that make pictures at a price, or in a number, that is not known. */
  readonly madeUnknown: number;
}

export function sumOfCalls(calls: readonly FoundCall[]): CallSums {
  let images: Range = [0, 0];
  let tokens: Range = [0, 0];
  let costUsd: Range = [0, 0];
  const sums = { requests: 0, textTokens: 0, made: 0, refused: 0, unreadable: 0, missing: 0, unknown: 0 };
  const of = { unpriced: 0, withoutModel: 0, withMore: 0, madeUnknown: 0 };
  for (const { priced } of calls) {
    const { totals, text, output } = priced;
    images = plus(images, totals.images);
    tokens = plus(tokens, totals.tokens ?? [0, 0]);
    costUsd = plus(costUsd, callCost(priced) ?? [0, 0]);
    sums.requests += totals.requests;
    sums.textTokens += (text?.tokens ?? 0) * totals.requests;
    sums.made += (output?.count ?? 0) * totals.requests;
    const troubles = troublesOf(priced);
    for (const what of ['refused', 'unreadable', 'missing', 'unknown'] as const) sums[what] += troubles[what];
    if (totals.tokens !== undefined && totals.costUsd === undefined) of.unpriced += 1;
    if (!hasModel(priced)) of.withoutModel += 1;
    if (priced.call.unknowns.some(({ what }) => what !== 'text')) of.withMore += 1;
    if (output !== undefined && output.costUsd === undefined) of.madeUnknown += 1;
  }
  return {
    calls: calls.length,
    ...sums,
    images,
    tokens,
    // Sums of exact thirteenths of a cent drift in the last binary digit.
    costUsd: [exact(costUsd[0]), exact(costUsd[1])],
    approximate: calls.some(({ priced }) => priced.totals.approximate),
    ...of,
  };
}

/** `34 images`, `≈30–34 images`: those that are sent. */
export function sentText({ images, approximate }: CallSums): string {
  const of = isOne(images) ? plural(images[1], 'image') : `${rangeText(images)} images`;
  return `${approximate ? '≈' : ''}${of}`;
}
