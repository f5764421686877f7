import { scaledPrices } from './models/corrections';
import type { Model, Prices, Rates } from './models/model';
import type { Warning } from './tokens/types';
import { group } from './text';

/** How a call is paid for. `cached` means the picture is read from the prompt cache. */
export const tiers = ['standard', 'cached', 'batch', 'flex', 'fast'] as const;
export type Tier = (typeof tiers)[number];

/** OpenAI calls the fast tier `priority` too, and the standard one `default`. */
export function parseTier(text: string): Tier | undefined {
  if (text === 'priority') return 'fast';
  if (text === 'default' || text === 'auto') return 'standard';
  return tiers.find(tier => tier === text);
}

export interface PriceContext {
  /** ISO date (its time of day is ignored) the prices are asked for; promotions end. Without it a promotion is taken to hold. */
  readonly at?: string;
  /** Input tokens of the whole request, for the long-context price. */
  readonly requestTokens?: number;
}

export interface Rate {
  /** US dollars per million image input tokens; `null` where no price is known. */
  readonly usd: number | null;
  /** Where two prices are possible: lower, upper. */
  readonly usdRange: readonly [number, number] | null;
  readonly warnings: readonly Warning[];
}

const none: readonly Warning[] = [];

/** What a million tokens of a picture sent to this model cost. */
export function imageInputRate(model: Model, tier: Tier, context: PriceContext): Rate {
  const prices = model.prices;
  if (prices === undefined) return unknown('price-unknown', `No price is published for ${model.id}.`);
  const period = promotionAt(prices, context.at);
  const usd = rateOf(model, period.rates, tier, context);
  if (usd === undefined) {
    return tier === 'standard'
      ? unknown('price-unknown', `No price is published for pictures sent to ${model.id}.`)
      : unknown('tier-unavailable', `${model.id} has no published price in the ${tier} tier.`);
  }
  const warnings: Warning[] = [];
  let range: readonly [number, number] | null = null;
  if (period.doubtful !== undefined) {
    const other = rateOf(model, period.doubtful.rates, tier, context);
    if (other !== undefined && other !== usd) {
      range = usd < other ? [usd, other] : [other, usd];
      warnings.push({
        code: 'promotional-price',
        message: `The price is a promotion the vendor confirmed through ${period.doubtful.until}; the list price is ${usdPerMillion(other)}.`,
      });
    }
  }
  const long = longContextOf(prices, context);
  if (long !== undefined) {
    warnings.push({
      code: 'long-context-price',
      message: `Requests above ${group(long.aboveInputTokens)} input tokens pay the long-context price for all of them.`,
    });
  }
  return { usd, usdRange: range, warnings: warnings.length === 0 ? none : warnings };
}

/** What a million tokens of the text of a prompt cost: where pictures have a rate of their own, not that one. */
export function textInputRate(model: Model, tier: Tier, context: PriceContext): Rate {
  const { prices } = model;
  if (prices?.imageInput === undefined) return imageInputRate(model, tier, context);
  const { imageInput: _image, imageCachedInput: _cached, ...text } = prices;
  return imageInputRate({ ...model, prices: text }, tier, context);
}

/** tokens × US dollars per million, rounded once: 1229 × 2.5 is 0.0030725 and not its neighbour. */
export function costOf(tokens: number, usdPerMillionTokens: number): number {
  return (tokens * Math.round(usdPerMillionTokens * 1e6)) / 1e12;
}

/** `$0.0031`, `$1.14`, `$0.000013`, `$1,234.50`, `-$0.14`: two significant digits at least, cents always, no false precision. */
export function formatUsd(usd: number): string {
  if (usd < 0) return `-${formatUsd(-usd)}`;
  if (usd === 0) return '$0';
  if (usd >= 0.995) {
    const cents = Math.round(usd * 100);
    return `$${group(Math.floor(cents / 100))}.${String(cents % 100).padStart(2, '0')}`;
  }
  // Of the rounded number: 0.0996 is 0.10, and its digits are those of 0.1.
  const digits = Math.max(2, 1 - Math.floor(Math.log10(Number(usd.toPrecision(2)))));
  return `$${usd.toFixed(Math.min(digits, 12))}`;
}

export function formatUsdRange([from, to]: readonly [number, number]): string {
  const [a, b] = [formatUsd(from), formatUsd(to)];
  return a === b ? a : `${a}–${b}`;
}

/** `$0.75 / 1M tokens` */
export function usdPerMillion(usd: number): string {
  return `$${String(usd)} / 1M tokens`;
}

function unknown(code: 'price-unknown' | 'tier-unavailable', message: string): Rate {
  return { usd: null, usdRange: null, warnings: [{ code, message }] };
}

interface Period {
  readonly rates: Prices;
  /** The other price, where the vendor's words leave both open. */
  readonly doubtful?: { readonly rates: Prices; readonly until: string };
}

function promotionAt(prices: Prices, at: string | undefined): Period {
  const promotion = prices.promotion;
  if (promotion === undefined || at === undefined || at.slice(0, 10) <= promotion.until)
    return { rates: prices };
  // What the vendor does not repeat (the fast tier, long requests) was a multiple of the promotional price.
  const factor = (promotion.then.input ?? 0) / (prices.input ?? 0);
  const after: Prices = {
    ...(factor > 0 && factor < Infinity ? scaledPrices(prices, factor) : prices),
    ...promotion.then,
  };
  return promotion.certain
    ? { rates: after }
    : { rates: prices, doubtful: { rates: after, until: promotion.until } };
}

function longContextOf({ longContext }: Prices, { requestTokens = 0 }: PriceContext): Prices['longContext'] {
  return longContext !== undefined && requestTokens > longContext.aboveInputTokens ? longContext : undefined;
}

function rateOf(model: Model, prices: Prices, tier: Tier, context: PriceContext): number | undefined {
  const long = longContextOf(prices, context);
  const rates: Rates = { ...prices, ...long };
  const standard = rates.imageInput ?? rates.input;
  switch (tier) {
    case 'standard':
      return standard;
    case 'cached':
      return rates.imageInput === undefined ? rates.cachedInput : rates.imageCachedInput;
    case 'fast':
      // The list has the fast price of usual requests alone.
      if (long === undefined && prices.fast !== undefined) return prices.fast.imageInput ?? prices.fast.input;
      return times(standard, model.tiers?.fast);
    case 'batch':
    case 'flex':
      return times(standard, model.tiers?.[tier]);
  }
}

function times(rate: number | undefined, factor: number | undefined): number | undefined {
  return rate === undefined || factor === undefined ? undefined : Math.round(rate * factor * 1e9) / 1e9;
}
