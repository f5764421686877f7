import type { PricedCall } from './pricedCall';
import { plus, times } from './range';
import type { Range } from './range';

/** Of the pictures a call sends and of those it makes, over all its requests; `undefined` where neither has a price. */
export function callCost({ totals, output }: PricedCall): Range | undefined {
  const made = output?.costUsd;
  if (made === undefined) return totals.costUsd;
  const all = times([made, made], totals.requests);
  return totals.costUsd === undefined ? all : plus(totals.costUsd, all);
}

/** Sums of exact thirteenths of a cent drift in the last binary digit. */
export function exact(usd: number): number {
  return Math.round(usd * 1e12) / 1e12;
}
