import { group, list, percent } from '../text';
import { formatUsd, formatUsdRange } from '../money';
import type { Arithmetic, CountedEstimate, Estimate, Grid, RejectedEstimate } from './types';

/** `70 + 6 × 140`, `⌈1,305 × 1.2⌉`, `1,296`: the sum behind the tokens. */
export function explainArithmetic({ cells, perCell, base }: Arithmetic): string {
  const product = perCell === 1 ? group(cells) : `${group(cells)} × ${factor(perCell)}`;
  const rounded = Number.isInteger(perCell) ? product : `⌈${product}⌉`;
  if (base === 0) return rounded;
  return cells === 0 ? group(base) : `${group(base)} + ${rounded}`;
}

/** `3 × 2 tiles of 512 px, 40 % of the last column and 50 % of the last row used`. */
export function explainGrid(grid: Grid): string {
  const cells = explainCells(grid);
  if (grid.cell === null) return cells;
  const partial: string[] = [];
  if (grid.cell >= 64) {
    if (grid.lastColumn !== null && grid.lastColumn < grid.cell)
      partial.push(`${percent(1 - grid.lastColumn / grid.cell)} of the last column`);
    if (grid.lastRow !== null && grid.lastRow < grid.cell)
      partial.push(`${percent(1 - grid.lastRow / grid.cell)} of the last row`);
  }
  const of = `${cells} of ${group(grid.cell)} px`;
  if (partial.length > 0) return `${of}, ${list(partial)} wasted`;
  return grid.wasted >= 0.1 ? `${of}, ${percent(grid.wasted)} wasted` : of;
}

/** `3 × 2 tiles`, `1 × 1 patch` */
export function explainCells(grid: Grid): string {
  return `${group(grid.columns)} × ${group(grid.rows)} ${cellName(grid)}`;
}

/** `910`, or `258–1,548` where sources allow more than one count. */
export function tokensText(estimate: Pick<CountedEstimate, 'tokens' | 'tokensRange'>): string {
  const range = estimate.tokensRange;
  return range === null ? group(estimate.tokens) : `${group(range[0])}–${group(range[1])}`;
}

/** For a cell of a table. @param unknown what stands where nobody knows the model */
export function shortTokens(estimate: Estimate | undefined, unknown: string): string {
  switch (estimate?.outcome) {
    case 'counted':
      return tokensText(estimate);
    case 'rejected':
      return 'refused';
    case 'unpublished':
      return 'not published';
    case undefined:
      return unknown;
  }
}

function cellName(grid: Grid): string {
  const many = grid.columns * grid.rows !== 1;
  switch (grid.kind) {
    case 'tile':
      return many ? 'tiles' : 'tile';
    case 'patch':
      return many ? 'patches' : 'patch';
    case 'token':
      return many ? 'tokens' : 'cell';
  }
}

function factor(n: number): string {
  return Number.isInteger(n) ? group(n) : String(n);
}

/** `$0.0011 a call · $1.14 per 1,000`; a range where two prices or counts are possible. */
export function explainCost(estimate: CountedEstimate): string {
  if (estimate.costUsd === null) return 'price not known';
  const range = estimate.costRangeUsd;
  const each = range === null ? formatUsd(estimate.costUsd) : formatUsdRange(range);
  return `${each} a call · ${formatUsd(estimate.costUsd * 1000)} per 1,000`;
}

/**
 * `detail high`, `detail omitted, read as original`; empty where the model knows no detail and none was given.
 * @param mark what a level is set in: backquotes in Markdown
 */
export function explainDetail(
  { detail, effectiveDetail }: Pick<CountedEstimate | RejectedEstimate, 'detail' | 'effectiveDetail'>,
  mark = '',
): string {
  const marked = (level: string): string => `${mark}${level}${mark}`;
  if (effectiveDetail === null) return detail === undefined ? '' : `detail ${marked(detail)}`;
  if (detail === undefined) return `detail omitted, read as ${marked(effectiveDetail)}`;
  if (detail === effectiveDetail) return `detail ${marked(detail)}`;
  return `detail ${marked(detail)}, read as ${marked(effectiveDetail)}`;
}
