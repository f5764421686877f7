import type { Model, Prices, Rates } from '../../core/models/model';
import { textInputRate } from '../../core/money';
import type { PriceContext, Tier } from '../../core/money';

/** US dollars per million tokens of text, as a request of this tier and length is billed; `null` where none is published. */
export interface TextRates {
  readonly input: number | null;
  /** Of input read from the prompt cache. */
  readonly cachedInput: number | null;
  /** Reasoning is billed as output. */
  readonly output: number | null;
}

/** `core` knows what input costs in each tier, period and length; the other rates follow the same ways. */
export function textRates(model: Model, tier: Tier, context: PriceContext): TextRates {
  return {
    input: textInputRate(model, tier, context).usd,
    cachedInput: rate(model, tier, context, rates => rates.cachedInput),
    output: rate(model, tier, context, rates => rates.output ?? rates.textOutput),
  };
}

function rate(
  model: Model,
  tier: Tier,
  context: PriceContext,
  pick: (rates: Rates) => number | undefined,
): number | null {
  const { prices } = model;
  if (prices === undefined || pick(prices) === undefined) return null;
  const only = (rates: Rates): Rates => {
    const input = pick(rates);
    return input === undefined ? {} : { input };
  };
  const { longContext, fast, promotion, sources } = prices;
  const long = longContext && {
    ...only(longContext),
    aboveInputTokens: longContext.aboveInputTokens,
  };
  const swapped: Prices = {
    ...only(prices),
    ...(long && { longContext: long }),
    ...(fast && pick(fast) !== undefined && { fast: only(fast) }),
    ...(promotion && { promotion: { ...promotion, then: only(promotion.then) } }),
    sources,
  };
  return textInputRate({ ...model, prices: swapped }, tier, context).usd;
}
