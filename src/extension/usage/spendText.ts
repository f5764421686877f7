import { formatUsd } from '../../core/money';
import { percent, plural } from '../../core/text';
import type { Limits, Spending } from '../../vision/usage/limits';
import type { Spent } from '../../vision/usage/spent';

/** From this share of a limit on, the status bar warns. */
const nearly = 0.8;

/** What the status bar says of what is spent. */
export interface SpendText {
  readonly text: string;
  /** Paragraphs. */
  readonly tooltip: readonly string[];
  /** For a screen reader. */
  readonly label: string;
  readonly warns: boolean;
}

/** `undefined` where there is nothing to say: nothing spent today, and no limit to spend it against. */
export function spendText({ today, month }: Spending, limits: Limits): SpendText | undefined {
  const { dailyLimitUsd, monthlyLimitUsd, problem } = limits;
  const limited = dailyLimitUsd !== null || monthlyLimitUsd !== null || problem !== undefined;
  if (today.runs === 0 && !limited) return undefined;
  const shares = [shareOf(today, dailyLimitUsd), shareOf(month, monthlyLimitUsd)];
  const warns = problem !== undefined || shares.some(share => share >= nearly);
  const todayText = of(today, dailyLimitUsd);
  const tooltip = [
    `**${todayText}** spent today${unknownText(today)}${reachedText(shares[0] ?? 0, 'daily')}`,
    `**${of(month, monthlyLimitUsd)}** spent this month${unknownText(month)}${reachedText(shares[1] ?? 0, 'monthly')}`,
    ...(problem === undefined ? [] : [`$(warning) ${problem.message}`]),
    ...(limited ? [] : ['No limit is set.']),
    'Billed by providers, on this machine. Click for the Usage page.',
  ];
  return {
    text: `${warns ? '$(warning)' : '$(credit-card)'} ${todayText}${today.unknown > 0 ? ' + ?' : ''}`,
    tooltip,
    label: `Tilescope: ${todayText} spent today${unknownText(today)}, ${of(month, monthlyLimitUsd)} this month${warns ? '. Near a limit' : ''}`,
    warns,
  };
}

function shareOf({ usd }: Spent, limitUsd: number | null): number {
  if (limitUsd === null) return 0;
  return limitUsd === 0 ? 1 : usd / limitUsd;
}

function of({ usd }: Spent, limitUsd: number | null): string {
  return limitUsd === null ? formatUsd(usd) : `${formatUsd(usd)} of ${formatUsd(limitUsd)}`;
}

function unknownText({ unknown }: Spent): string {
  return unknown === 0 ? '' : `, and ${plural(unknown, 'run')} of unknown price`;
}

function reachedText(share: number, limit: string): string {
  if (share >= 1) return `. The ${limit} limit is reached`;
  return share >= nearly ? `: ${percent(share)} of the ${limit} limit` : '';
}
