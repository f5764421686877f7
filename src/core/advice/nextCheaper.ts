import type { Model } from '../models/model';
import type { Size } from '../size';
import { estimate } from '../tokens/estimate';
import type { EstimateOptions } from '../tokens/estimate';
import { roundDiv } from '../tokens/exact';
import type { Detail } from '../tokens/types';

/** A smaller size of the same shape that costs fewer tokens. */
export interface CheaperSize {
  readonly size: Size;
  readonly tokens: number;
  readonly saved: number;
}

/** `size` with another longer side: the shorter one to the nearest pixel, at least 1. */
export function withLongerSide({ width, height }: Size, longer: number): Size {
  const shorter = (side: number, of: number): number => Math.max(1, roundDiv(side * longer, of));
  return width >= height
    ? { width: longer, height: shorter(height, width) }
    : { width: shorter(width, height), height: longer };
}

/**
 * The largest size of the same shape, smaller than `size`, that costs fewer tokens; `undefined` where there is none, where
 * the picture is not counted, and where a model's count goes by the shape alone. Exact: every size is looked at, from the
 * top, since rounding can make a larger picture the cheaper one.
 */
export function nextCheaper(
  size: Size,
  model: Model,
  detail: Detail | undefined,
  options: EstimateOptions = {},
): CheaperSize | undefined {
  if (countsByShape(model)) return undefined;
  const now = estimate(size, model, detail, options);
  if (now.outcome !== 'counted') return undefined;
  for (let longer = Math.max(size.width, size.height) - 1; longer >= 1; longer--) {
    const smaller = withLongerSide(size, longer);
    const other = estimate(smaller, model, detail, options);
    if (other.outcome === 'counted' && other.tokens < now.tokens)
      return { size: smaller, tokens: other.tokens, saved: now.tokens - other.tokens };
  }
  return undefined;
}

/** A smaller picture of these is only ever cheaper because its sides are rounded to another shape. */
function countsByShape({ rule }: Model): boolean {
  return rule.family === 'gemini-grid' || rule.family === 'fixed';
}
