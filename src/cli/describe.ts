import { styleText } from 'node:util';
import { formatUsd } from '../core/money';
import type { Model } from '../core/models/model';
import { bytes, group } from '../core/text';
import {
  explainArithmetic,
  explainCost,
  explainDetail,
  explainGrid,
  tokensText,
} from '../core/tokens/explain';
import { formatName } from '../core/tokens/picture';
import type { OutputEstimate } from '../core/tokens/output';
import type { CountedEstimate, Estimate } from '../core/tokens/types';
import type { ImageFacts } from '../images/facts';

type Style = Parameters<typeof styleText>[0];

/** Colour where the output is looked at, plain text where it is piped. */
export function paint(style: Style, text: string): string {
  return process.stdout.isTTY && (process.env.NO_COLOR ?? '') === '' ? styleText(style, text) : text;
}

/** One picture for a person: the answer first, then the reason, then what to know. */
export function describeEstimate(source: string, facts: ImageFacts | undefined, estimate: Estimate): string {
  const lines = [heading(source, facts, estimate)];
  const settings = `${estimate.model.id} · ${explainDetail(estimate) || 'no detail'}${estimate.tier === 'standard' ? '' : ` · ${estimate.tier}`}`;
  switch (estimate.outcome) {
    case 'rejected':
      lines.push(`  ${paint('red', 'refused')}  ${settings}`, `  ${estimate.rejected.message}`);
      break;
    case 'unpublished':
      lines.push(`  ${paint('yellow', 'not known')}  ${settings}`, `  ${estimate.reason}`);
      break;
    case 'counted':
      lines.push(
        `  ${paint('bold', `${tokensText(estimate)} tokens`)} · ${explainCost(estimate)}  ${paint('dim', settings)}`,
        ...road(estimate),
      );
  }
  for (const warning of estimate.warnings) lines.push(`  ${paint('yellow', '!')} ${warning.message}`);
  const { source: cited, confidence, asOf } = estimate.rule;
  lines.push(paint('dim', `  ${confidence} confidence, checked ${asOf}: ${cited}`));
  return lines.join('\n');
}

export function describeOutput(size: string, quality: string, model: Model, result: OutputEstimate): string {
  if (result.outcome === 'rejected') return `${size}\n  ${paint('red', 'refused')}  ${result.message}`;
  const tokens = result.tokens === null ? 'sold by the picture' : `${group(result.tokens)} output tokens`;
  const cost = result.costUsd === null ? 'no price published' : `${formatUsd(result.costUsd)} a picture`;
  return `${size}, made by ${model.id} at ${quality} quality\n  ${paint('bold', tokens)} · ${cost}`;
}

function heading(source: string, facts: ImageFacts | undefined, { size }: Estimate): string {
  const dimensions = `${group(size.width)} × ${group(size.height)}`;
  if (facts === undefined) return paint('bold', dimensions);
  const parts = [formatName(facts.format), dimensions];
  if (facts.animated) parts.push('animated');
  if (facts.bytes !== undefined) parts.push(bytes(facts.bytes));
  return `${paint('bold', source)}  ${parts.join(' · ')}`;
}

function road(estimate: CountedEstimate): string[] {
  const { size, seen, grid } = estimate;
  const parts: string[] = [];
  if (seen !== null && (seen.width !== size.width || seen.height !== size.height))
    parts.push(
      `${group(size.width)} × ${group(size.height)} → ${group(seen.width)} × ${group(seen.height)} seen`,
    );
  if (grid !== null) parts.push(explainGrid(grid));
  parts.push(explainArithmetic(estimate.arithmetic));
  return [`  ${parts.join(' · ')}`];
}
