import type { GptImagePatchRule, OutputRule } from '../models/rules';
import { own } from '../own';
import type { Size } from '../size';
import { group, list } from '../text';
import { ceilDiv, ceilTimes, decimal, floorDiv, roundDiv } from './exact';
import { squareGrid, step } from './grid';
import { shrinkIntoBudget } from './patch';
import type { Count } from './types';

/**
 * Pictures handed to gpt-image-2 and later. The vendor publishes no rule; this one was read off bills by its users
 * (small pictures enlarged, the canvas clamped to 3:1, a patch budget), so it comes with a warning.
 */
export function countGptImagePatches(rule: GptImagePatchRule, size: Size): Count {
  const enlarged = magnify(size, rule);
  const canvas = clampAspect(enlarged, rule.maxAspect);
  const patches = ceilDiv(canvas.width, rule.patch) * ceilDiv(canvas.height, rule.patch);
  const seen = patches > rule.patchBudget ? shrinkIntoBudget(canvas, rule.patch, rule.patchBudget) : canvas;
  const grid = squareGrid('patch', seen, rule.patch);
  const cells = grid.columns * grid.rows;
  return {
    outcome: 'counted',
    tokens: ceilTimes(cells, decimal(rule.multiplier)),
    tokensRange: null,
    effectiveDetail: null,
    seen,
    steps: [
      step(`Enlarge towards ${group(rule.magnifyToward)} px`, size, enlarged),
      step(`Extend the canvas to at most ${String(rule.maxAspect)}:1`, enlarged, canvas),
      step(`Shrink into ${group(rule.patchBudget)} patches`, canvas, seen),
    ],
    grid,
    arithmetic: { cells, unit: 'patch', perCell: rule.multiplier, base: 0 },
    warnings: [
      {
        code: 'unverified-rule',
        message:
          'The vendor does not publish how this model counts the pictures it is given: an estimate from users’ bills.',
      },
    ],
  };
}

function magnify(size: Size, rule: GptImagePatchRule): Size {
  const longer = Math.max(size.width, size.height);
  if (longer >= rule.magnifyToward) return size;
  const target = Math.min(rule.magnifyToward, longer * rule.magnifyUpTo);
  return {
    width: Math.max(1, roundDiv(size.width * target, longer)),
    height: Math.max(1, roundDiv(size.height * target, longer)),
  };
}

function clampAspect({ width, height }: Size, most: number): Size {
  return {
    width: Math.max(width, ceilDiv(height, most)),
    height: Math.max(height, ceilDiv(width, most)),
  };
}

/** The tokens of a picture a model makes, or why it would not make it. */
export type OutputCount =
  | { readonly outcome: 'counted'; readonly tokens: number }
  /** Sold by the picture: the price list has it, tokens do not exist. */
  | { readonly outcome: 'per-image' }
  | { readonly outcome: 'rejected'; readonly message: string };

/**
 * Output tokens of one generated picture.
 * Sources: OpenAI's image generation guide (table); the formula of gpt-image-2 and later was recovered from OpenAI's own
 * calculator by its users (2026-06) and matches the prices it prints.
 */
export function countOutput(rule: OutputRule, size: Size, quality: string): OutputCount {
  switch (rule.kind) {
    case 'per-image':
      return { outcome: 'per-image' };
    case 'fixed': {
      const tokens = own(rule.tokens, quality);
      return tokens === undefined
        ? { outcome: 'rejected', message: `No size \`${quality}\`: it knows ${names(rule.tokens)}.` }
        : { outcome: 'counted', tokens };
    }
    case 'table': {
      const sizes = own(rule.tokens, quality);
      if (sizes === undefined)
        return { outcome: 'rejected', message: `No quality \`${quality}\`: it knows ${names(rule.tokens)}.` };
      const tokens = sizes[`${String(size.width)}x${String(size.height)}`];
      return tokens === undefined
        ? {
            outcome: 'rejected',
            message: `No size ${String(size.width)}x${String(size.height)}: it makes ${names(sizes)}.`,
          }
        : { outcome: 'counted', tokens };
    }
    case 'formula': {
      const q = own(rule.qualities, quality);
      if (q === undefined)
        return {
          outcome: 'rejected',
          message: `No quality \`${quality}\`: it knows ${names(rule.qualities)}.`,
        };
      const problem = sizeProblem(rule, size);
      if (problem !== undefined) return { outcome: 'rejected', message: problem };
      const max = Math.max(size.width, size.height);
      const min = Math.min(size.width, size.height);
      const short = floorDiv(2 * q * min + max, 2 * max);
      return {
        outcome: 'counted',
        tokens: ceilDiv(q * short * (2_000_000 + size.width * size.height), 4_000_000),
      };
    }
  }
}

function sizeProblem(
  rule: Extract<OutputRule, { kind: 'formula' }>,
  { width, height }: Size,
): string | undefined {
  const said = `${String(width)}x${String(height)}`;
  if (width % rule.multipleOf !== 0 || height % rule.multipleOf !== 0)
    return `${said}: both sides must be multiples of ${String(rule.multipleOf)}.`;
  if (Math.max(width, height) > rule.maxEdge)
    return `${said}: no side may be longer than ${group(rule.maxEdge)} px.`;
  if (Math.max(width, height) > rule.maxAspect * Math.min(width, height))
    return `${said}: the sides may be at most ${String(rule.maxAspect)}:1 apart.`;
  if (width * height < rule.minPixels || width * height > rule.maxPixels)
    return `${said}: between ${group(rule.minPixels)} and ${group(rule.maxPixels)} pixels are made.`;
  return undefined;
}

function names(record: Readonly<Record<string, unknown>>): string {
  return list(Object.keys(record).map(name => `\`${name}\``));
}
