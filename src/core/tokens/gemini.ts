import type { GeminiGridRule, GeminiTileRule } from '../models/rules';
import { own } from '../own';
import type { Size } from '../size';
import { group } from '../text';
import { ceilDiv, floorDiv, isqrt } from './exact';
import { stretchedGrid } from './grid';
import type { Count, CountOptions, Detail, Warning } from './types';
import { noWarnings } from './types';

/**
 * Gemini 3: a grid of the picture's shape within the media resolution's token budget, whatever the size in pixels.
 * ⌊√(N·w/h)⌋ × ⌊√(N·h/w)⌋ fits every published measurement at N = 1,120; the vendor documents N as the maximum.
 * Source: ai.google.dev/gemini-api/docs/media-resolution (2026-09-19) and measurements of 2026-07 and 2026-08.
 */
export function countGeminiGrid(
  rule: GeminiGridRule,
  size: Size,
  detail: Detail | undefined,
  options: CountOptions,
): Count {
  const asked = detail === undefined || detail === 'auto' ? rule.auto : detail;
  const budget = own(rule.budgets, asked);
  const level = budget === undefined ? rule.auto : asked;
  const n = budget ?? rule.budgets[rule.auto] ?? 0;
  const columns = Math.max(1, isqrt(floorDiv(n * size.width, size.height)));
  const rows = Math.max(1, isqrt(floorDiv(n * size.height, size.width)));
  const tokens = columns * rows;
  const warnings: Warning[] = [];
  if (budget === undefined) {
    warnings.push({
      code: 'detail-has-no-effect',
      message: `${options.modelId} knows no detail \`${asked}\`: its media resolutions are ${Object.keys(rule.budgets).join(', ')}.`,
    });
  }
  const verified = rule.measured.includes(level);
  if (!verified) {
    warnings.push({
      code: 'unverified-rule',
      message: `Measured at media resolution ${rule.measured.join(', ')} alone; at \`${level}\` it may be up to the documented ${group(n)}.`,
    });
  }
  return {
    outcome: 'counted',
    tokens,
    tokensRange: verified || n <= tokens ? null : [tokens, n],
    effectiveDetail: level,
    seen: size,
    steps: [],
    grid: stretchedGrid(columns, rows),
    arithmetic: { cells: tokens, unit: 'token', perCell: 1, base: 0 },
    warnings,
  };
}

/**
 * Gemini 2 and 1.5: 258 tokens, or 258 for each crop of a picture larger than 384 px. Three pages of the vendor and the
 * measurements contradict each other, so the answer is a range; the upper end is the one to budget with.
 * Source: ai.google.dev/gemini-api/docs/image-understanding (2026).
 */
export function countGeminiTiles(
  rule: GeminiTileRule,
  size: Size,
  detail: Detail | undefined,
  options: CountOptions,
): Count {
  const flat = detail === undefined ? undefined : own(rule.resolutions ?? {}, detail);
  if (flat !== undefined) return oneCell(flat, detail ?? null, size, noWarnings);

  const warnings: Warning[] = [];
  if (detail !== undefined && detail !== 'auto' && detail !== 'high') {
    warnings.push({
      code: 'detail-has-no-effect',
      message: `${options.modelId} knows no media resolution \`${detail}\` with a count of its own: priced as the default.`,
    });
  }
  if (Math.max(size.width, size.height) <= rule.smallSide)
    return oneCell(rule.tileTokens, null, size, warnings);

  const short = Math.min(size.width, size.height);
  const natural = Math.max(1, Math.floor(short / rule.unit.divisor));
  const unit = Math.min(Math.max(natural, rule.unit.min ?? 1), rule.unit.max ?? Infinity);
  const columns = ceilDiv(size.width, unit);
  const rows = ceilDiv(size.height, unit);
  const cells = columns * rows;
  const tokens = cells * rule.tileTokens;
  warnings.push({
    code: 'disputed-rule',
    message:
      `Sources contradict each other: from a flat ${group(rule.tileTokens)} to ${group(tokens)} tokens. ` +
      'The upper end is shown.',
  });
  if (cells > 64) {
    warnings.push({
      code: 'implausible-rule',
      message: `The documented rule gives ${group(cells)} crops for so narrow a picture; nobody has measured one.`,
    });
  }
  return {
    outcome: 'counted',
    tokens,
    tokensRange: tokens > rule.tileTokens ? [rule.tileTokens, tokens] : null,
    effectiveDetail: null,
    seen: size,
    steps: [],
    grid: {
      kind: 'tile',
      cell: unit,
      columns,
      rows,
      lastColumn: size.width - (columns - 1) * unit,
      lastRow: size.height - (rows - 1) * unit,
      wasted: 1 - (size.width * size.height) / (cells * unit * unit),
    },
    arithmetic: { cells, unit: 'crop', perCell: rule.tileTokens, base: 0 },
    warnings,
  };
}

function oneCell(tokens: number, detail: Detail | null, size: Size, warnings: readonly Warning[]): Count {
  return {
    outcome: 'counted',
    tokens,
    tokensRange: null,
    effectiveDetail: detail,
    seen: size,
    steps: [],
    grid: stretchedGrid(1, 1),
    arithmetic: { cells: 1, unit: 'picture', perCell: tokens, base: 0 },
    warnings,
  };
}
