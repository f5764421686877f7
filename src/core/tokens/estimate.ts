import { costOf, imageInputRate } from '../money';
import type { PriceContext, Tier } from '../money';
import type { Model } from '../models/model';
import { ruleReference } from '../models/sources';
import type { Rule } from '../models/rules';
import type { Size } from '../size';
import { group } from '../text';
import { countClaude } from './claude';
import { countGeminiGrid, countGeminiTiles } from './gemini';
import { countGptImagePatches } from './gptImage';
import { countGrokPatches, countGrokTiles } from './grok';
import { stretchedGrid } from './grid';
import { countLlama, countMistral, countQwen } from './openWeights';
import { countPatches } from './patch';
import { countGptImageTiles, countTiles } from './tile';
import type { Count, CountOptions, Detail, Estimate, Rejection, Warning } from './types';
import { noWarnings } from './types';

export interface EstimateOptions extends PriceContext {
  /** Default `standard`. */
  readonly tier?: Tier;
  /** gpt-image alone. */
  readonly inputFidelity?: 'low' | 'high';
  /** One of the model's `variants`: another reading of its rule. */
  readonly variant?: string;
}

/** More than any decoder takes; beyond it products would leave the exact integers. */
export const maxSide = 1_000_000;

/**
 * What one picture costs on one model.
 *
 * @param size pixels of the picture as it is sent, integers from 1 to {@link maxSide}
 * @param detail as the call gives it; `undefined` where the call omits it (which is not the same as any level)
 * @returns tokens, money, the road from the picture to the number and its source; or why the API refuses the picture;
 *   or that the model's rule is not known. Never throws for a size or a detail.
 * @throws RangeError for a `variant` the model does not have: a mistake of the caller, not of the user.
 */
export function estimate(
  size: Size,
  model: Model,
  detail: Detail | undefined,
  options: EstimateOptions = {},
): Estimate {
  const tier = options.tier ?? 'standard';
  const reference = ruleReference(model);
  const limit = beyondLimits(size, model);
  if (limit !== undefined) {
    return {
      outcome: 'rejected',
      model,
      size,
      detail,
      tier,
      rule: reference,
      effectiveDetail: null,
      rejected: limit,
      steps: [],
      warnings: noWarnings,
    };
  }
  const rule = options.variant === undefined ? model.rule : variantOf(model, options.variant);
  const count = countWith(rule, size, detail, { modelId: model.id, inputFidelity: options.inputFidelity });
  // Written out: copying objects with `...` takes longer than all the rest.
  if (count.outcome === 'rejected') {
    const { effectiveDetail, rejected, steps, warnings } = count;
    return {
      outcome: 'rejected',
      model,
      size,
      detail,
      tier,
      rule: reference,
      effectiveDetail,
      rejected,
      steps,
      warnings,
    };
  }
  if (count.outcome === 'unpublished') {
    const { effectiveDetail, reason, warnings } = count;
    return {
      outcome: 'unpublished',
      model,
      size,
      detail,
      tier,
      rule: reference,
      effectiveDetail,
      reason,
      warnings,
    };
  }

  const rate = imageInputRate(model, tier, options);
  let warnings = count.warnings;
  if (options.variant === undefined && model.variants !== undefined) {
    warnings = [...warnings, ...variantWarnings(model, size, detail, count.tokens)];
  }
  if (rate.warnings.length > 0) warnings = [...warnings, ...rate.warnings];
  return {
    outcome: 'counted',
    model,
    size,
    detail,
    tier,
    rule: reference,
    tokens: count.tokens,
    tokensRange: count.tokensRange,
    effectiveDetail: count.effectiveDetail,
    seen: count.seen,
    steps: count.steps,
    grid: count.grid,
    arithmetic: count.arithmetic,
    warnings,
    costUsd: rate.usd === null ? null : costOf(count.tokens, rate.usd),
    costRangeUsd: costRange(count, rate.usd, rate.usdRange),
    rate: rate.usd,
  };
}

function countWith(rule: Rule, size: Size, detail: Detail | undefined, options: CountOptions): Count {
  switch (rule.family) {
    case 'patch':
      return countPatches(rule, size, detail, options);
    case 'tile':
      return countTiles(rule, size, detail, options);
    case 'gemini-grid':
      return countGeminiGrid(rule, size, detail, options);
    case 'gemini-tile':
      return countGeminiTiles(rule, size, detail, options);
    case 'qwen':
      return countQwen(rule, size, detail);
    case 'no-input':
      return {
        outcome: 'rejected',
        effectiveDetail: null,
        steps: [],
        warnings: noWarnings,
        rejected: { reason: 'no-image-input', message: `${options.modelId}: ${rule.reason}` },
      };
    case 'unpublished':
      return { outcome: 'unpublished', effectiveDetail: null, reason: rule.reason, warnings: noWarnings };
    default:
      return ignoringDetail(countWithoutDetail(rule, size, options), detail, options);
  }
}

type RuleWithoutDetail = Exclude<
  Rule,
  { family: 'patch' | 'tile' | 'gemini-grid' | 'gemini-tile' | 'qwen' | 'no-input' | 'unpublished' }
>;

function countWithoutDetail(rule: RuleWithoutDetail, size: Size, options: CountOptions): Count {
  switch (rule.family) {
    case 'claude':
      return countClaude(rule, size);
    case 'gpt-image-tile':
      return countGptImageTiles(rule, size, options);
    case 'gpt-image-patch':
      return countGptImagePatches(rule, size);
    case 'grok-patch':
      return countGrokPatches(rule, size);
    case 'grok-tile':
      return countGrokTiles(rule, size);
    case 'mistral':
      return countMistral(rule, size);
    case 'llama':
      return countLlama(rule, size);
    case 'fixed':
      return {
        outcome: 'counted',
        tokens: rule.tokens,
        tokensRange: null,
        effectiveDetail: null,
        seen: size,
        steps: [],
        grid: stretchedGrid(1, 1),
        arithmetic: { cells: 1, unit: 'picture', perCell: rule.tokens, base: 0 },
        warnings: noWarnings,
      };
  }
}

function ignoringDetail(count: Count, detail: Detail | undefined, options: CountOptions): Count {
  if (detail === undefined || detail === 'auto') return count;
  const warning: Warning = {
    code: 'detail-has-no-effect',
    message: `${options.modelId} takes no detail: \`${detail}\` changes nothing.`,
  };
  return { ...count, warnings: [...count.warnings, warning] };
}

function beyondLimits(size: Size, model: Model): Rejection | undefined {
  const { width, height } = size;
  if (!isSide(width) || !isSide(height)) {
    return {
      reason: 'invalid-size',
      message: `${String(width)} × ${String(height)} is no picture: sides are whole pixels from 1 to ${group(maxSide)}.`,
    };
  }
  const most = model.limitsData?.maxDimension;
  if (most !== undefined && Math.max(width, height) > most) {
    return {
      reason: 'too-many-pixels',
      message: `${group(width)} × ${group(height)} px, and ${model.providerName} refuses more than ${group(most)} px a side: send a smaller picture.`,
    };
  }
  return undefined;
}

function isSide(n: number): boolean {
  return Number.isInteger(n) && n >= 1 && n <= maxSide;
}

function variantOf(model: Model, id: string): Rule {
  const variant = model.variants?.find(v => v.id === id);
  if (variant === undefined) throw new RangeError(`${model.id} has no rule variant ${id}`);
  // Data, checked by the schema's test: a variant only ever replaces fields of its own family.
  return { ...model.rule, ...variant.rule };
}

function variantWarnings(model: Model, size: Size, detail: Detail | undefined, tokens: number): Warning[] {
  const warnings: Warning[] = [];
  for (const variant of model.variants ?? []) {
    const other = countWith(variantOf(model, variant.id), size, detail, { modelId: model.id });
    if (other.outcome === 'counted' && other.tokens !== tokens) {
      warnings.push({
        code: 'disputed-rule',
        message: `${variant.note} By that reading: ${group(other.tokens)} tokens.`,
      });
    }
  }
  return warnings;
}

function costRange(
  count: Extract<Count, { outcome: 'counted' }>,
  usd: number | null,
  usdRange: readonly [number, number] | null,
): readonly [number, number] | null {
  if (usd === null || (count.tokensRange === null && usdRange === null)) return null;
  const [fewest, most] = count.tokensRange ?? [count.tokens, count.tokens];
  const [least, dearest] = usdRange ?? [usd, usd];
  return [costOf(fewest, least), costOf(most, dearest)];
}
