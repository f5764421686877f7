import type { Model } from '../models/model';
import type { Size } from '../size';
import { group, percent } from '../text';
import { estimate } from '../tokens/estimate';
import type { EstimateOptions } from '../tokens/estimate';
import type { CountedEstimate, Detail } from '../tokens/types';

/** A cheaper way to send the same picture. */
export interface Advice {
  readonly kind: 'detail' | 'crop' | 'shrink';
  readonly tokens: number;
  readonly saved: number;
  readonly message: string;
  /** The detail to state, for `detail`. */
  readonly detail?: Detail;
  /** The size to send, for `crop` and `shrink`. */
  readonly size?: Size;
}

/** No more than this is cut off: beyond it a crop is another picture. */
const mostCropped = 0.2;
/** Less than this is not worth anyone's time. */
const leastSaved = 0.05;

/** Cheaper ways, the largest saving first; empty where there is none worth saying. */
export function cheaperWays(counted: CountedEstimate, options: EstimateOptions = {}): readonly Advice[] {
  const found = [...cheaperDetails(counted, options), ...crop(counted, options), ...shrink(counted)];
  return found.filter(advice => advice.kind === 'shrink' || advice.saved >= counted.tokens * leastSaved);
}

function cheaperDetails(counted: CountedEstimate, options: EstimateOptions): readonly Advice[] {
  const found: Advice[] = [];
  for (const detail of levelsOf(counted.model)) {
    if (detail === counted.effectiveDetail) continue;
    const other = estimate(counted.size, counted.model, detail, options);
    if (other.outcome !== 'counted' || other.tokens >= counted.tokens) continue;
    const seen =
      other.seen === null ? '' : ` (${group(other.seen.width)} × ${group(other.seen.height)} seen)`;
    const saved = counted.tokens - other.tokens;
    found.push({
      kind: 'detail',
      tokens: other.tokens,
      saved,
      detail,
      message: `Detail \`${detail}\`: ${group(other.tokens)} tokens${seen}`,
    });
  }
  return found.sort((a, b) => a.tokens - b.tokens);
}

/** The levels a model tells apart, as a call can state them. */
export function levelsOf({ rule }: Model): readonly Detail[] {
  switch (rule.family) {
    case 'patch':
      return Object.keys(rule.details);
    case 'tile':
      return ['low', 'high'];
    case 'gemini-grid':
      return Object.keys(rule.budgets);
    case 'gemini-tile':
      return Object.keys(rule.resolutions ?? {});
    default:
      return [];
  }
}

/** The fewest pixels to cut off one side that save a column or a row of cells. */
function crop(counted: CountedEstimate, options: EstimateOptions): readonly Advice[] {
  // Where cells are small a crop saves what it cuts off and no more: true, and no advice.
  if (counted.grid?.kind !== 'tile') return [];
  const across = leastCut(counted, options, 'width');
  const down = leastCut(counted, options, 'height');
  const best = [across, down]
    .filter(cut => cut !== undefined)
    .sort((a, b) => b.saved / (b.pixels + 1) - a.saved / (a.pixels + 1))[0];
  if (best === undefined) return [];
  const where = best.side === 'width' ? 'from the width' : 'from the height';
  return [
    {
      kind: 'crop',
      tokens: best.tokens,
      saved: best.saved,
      size: best.size,
      message: `Crop ${group(best.pixels)} px ${where}: ${group(best.tokens)} tokens`,
    },
  ];
}

interface Cut {
  readonly side: 'width' | 'height';
  readonly pixels: number;
  readonly tokens: number;
  readonly saved: number;
  readonly size: Size;
}

function leastCut(
  counted: CountedEstimate,
  options: EstimateOptions,
  side: 'width' | 'height',
): Cut | undefined {
  const full = counted.size[side];
  const most = Math.floor(full * mostCropped);
  const tokensWithout = (pixels: number): number | undefined => {
    const size = { ...counted.size, [side]: full - pixels };
    const other = estimate(size, counted.model, counted.detail, options);
    return other.outcome === 'counted' ? other.tokens : undefined;
  };
  const cheaper = (pixels: number): boolean => (tokensWithout(pixels) ?? Infinity) < counted.tokens;
  // Cutting one side can raise the other's scale, so the count is no staircase one could bisect: coarse steps, then fine.
  const step = Math.max(1, Math.ceil(most / 64));
  let hit: number | undefined;
  for (let pixels = step; pixels <= most; pixels += step) {
    if (cheaper(pixels)) {
      hit = pixels;
      break;
    }
  }
  if (hit === undefined) return undefined;
  let pixels = hit;
  while (pixels > Math.max(1, hit - step) && cheaper(pixels - 1)) pixels -= 1;
  const tokens = tokensWithout(pixels);
  return tokens === undefined
    ? undefined
    : {
        side,
        pixels,
        tokens,
        saved: counted.tokens - tokens,
        size: { ...counted.size, [side]: full - pixels },
      };
}

/** The same tokens for a smaller upload, where the model sees a fraction of what is sent. */
function shrink(counted: CountedEstimate): readonly Advice[] {
  const { seen, size } = counted;
  if (seen === null) return [];
  const share = (seen.width * seen.height) / (size.width * size.height);
  if (share >= 0.25) return [];
  return [
    {
      kind: 'shrink',
      tokens: counted.tokens,
      saved: 0,
      size: seen,
      message: `Resize to ${group(seen.width)} × ${group(seen.height)} before sending: the same tokens, ${percent(1 - share)} fewer pixels to upload`,
    },
  ];
}
