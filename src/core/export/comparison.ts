import { formatUsd, formatUsdRange } from '../money';
import { shortTokens } from '../tokens/explain';
import type { Estimate } from '../tokens/types';
import type { Size } from '../size';
import { group } from '../text';

/** One picture on several models. */
export interface Comparison {
  readonly name: string;
  readonly size: Size;
  readonly rows: readonly ComparisonRow[];
}

export interface ComparisonRow {
  /** As the table names it. */
  readonly model: string;
  /** `undefined`: nobody knows the model. */
  readonly estimate: Estimate | undefined;
}

/** A table for a README, a pull request, an issue. Ends with a line break. */
export function comparisonMarkdown({ name, size, rows }: Comparison): string {
  const lines = rows.map(({ model, estimate }) => {
    const cells = [
      `\`${model}\``,
      detailOf(estimate),
      shortTokens(estimate, 'not known'),
      moneyOf(estimate, 1),
      moneyOf(estimate, 1000),
    ];
    return `| ${cells.map(escaped).join(' | ')} |`;
  });
  return `${[
    `**${escaped(name)}**, ${group(size.width)} × ${group(size.height)} px`,
    '',
    '| Model | Detail | Tokens | A call | Per 1,000 |',
    '| --- | --- | ---: | ---: | ---: |',
    ...lines,
  ].join('\n')}\n`;
}

/** For a spreadsheet: plain numbers, RFC 4180. */
export function comparisonCsv({ name, size, rows }: Comparison): string {
  const head =
    'picture,width,height,model,detail,tier,outcome,tokens,tokens_from,tokens_to,usd,usd_per_million_tokens,note';
  const lines = rows.map(({ model, estimate }) => {
    const counted = estimate?.outcome === 'counted' ? estimate : undefined;
    return [
      name,
      size.width,
      size.height,
      model,
      estimate?.effectiveDetail ?? estimate?.detail ?? '',
      estimate?.tier ?? '',
      estimate?.outcome ?? 'unknown-model',
      counted?.tokens ?? '',
      counted?.tokensRange?.[0] ?? '',
      counted?.tokensRange?.[1] ?? '',
      counted?.costUsd ?? '',
      counted?.rate ?? '',
      whyNot(estimate) ?? '',
    ]
      .map(field)
      .join(',');
  });
  return `${[head, ...lines].join('\r\n')}\r\n`;
}

/** Why there is no number. */
export function whyNot(estimate: Estimate | undefined): string | undefined {
  switch (estimate?.outcome) {
    case 'counted':
      return undefined;
    case 'rejected':
      return estimate.rejected.message;
    case 'unpublished':
      return estimate.reason;
    case undefined:
      return 'The model is not known.';
  }
}

function detailOf(estimate: Estimate | undefined): string {
  return estimate?.effectiveDetail ?? '—';
}

function moneyOf(estimate: Estimate | undefined, calls: number): string {
  if (estimate?.outcome !== 'counted' || estimate.costUsd === null) return '—';
  const range = estimate.costRangeUsd;
  return range === null
    ? formatUsd(estimate.costUsd * calls)
    : formatUsdRange([range[0] * calls, range[1] * calls]);
}

function escaped(text: string): string {
  return text.replace(/\|/g, '\\|').replace(/\s+/g, ' ');
}

function field(value: string | number): string {
  if (typeof value === 'number') return String(value);
  // What begins like a formula is text in a spreadsheet too.
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}
