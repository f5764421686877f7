import { formatUsd } from '../../core/money';
import { group, percent, plural } from '../../core/text';
import type { UsageComparison, UsageLimit, UsagePair, UsageRange, UsageRow } from './protocol';

export const rangeNames: Readonly<Record<UsageRange, string>> = {
  '7': 'Last 7 days',
  '30': 'Last 30 days',
  '90': 'Last 90 days',
  all: 'All',
};

/** A project's name; runs outside of any folder have none. */
export function nameOf(row: UsageRow): string {
  return row.name === '' ? 'no project' : row.name;
}

/** What a chart of bars shows, in a sentence. */
export function barSummary(what: string, rows: readonly UsageRow[]): string {
  const paid = rows.filter(({ usd }) => usd > 0);
  if (paid.length === 0) return `${what}: nothing with a known price.`;
  const dearest = paid.reduce((a, b) => (b.usd > a.usd ? b : a));
  const sum = paid.reduce((total, { usd }) => total + usd, 0);
  return `${what}: ${formatUsd(sum)} in all, the most ${formatUsd(dearest.usd)} for ${nameOf(dearest)}. The table below has every number.`;
}

export function comparisonSummary({ compared, onLine, without }: UsageComparison): string {
  if (compared === 0) return 'No run has both an estimate and a bill yet.';
  const off = compared - onLine;
  const rest =
    without === 0
      ? ''
      : ` ${plural(without, 'run')} ended without an estimate or a bill, and ${without === 1 ? 'is' : 'are'} not here.`;
  const what =
    off === 0
      ? `${compared === 1 ? 'The run was' : `All ${group(compared)} runs were`} billed as estimated.`
      : `${group(onLine)} of ${plural(compared, 'run')} billed as estimated, ${group(off)} otherwise.`;
  return `${what}${rest}`;
}

/** `gpt-4o-mini: 100 estimated, 1,234 billed (+1,134, 12.3 times)` */
export function pairText(pair: UsagePair): string {
  const times = pair.runs === 1 ? '' : ` · ${plural(pair.runs, 'run')}`;
  return `${pair.model}: ${group(pair.estimated)} estimated, ${group(pair.billed)} billed (${differenceText(pair)})${times}`;
}

/** `+1,134, 12.3 times`, `−12, 4 %`, `0` */
export function differenceText({ estimated, billed }: UsagePair): string {
  const difference = billed - estimated;
  if (difference === 0) return '0';
  const tokens = `${difference > 0 ? '+' : '−'}${group(Math.abs(difference))}`;
  if (estimated === 0) return tokens;
  return billed >= 3 * estimated
    ? `${tokens}, ${(billed / estimated).toFixed(1)} times`
    : `${tokens}, ${percent(Math.abs(difference) / estimated)}`;
}

/** `$1.20 of $5.00`, with the runs that it cannot hold. */
export function limitText({ usd, limitUsd }: UsageLimit): string {
  return limitUsd === null ? formatUsd(usd) : `${formatUsd(usd)} of ${formatUsd(limitUsd)}`;
}

export function unknownText(unknown: number): string {
  return unknown === 0 ? '' : `+ ${plural(unknown, 'run')} of unknown price`;
}
