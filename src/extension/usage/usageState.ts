import { compareBills, isOnLine } from '../../vision/usage/comparison';
import { dayAfter, Days, monthOf } from '../../vision/usage/days';
import type { LedgerContents } from '../../vision/usage/ledgerReader';
import { spendingAt } from '../../vision/usage/limits';
import type { Limits } from '../../vision/usage/limits';
import { remarksOf } from '../../vision/usage/remarks';
import { runsFrom, totalsOf } from '../../vision/usage/totals';
import type { Group } from '../../vision/usage/totals';
import { exactUsd } from '../../vision/usage/spent';
import type { UsageComparison, UsageRange, UsageRow, UsageState } from '../../webview/usage/protocol';

/** A chart has room for so many bars of days; more of them are shown by month. */
const mostDays = 120;
/** So many points can be told apart, and so many rows be read. */
const mostPairs = 400;

export interface UsageQuestion {
  readonly range: UsageRange;
  readonly now: Date;
  readonly limits: Limits;
  /** Where the ledger is. */
  readonly file: string;
  /** As IANA names it; this machine's by default. */
  readonly timeZone?: string;
}

/** What the Usage page shows of a ledger. */
export function usageState(contents: LedgerContents, question: UsageQuestion): UsageState {
  const { range, now, limits, file, timeZone } = question;
  const { runs } = contents;
  const days = new Days(timeZone);
  const to = days.of(now.getTime());
  const from = firstDay(range, to);
  const totals = totalsOf(runs, days, { from, to });
  const { today, month } = spendingAt(runs, now, timeZone);
  return {
    range,
    file,
    empty: runs.length === 0,
    all: totals.all,
    periods:
      totals.days.length > mostDays
        ? { unit: 'month', rows: byMonth(totals.days) }
        : { unit: 'day', rows: totals.days },
    models: totals.models,
    projects: totals.projects,
    comparison: comparisonOf(contents, days, from),
    today: { usd: today.usd, unknown: today.unknown, limitUsd: limits.dailyLimitUsd },
    month: { usd: month.usd, unknown: month.unknown, limitUsd: limits.monthlyLimitUsd },
    remarks: [...remarksOf(contents), ...(limits.problem === undefined ? [] : [limits.problem.message])],
  };
}

/** The first day of a range, or `undefined` for all. */
export function firstDay(range: UsageRange, today: string): string | undefined {
  return range === 'all' ? undefined : dayAfter(today, 1 - Number(range));
}

function comparisonOf({ runs }: LedgerContents, days: Days, from: string | undefined): UsageComparison {
  const { pairs, ...counts } = compareBills(runsFrom(runs, days, from));
  return {
    ...counts,
    pairs: pairs.slice(0, mostPairs).map(({ model, estimated, billed, runs: count }) => ({
      model,
      estimated,
      billed,
      runs: count,
      onLine: isOnLine({ estimated, billed }),
    })),
    leftOut: Math.max(0, pairs.length - mostPairs),
  };
}

function byMonth(days: readonly Group[]): readonly UsageRow[] {
  const months = new Map<string, UsageRow>();
  for (const day of days) {
    const name = monthOf(day.name);
    const sum = months.get(name);
    months.set(name, sum === undefined ? { ...day, name } : plus(sum, day));
  }
  return [...months.values()];
}

function plus(a: UsageRow, b: UsageRow): UsageRow {
  return {
    name: a.name,
    runs: a.runs + b.runs,
    usd: exactUsd(a.usd + b.usd),
    unknown: a.unknown + b.unknown,
    pictures: a.pictures + b.pictures,
    inputTokens: a.inputTokens + b.inputTokens,
    outputTokens: a.outputTokens + b.outputTokens,
  };
}
