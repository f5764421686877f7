import type { ClaudeRule } from '../models/rules';
import type { Size } from '../size';
import { group } from '../text';
import { ceilDiv, roundHalfEven } from './exact';
import { squareGrid, step } from './grid';
import type { Count } from './types';
import { noWarnings } from './types';

/**
 * Claude: the largest size of the same shape whose 28 px patches fit the tier's edge and token caps, one token a patch.
 * Source: platform.claude.com, "Vision" and "Vision coordinates" (2026-09). The search and its rounding are the vendor's
 * own (halves to even, in doubles), since they decide which of two neighbouring sizes is taken.
 */
export function countClaude(rule: ClaudeRule, size: Size): Count {
  const seen = fits(rule, size.width, size.height) ? size : shrink(rule, size);
  const grid = squareGrid('patch', seen, rule.patch);
  const cells = grid.columns * grid.rows;
  return {
    outcome: 'counted',
    tokens: cells,
    tokensRange: null,
    effectiveDetail: null,
    seen,
    steps: [step(`Fit to ${group(rule.maxEdge)} px and ${group(rule.maxTokens)} tokens`, size, seen)],
    grid,
    arithmetic: { cells, unit: 'patch', perCell: 1, base: 0 },
    warnings: noWarnings,
  };
}

function fits({ patch, maxEdge, maxTokens }: ClaudeRule, a: number, b: number): boolean {
  const columns = ceilDiv(a, patch);
  const rows = ceilDiv(b, patch);
  return columns * patch <= maxEdge && rows * patch <= maxEdge && columns * rows <= maxTokens;
}

function shrink(rule: ClaudeRule, { width, height }: Size): Size {
  const long = Math.max(width, height);
  const aspect = long / Math.min(width, height);
  const other = (side: number): number => Math.max(roundHalfEven(side / aspect), 1);
  let low = 1;
  let high = long;
  while (low + 1 < high) {
    const middle = Math.floor((low + high) / 2);
    if (fits(rule, middle, other(middle))) low = middle;
    else high = middle;
  }
  return width >= height ? { width: low, height: other(low) } : { width: other(low), height: low };
}
