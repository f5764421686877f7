import type { Model, ModelData, Prices, Rates } from './model';
import type { ModelOverride } from './registry';

/** A model's rule with a user's corrections; a rule of another family stands alone. `undefined` where there is none. */
export function mergedRule(
  base: Model | undefined,
  given: ModelOverride['rule'],
): ModelData['rule'] | undefined {
  if (given === undefined) return base?.rule;
  if (base !== undefined && (given.family === undefined || given.family === base.rule.family)) {
    return merged(base.rule, given) as unknown as ModelData['rule'];
  }
  return given.family === undefined ? undefined : (given as unknown as ModelData['rule']);
}

/** What is not named keeps the figure it had, at every depth: a level's budget can be corrected without its size. */
function merged(base: object, given: object): object {
  const result: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(given)) {
    const old = result[key];
    result[key] = isPlain(old) && isPlain(value) ? merged(old, value) : value;
  }
  return result;
}

function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A model's prices with a user's corrections. */
export function mergedPrices(
  base: Prices | undefined,
  given: Partial<Prices> | undefined,
  origin: string,
): Prices | undefined {
  if (given === undefined) return base;
  // A price of one's own ends the vendor's promotion and surcharges, unless they are repeated.
  return {
    ...pick(base),
    ...given,
    sources: given.sources ?? [origin],
  };
}

function pick(base: Prices | undefined): Rates {
  if (base === undefined) return {};
  const {
    promotion: _promotion,
    longContext: _long,
    fast: _fast,
    note: _note,
    sources: _sources,
    ...rates
  } = base;
  return rates;
}

/** All prices as a share of what they are. */
export function scaledPrices(prices: Prices, factor: number): Prices {
  const rates = (given: Rates): Rates =>
    Object.fromEntries(
      Object.entries(given)
        .filter((entry): entry is [string, number] => typeof entry[1] === 'number')
        .map(([key, value]) => [key, Math.round(value * factor * 1e9) / 1e9]),
    );
  const { longContext, fast, promotion, note, sources, ...standard } = prices;
  return {
    ...rates(standard),
    ...(longContext === undefined
      ? {}
      : { longContext: { ...rates(longContext), aboveInputTokens: longContext.aboveInputTokens } }),
    ...(fast === undefined ? {} : { fast: rates(fast) }),
    ...(promotion === undefined ? {} : { promotion: { ...promotion, then: rates(promotion.then) } }),
    ...(note === undefined ? {} : { note }),
    sources,
  };
}

/** A fine-tuned model counts pictures as its base does, but has a price of its own that no list holds. */
export function withoutPrice(model: Model, asked: string): Model {
  return { ...model, id: asked, aliases: undefined, prices: undefined };
}
