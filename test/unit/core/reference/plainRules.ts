/**
 * The vendors' rules once more, written from their published wording alone: plain, slow, floating point. They share no
 * code and no data with src/core, so that what both say is said twice.
 */

export type Pair = readonly [width: number, height: number];

/** Python's `round`: halves go to the even neighbour. */
export function roundHalfEven(x: number): number {
  const below = Math.floor(x);
  const rest = x - below;
  if (rest < 0.5) return below;
  if (rest > 0.5) return below + 1;
  return below % 2 === 0 ? below : below + 1;
}

/** OpenAI: "multiply both sides by maxDim / max(w, h), round each side to an integer; never enlarge". */
function fitLongSide([w, h]: Pair, max: number): Pair {
  const long = Math.max(w, h);
  if (long <= max) return [w, h];
  return [Math.max(1, Math.round((w * max) / long)), Math.max(1, Math.round((h * max) / long))];
}

/** OpenAI's published shrink into a budget of patches, with a guard against floats that end just below an integer. */
export function shrinkAsPublished([w, h]: Pair, patch: number, budget: number): Pair {
  const shrink = Math.sqrt((patch * patch * budget) / (w * h));
  const across = (w * shrink) / patch;
  const down = (h * shrink) / patch;
  let adjusted = shrink * Math.min(Math.floor(across + 1e-9) / across, Math.floor(down + 1e-9) / down);
  // Pictures so thin that one side is less than a patch: the formula says zero; the plain shrink is what is left.
  if (adjusted === 0) adjusted = shrink;
  adjusted = Math.min(1, adjusted);
  return [Math.max(1, Math.floor(w * adjusted + 1e-9)), Math.max(1, Math.floor(h * adjusted + 1e-9))];
}

export interface PatchLevelTable {
  readonly maxDimension: number;
  readonly budget: number | null;
}

/** OpenAI, patches of 32 pixels. `multiplier` in hundredths, so that the product is exact. */
export function openAiPatch(
  size: Pair,
  level: PatchLevelTable,
  multiplierPercent: number,
): number | 'rejected' {
  let [w, h] = fitLongSide(size, level.maxDimension);
  let patches = Math.ceil(w / 32) * Math.ceil(h / 32);
  if (level.budget !== null && patches > level.budget) {
    [w, h] = shrinkAsPublished([w, h], 32, level.budget);
    patches = Math.ceil(w / 32) * Math.ceil(h / 32);
  }
  if (patches > 30_000) return 'rejected';
  return Math.ceil((patches * multiplierPercent) / 100);
}

/** OpenAI, tiles of 512 pixels. */
export function openAiTile(size: Pair, detail: string | undefined, base: number, perTile: number): number {
  if (detail === 'low') return base;
  let [w, h] = fitLongSide(size, 2048);
  const short = Math.min(w, h);
  if (short > 768) {
    [w, h] = w <= h ? [768, Math.floor((h * 768) / w)] : [Math.floor((w * 768) / h), 768];
  }
  return base + Math.ceil(w / 512) * Math.ceil(h / 512) * perTile;
}

/** Anthropic: the largest size of the same shape that fits, long side first. */
export function claude([w, h]: Pair, maxEdge: number, maxTokens: number): number {
  const fits = (a: number, b: number): boolean =>
    Math.ceil(a / 28) * 28 <= maxEdge &&
    Math.ceil(b / 28) * 28 <= maxEdge &&
    Math.ceil(a / 28) * Math.ceil(b / 28) <= maxTokens;
  const count = (a: number, b: number): number => Math.ceil(a / 28) * Math.ceil(b / 28);
  if (fits(w, h)) return count(w, h);
  const long = Math.max(w, h);
  const aspect = long / Math.min(w, h);
  // What is longer than the edge cannot fit, and what fits only grows: going down finds what the binary search finds.
  for (let side = Math.min(long - 1, maxEdge); side >= 1; side--) {
    const other = Math.max(roundHalfEven(side / aspect), 1);
    if (fits(side, other)) return count(side, other);
  }
  throw new Error('a single patch always fits');
}

/** Gemini 3: a grid of the picture's shape within a budget, whatever the size. */
export function gemini3([w, h]: Pair, budget: number): number | 'no answer' {
  const cells = Math.floor(Math.sqrt((budget * w) / h)) * Math.floor(Math.sqrt((budget * h) / w));
  // Thinner than the grid can be: nobody has measured what that costs; surely not nothing.
  return cells === 0 ? 'no answer' : cells;
}

/** mistral-common's `image.py`. */
export function mistral([w, h]: Pair, cell: number, max: number): number | 'no answer' {
  const ratio = Math.max(w, h) / max;
  if (ratio > 1) {
    w = roundHalfEven(w / ratio);
    h = roundHalfEven(h / ratio);
  }
  // A side that rounds to nothing: the vendor's code fails on such a picture.
  if (w === 0 || h === 0) return 'no answer';
  const columns = Math.floor((w - 1) / cell) + 1;
  const rows = Math.floor((h - 1) / cell) + 1;
  return (columns + 1) * rows;
}

/** qwen-vl-utils' `smart_resize`, and the two tokens that mark a picture. */
export function qwen(
  [w, h]: Pair,
  factor: number,
  minTokens: number,
  maxTokens: number,
): number | 'rejected' {
  if (Math.max(w, h) / Math.min(w, h) > 200) return 'rejected';
  const least = minTokens * factor * factor;
  const most = maxTokens * factor * factor;
  let hBar = Math.max(factor, roundHalfEven(h / factor) * factor);
  let wBar = Math.max(factor, roundHalfEven(w / factor) * factor);
  if (hBar * wBar > most) {
    const beta = Math.sqrt((h * w) / most);
    hBar = Math.max(factor, Math.floor(h / beta / factor) * factor);
    wBar = Math.max(factor, Math.floor(w / beta / factor) * factor);
  } else if (hBar * wBar < least) {
    const beta = Math.sqrt(least / (h * w));
    hBar = Math.ceil((h * beta) / factor) * factor;
    wBar = Math.ceil((w * beta) / factor) * factor;
  }
  return (hBar * wBar) / (factor * factor) + 2;
}
