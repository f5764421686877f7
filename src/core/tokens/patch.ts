import type { PatchLevel, PatchRule } from '../models/rules';
import { own } from '../own';
import type { Size } from '../size';
import { group, list } from '../text';
import { ceilDiv, ceilTimes, decimal, floorDiv, isqrt, roundDiv } from './exact';
import { squareGrid, step } from './grid';
import type { Count, CountOptions, Detail, Step, Warning } from './types';
import { noWarnings } from './types';

/**
 * OpenAI's patch models: fit, count 32 px patches, shrink into the budget, refuse what is too large.
 * Source: developers.openai.com/api/docs/guides/images-vision (2026-08 and later).
 */
export function countPatches(
  rule: PatchRule,
  size: Size,
  detail: Detail | undefined,
  options: CountOptions,
): Count {
  const asked = detail === undefined || detail === 'auto' ? rule.auto : detail;
  const level = own(rule.details, asked);
  if (level === undefined) {
    const levels = list([...Object.keys(rule.details), 'auto'].map(name => `\`${name}\``));
    return {
      outcome: 'rejected',
      effectiveDetail: null,
      steps: [],
      warnings: noWarnings,
      rejected: {
        reason: 'unsupported-detail',
        message: `${options.modelId} has no detail \`${asked}\`: it knows ${levels}.`,
      },
    };
  }
  const sized = sizeForLevel(rule, level, size);
  if (sized.patches > rule.rejectAbovePatches) {
    return {
      outcome: 'rejected',
      effectiveDetail: asked,
      steps: sized.steps,
      warnings: noWarnings,
      rejected: {
        reason: 'too-many-patches',
        message:
          `${group(sized.patches)} patches at detail \`${asked}\`, and ${options.modelId} refuses more than ` +
          `${group(rule.rejectAbovePatches)} for one image: send a smaller picture${cheaperLevel(rule, size, asked)}.`,
      },
    };
  }
  const multiplier = decimal(rule.multiplier);
  const tokens = ceilTimes(sized.patches, multiplier);
  return {
    outcome: 'counted',
    tokens,
    tokensRange: null,
    effectiveDetail: asked,
    seen: sized.seen,
    steps: sized.steps,
    grid: squareGrid('patch', sized.seen, rule.patch),
    arithmetic: { cells: sized.patches, unit: 'patch', perCell: rule.multiplier, base: 0 },
    warnings: detailWarnings(rule, size, detail, asked, tokens, options),
  };
}

interface Sized {
  readonly seen: Size;
  readonly patches: number;
  readonly steps: readonly Step[];
}

function sizeForLevel(rule: PatchRule, level: PatchLevel, size: Size): Sized {
  const fitted = fitLongerSide(size, level.maxDimension);
  const steps = [step(fitName(level.maxDimension), size, fitted)];
  let seen = fitted;
  let patches = ceilDiv(seen.width, rule.patch) * ceilDiv(seen.height, rule.patch);
  if (level.patchBudget !== null) {
    if (patches > level.patchBudget) {
      seen = shrinkIntoBudget(fitted, rule.patch, level.patchBudget);
      patches = ceilDiv(seen.width, rule.patch) * ceilDiv(seen.height, rule.patch);
    }
    steps.push(step(budgetName(level.patchBudget), fitted, seen));
  }
  return { seen, patches, steps };
}

/** Never enlarges; each side to the nearest pixel, at least 1. */
export function fitLongerSide(size: Size, max: number): Size {
  const { width, height } = size;
  const longer = Math.max(width, height);
  if (longer <= max) return size;
  return {
    width: Math.max(1, roundDiv(width * max, longer)),
    height: Math.max(1, roundDiv(height * max, longer)),
  };
}

/**
 * The largest size of the same shape with one side a multiple of the patch and no more patches than the budget.
 *
 * The vendor writes it with square roots: s = √(p²·B / (w·h)), k = s · min(⌊w·s/p⌋ / (w·s/p), ⌊h·s/p⌋ / (h·s/p)),
 * w′ = ⌊w·k⌋, h′ = ⌊h·k⌋. Since w·s/p = √(B·w/h), the columns are the integer root of ⌊B·w/h⌋ (rows alike), k is
 * p·columns/w or p·rows/h, whichever is less, and everything is exact.
 */
export function shrinkIntoBudget(size: Size, patch: number, budget: number): Size {
  const { width, height } = size;
  const columns = isqrt(floorDiv(budget * width, height));
  const rows = isqrt(floorDiv(budget * height, width));
  if (columns === 0 || rows === 0) {
    // So thin that a whole patch is more than its share: the unadjusted factor, as the rule's text has no answer;
    // but one that lets a line of single patches, which is what is left, fit the budget.
    const longest = patch * budget;
    const s = Math.min(1, Math.sqrt((patch * longest) / (width * height)), longest / Math.max(width, height));
    return { width: Math.max(1, Math.floor(width * s)), height: Math.max(1, Math.floor(height * s)) };
  }
  const byWidth = columns * height <= rows * width;
  const [num, den] = byWidth ? [patch * columns, width] : [patch * rows, height];
  if (num >= den) return size;
  return { width: floorDiv(width * num, den), height: floorDiv(height * num, den) };
}

function detailWarnings(
  rule: PatchRule,
  size: Size,
  detail: Detail | undefined,
  effective: string,
  tokens: number,
  options: CountOptions,
): readonly Warning[] {
  const tokensAt = (name: string): number | undefined => {
    const level = rule.details[name];
    if (level === undefined) return undefined;
    const { patches } = sizeForLevel(rule, level, size);
    return patches > rule.rejectAbovePatches ? undefined : ceilTimes(patches, decimal(rule.multiplier));
  };
  if (detail === undefined || detail === 'auto') {
    if (effective !== 'original') return noWarnings;
    const high = tokensAt('high');
    if (high === undefined || high >= tokens) return noWarnings;
    const said = detail === undefined ? 'No detail given' : 'Detail `auto`';
    return [
      {
        code: 'omitted-detail',
        message:
          `${said}: ${options.modelId} reads that as \`original\`, ${group(tokens)} tokens. ` +
          `With detail \`high\` it would be ${group(high)}.`,
      },
    ];
  }
  if (detail === 'low') {
    const high = tokensAt('high');
    if (high !== undefined && tokens > high) {
      return [
        {
          code: 'detail-not-cheaper',
          message: `Detail \`low\` is dearer than \`high\` on ${options.modelId}: ${group(tokens)} tokens against ${group(high)}.`,
        },
      ];
    }
  }
  return noWarnings;
}

function cheaperLevel(rule: PatchRule, size: Size, asked: string): string {
  const level = rule.details.high;
  if (asked === 'high' || level === undefined) return '';
  return sizeForLevel(rule, level, size).patches > rule.rejectAbovePatches
    ? ''
    : ', or ask for detail `high`';
}

const fitNames = new Map<number, string>();
function fitName(max: number): string {
  let name = fitNames.get(max);
  if (name === undefined) fitNames.set(max, (name = `Fit to ${group(max)} px`));
  return name;
}

const budgetNames = new Map<number, string>();
function budgetName(budget: number): string {
  let name = budgetNames.get(budget);
  if (name === undefined) budgetNames.set(budget, (name = `Shrink into ${group(budget)} patches`));
  return name;
}
