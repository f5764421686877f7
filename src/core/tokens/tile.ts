import type { GptImageTileRule, TileRule } from '../models/rules';
import type { Size } from '../size';
import { group } from '../text';
import { floorDiv, roundDiv } from './exact';
import { squareGrid, step } from './grid';
import type { Count, CountOptions, Detail } from './types';
import { noWarnings } from './types';

/**
 * OpenAI's tile models: `low` is flat; else fit into 2,048 px, short side to 768 px, a base and a price per 512 px tile.
 * Source: the images-vision guide; the fit rounds to the nearest pixel (measured: 2049 × 513 is 8 tiles, 2050 × 513 is 4),
 * the short-side step rounds down (documented).
 */
export function countTiles(
  rule: TileRule,
  size: Size,
  detail: Detail | undefined,
  options: CountOptions,
): Count {
  const effective = detail === undefined || detail === 'auto' ? rule.auto : detail;
  if (effective === 'low') {
    return {
      outcome: 'counted',
      tokens: rule.base,
      tokensRange: null,
      effectiveDetail: 'low',
      // The vendor says "a low-resolution 512 px × 512 px version" and bills no tile.
      seen: fitInto(size, rule.tile),
      steps: [step(`Fit to ${group(rule.tile)} px`, size, fitInto(size, rule.tile))],
      grid: null,
      arithmetic: { cells: 0, unit: 'tile', perCell: rule.perTile, base: rule.base },
      warnings: noWarnings,
    };
  }
  if (effective !== 'high') {
    return {
      outcome: 'rejected',
      effectiveDetail: null,
      steps: [],
      warnings: noWarnings,
      rejected: {
        reason: 'unsupported-detail',
        message: `${options.modelId} has no detail \`${effective}\`: it knows \`low\`, \`high\` and \`auto\`.`,
      },
    };
  }
  return tiles(rule, size, 'high', 0);
}

/** gpt-image-1, 1-mini and 1.5: the same tiles with a short side of 512 px; a surcharge for high input fidelity. */
export function countGptImageTiles(rule: GptImageTileRule, size: Size, options: CountOptions): Count {
  const { square, other } = rule.inputFidelityHigh;
  const extra = options.inputFidelity === 'high' ? (size.width === size.height ? square : other) : 0;
  return tiles(rule, size, null, extra);
}

function tiles(
  rule: Pick<TileRule, 'base' | 'perTile' | 'tile' | 'maxDimension' | 'shortSide'>,
  size: Size,
  effectiveDetail: Detail | null,
  extra: number,
): Count {
  const fitted = fitInto(size, rule.maxDimension);
  const seen = shortSideTo(fitted, rule.shortSide);
  const grid = squareGrid('tile', seen, rule.tile);
  const cells = grid.columns * grid.rows;
  return {
    outcome: 'counted',
    tokens: rule.base + extra + cells * rule.perTile,
    tokensRange: null,
    effectiveDetail,
    seen,
    steps: [
      step(`Fit into ${group(rule.maxDimension)} × ${group(rule.maxDimension)} px`, size, fitted),
      step(`Short side to ${group(rule.shortSide)} px`, fitted, seen),
    ],
    grid,
    arithmetic: { cells, unit: 'tile', perCell: rule.perTile, base: rule.base + extra },
    warnings: noWarnings,
  };
}

function fitInto(size: Size, max: number): Size {
  const { width, height } = size;
  const longer = Math.max(width, height);
  if (longer <= max) return size;
  return width >= height
    ? { width: max, height: Math.max(1, roundDiv(height * max, width)) }
    : { width: Math.max(1, roundDiv(width * max, height)), height: max };
}

function shortSideTo(size: Size, short: number): Size {
  const { width, height } = size;
  if (Math.min(width, height) <= short) return size;
  return width <= height
    ? { width: short, height: floorDiv(height * short, width) }
    : { width: floorDiv(width * short, height), height: short };
}
