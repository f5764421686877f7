import { costOf } from '../money';
import type { Tier } from '../money';
import type { Model } from '../models/model';
import type { Size } from '../size';
import { countOutput } from './gptImage';

/** What a picture that a model makes costs. */
export type OutputEstimate =
  | {
      readonly outcome: 'counted';
      /** `null` where the model is sold by the picture. */
      readonly tokens: number | null;
      readonly costUsd: number | null;
    }
  | { readonly outcome: 'rejected'; readonly message: string };

/**
 * The price of one picture of this size and quality, made by the model.
 * Where the vendor's price list names the picture, that is the price; otherwise output tokens times their rate.
 */
export function estimateOutput(
  size: Size,
  model: Model,
  quality: string,
  tier: Tier = 'standard',
): OutputEstimate {
  if (model.output === undefined)
    return {
      outcome: 'rejected',
      message: `${model.id} makes no pictures, or how it bills them is not published.`,
    };
  const count = countOutput(model.output, size, quality);
  if (count.outcome === 'rejected') return { outcome: 'rejected', message: `${model.id}: ${count.message}` };
  const share = tier === 'standard' || tier === 'cached' ? 1 : model.tiers?.[tier];
  const listed = model.pricePerImage?.[quality]?.[`${String(size.width)}x${String(size.height)}`];
  if (count.outcome === 'per-image') {
    return listed === undefined
      ? {
          outcome: 'rejected',
          message: `${model.id}: no ${quality} picture of ${String(size.width)}x${String(size.height)} is on the price list.`,
        }
      : { outcome: 'counted', tokens: null, costUsd: share === undefined ? null : listed * share };
  }
  const rate = model.prices?.imageOutput;
  const costUsd = rate === undefined || share === undefined ? null : costOf(count.tokens, rate * share);
  return { outcome: 'counted', tokens: count.tokens, costUsd };
}
