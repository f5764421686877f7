import type { LlamaRule, MistralRule, QwenRule } from '../models/rules';
import type { Size } from '../size';
import { group } from '../text';
import { ceilDiv, roundHalfEven } from './exact';
import { squareGrid, step } from './grid';
import type { Count, Detail } from './types';
import { noWarnings } from './types';

/**
 * Pixtral and Mistral: patches (merged in squares from Mistral Small 3.1 on) and a token that ends each row.
 * Source: mistral-common, tokens/tokenizers/image.py (2026-07-23).
 */
export function countMistral(rule: MistralRule, size: Size): Count {
  const ratio = Math.max(size.width, size.height) / rule.maxSide;
  const seen =
    ratio > 1
      ? {
          width: Math.max(1, roundHalfEven(size.width / ratio)),
          height: Math.max(1, roundHalfEven(size.height / ratio)),
        }
      : size;
  const grid = squareGrid('patch', seen, rule.patch * rule.merge);
  return {
    outcome: 'counted',
    tokens: (grid.columns + 1) * grid.rows,
    tokensRange: null,
    effectiveDetail: null,
    seen,
    steps: [step(`Fit to ${group(rule.maxSide)} px`, size, seen)],
    grid,
    arithmetic: { cells: grid.columns * grid.rows, unit: 'patch', perCell: 1, base: grid.rows },
    warnings: noWarnings,
  };
}

/**
 * Qwen-VL: both sides to multiples of the factor, the area between two caps, a token a cell and two a picture.
 * Hosts do not publish which cap is in force by default, so a larger picture gets a range up to the cap with
 * `vl_high_resolution_images`; detail `high` asks for that cap alone.
 * Source: qwen-vl-utils, smart_resize (2026-01-30); Model Studio's documentation (2025-12).
 */
export function countQwen(rule: QwenRule, size: Size, detail: Detail | undefined): Count {
  const aspect = Math.max(size.width, size.height) / Math.min(size.width, size.height);
  if (aspect > rule.maxAspect) {
    return {
      outcome: 'rejected',
      effectiveDetail: null,
      steps: [],
      warnings: noWarnings,
      rejected: {
        reason: 'aspect-ratio',
        message: `The sides are ${group(Math.round(aspect))}:1 apart, and at most ${group(rule.maxAspect)}:1 is taken: crop the picture.`,
      },
    };
  }
  const seen = smartResize(rule, size, rule.maxTokensHighRes);
  const grid = squareGrid('patch', seen, rule.factor);
  const cells = grid.columns * grid.rows;
  const capped = smartResize(rule, size, rule.maxTokens);
  const least = ceilDiv(capped.width, rule.factor) * ceilDiv(capped.height, rule.factor);
  const known = detail === 'high' || least === cells;
  return {
    outcome: 'counted',
    tokens: cells + rule.extraTokens,
    tokensRange: known ? null : [least + rule.extraTokens, cells + rule.extraTokens],
    effectiveDetail: null,
    seen,
    steps: [
      step(
        `Sides to multiples of ${String(rule.factor)} px, ${group(rule.maxTokensHighRes)} tokens at most`,
        size,
        seen,
      ),
    ],
    grid,
    arithmetic: { cells, unit: 'patch', perCell: 1, base: rule.extraTokens },
    warnings: known
      ? noWarnings
      : [
          {
            code: 'disputed-rule',
            message:
              `The host's default cap is not published: ${group(least + rule.extraTokens)} tokens at ${group(rule.maxTokens)}, ` +
              `${group(cells + rule.extraTokens)} with vl_high_resolution_images. The upper end is shown.`,
          },
        ],
  };
}

function smartResize(rule: QwenRule, { width, height }: Size, maxTokens: number): Size {
  const f = rule.factor;
  const maxPixels = maxTokens * f * f;
  const minPixels = rule.minTokens * f * f;
  let w = Math.max(f, roundHalfEven(width / f) * f);
  let h = Math.max(f, roundHalfEven(height / f) * f);
  if (w * h > maxPixels) {
    const beta = Math.sqrt((width * height) / maxPixels);
    w = Math.max(f, Math.floor(width / beta / f) * f);
    h = Math.max(f, Math.floor(height / beta / f) * f);
  } else if (w * h < minPixels) {
    const beta = Math.sqrt(minPixels / (width * height));
    w = Math.ceil((width * beta) / f) * f;
    h = Math.ceil((height * beta) / f) * f;
  }
  return { width: w, height: h };
}

/** Llama Vision as Together bills it: 560 px tiles, two by two at most. Source: docs.together.ai (2026). */
export function countLlama(rule: LlamaRule, size: Size): Count {
  const columns = Math.min(rule.maxColumns, ceilDiv(size.width, rule.tile));
  const rows = Math.min(rule.maxRows, ceilDiv(size.height, rule.tile));
  const box = { width: rule.maxColumns * rule.tile, height: rule.maxRows * rule.tile };
  const scaled = size.width > box.width || size.height > box.height;
  const cells = columns * rows;
  return {
    outcome: 'counted',
    tokens: cells * rule.tokensPerTile,
    tokensRange: null,
    effectiveDetail: null,
    // How a larger picture is scaled into the four tiles is up to the host.
    seen: scaled ? null : size,
    steps: [],
    grid: scaled ? null : squareGrid('tile', size, rule.tile),
    arithmetic: { cells, unit: 'tile', perCell: rule.tokensPerTile, base: 0 },
    warnings: noWarnings,
  };
}
