import type { GrokPatchRule, GrokTileRule } from '../models/rules';
import type { Size } from '../size';
import { group } from '../text';
import { squareGrid } from './grid';
import type { Count } from './types';
import { noWarnings } from './types';

/** Grok 4.5 and later: a token a 32 px patch and 4 a picture. Derived from three measurements of 2026-07. */
export function countGrokPatches(rule: GrokPatchRule, size: Size): Count {
  const grid = squareGrid('patch', size, rule.patch);
  const cells = grid.columns * grid.rows;
  return {
    outcome: 'counted',
    tokens: cells + rule.perImage,
    tokensRange: null,
    effectiveDetail: null,
    seen: size,
    steps: [],
    grid,
    arithmetic: { cells, unit: 'patch', perCell: 1, base: rule.perImage },
    warnings: [
      {
        code: 'unverified-rule',
        message: 'Derived from three measurements; the vendor does not publish the rule of this model.',
      },
    ],
  };
}

/** Older Grok: 256 tokens a 448 px tile, six tiles at most, and one tile more. Source: docs.x.ai (2025). */
export function countGrokTiles(rule: GrokTileRule, size: Size): Count {
  const grid = squareGrid('tile', size, rule.tile);
  const wanted = grid.columns * grid.rows;
  const cells = Math.min(rule.maxTiles, wanted);
  const capped = wanted > rule.maxTiles;
  return {
    outcome: 'counted',
    tokens: (cells + rule.extraTiles) * rule.tokensPerTile,
    tokensRange: null,
    effectiveDetail: null,
    // How a picture of more than six tiles is scaled into them is not published.
    seen: capped ? null : size,
    steps: [],
    grid: capped ? null : grid,
    arithmetic: {
      cells,
      unit: 'tile',
      perCell: rule.tokensPerTile,
      base: rule.extraTiles * rule.tokensPerTile,
    },
    warnings: capped
      ? [
          {
            code: 'unverified-rule',
            message: `${group(wanted)} tiles are more than the ${String(rule.maxTiles)} that are billed; how the picture is scaled into them is not published.`,
          },
        ]
      : noWarnings,
  };
}
