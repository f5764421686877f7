import { costOf, parseTier } from '../../core/money';
import type { Tier } from '../../core/money';
import type { Billed } from '../provider';
import type { RequestTier } from '../request';
import { textRates } from './rates';
import type { Seller } from './seller';

/**
 * US dollars for what a provider says it bills, at the price list in force: input read from the cache at its own price,
 * reasoning as the output it is part of. `null` where one of these prices is not known.
 *
 * @param served the tier that was really used, as the provider names it
 * @param today ISO date
 */
export function billedUsd(
  billed: Billed,
  { model }: Seller,
  asked: RequestTier,
  served: string | undefined,
  today: string,
): number | null {
  if (model?.prices === undefined) return null;
  // Where pictures have a price of their own, a bill that does not tell them from text has no price.
  if (model.prices.imageInput !== undefined && model.prices.imageInput !== model.prices.input) return null;
  const tier: Tier = (served === undefined ? undefined : parseTier(served)) ?? asked;
  const rates = textRates(model, tier, { at: today, requestTokens: billed.inputTokens });
  const cached = Math.min(billed.cachedInputTokens, billed.inputTokens);
  const parts: readonly (readonly [number, number | null])[] = [
    [billed.inputTokens - cached, rates.input],
    [cached, rates.cachedInput],
    [billed.outputTokens, rates.output],
  ];
  let usd = 0;
  for (const [tokens, rate] of parts) {
    if (tokens === 0) continue;
    if (rate === null) return null;
    usd += costOf(tokens, rate);
  }
  return usd;
}
