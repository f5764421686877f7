import { formatUsd } from '../../core/money';
import { plural } from '../../core/text';
import { Days, monthOf } from './days';
import type { RunRecord } from './run';
import { exactUsd, spentOn } from './spent';
import type { Spent } from './spent';

/** US dollars; `null`: none. */
export interface Limits {
  readonly dailyLimitUsd: number | null;
  readonly monthlyLimitUsd: number | null;
  /** A setting that is no limit, though the user meant one: nothing is sent until it is right. */
  readonly problem?: LimitProblem;
}

export interface LimitProblem {
  readonly limit: 'daily' | 'monthly';
  /** The setting, in full. */
  readonly setting: string;
  /** A sentence. */
  readonly message: string;
}

/** Reads limits from settings, which may hold anything. */
export function limitsFrom(values: {
  readonly dailyLimitUsd: unknown;
  readonly monthlyLimitUsd: unknown;
}): Limits {
  let problem: LimitProblem | undefined;
  const read = ({ key, limit }: (typeof periods)[number]): number | null => {
    const value = values[key];
    if (value === null || value === undefined) return null;
    if (typeof value === 'number' && Number.isFinite(value) && value >= 0) return value;
    const setting = settingOf(key);
    problem ??= {
      limit,
      setting,
      message: `${setting} is ${JSON.stringify(value)}, which is no limit: set it to US dollars (a number, 0 or more), or to null for none. Until then no run is sent.`,
    };
    return null;
  };
  const [daily, monthly] = periods;
  const limits = { dailyLimitUsd: read(daily), monthlyLimitUsd: read(monthly) };
  return problem === undefined ? limits : { ...limits, problem };
}

/** By the user's own calendar. */
export interface Spending {
  readonly today: Spent;
  readonly month: Spent;
}

/** Whether a run may be sent. */
export type Verdict =
  | {
      readonly allowed: true;
      /** A sentence, where a limit is set and not all is known that it is about. */
      readonly unknown?: string;
    }
  | {
      readonly allowed: false;
      readonly limit: 'daily' | 'monthly';
      /** The setting, in full: `tilescope.spend.dailyLimitUsd`. */
      readonly setting: string;
      /** 0 where the setting is no limit, and `message` says so. */
      readonly limitUsd: number;
      readonly spentUsd: number;
      /** Sentences: which limit, what is spent, what this run may cost, what to do. */
      readonly message: string;
    };

const periods = [
  { limit: 'daily', spent: 'today', when: 'today', key: 'dailyLimitUsd' },
  { limit: 'monthly', spent: 'month', when: 'this month', key: 'monthlyLimitUsd' },
] as const;

/** What was spent today and this month. @param timeZone as IANA names it; this machine's by default */
export function spendingAt(runs: readonly RunRecord[], now: Date, timeZone?: string): Spending {
  const days = new Days(timeZone);
  const today = days.of(now.getTime());
  // A month is never longer than this: runs before need no calendar.
  const earliest = new Date(now.getTime() - 33 * 86_400_000).toISOString();
  const recent = runs.filter(({ at }) => at >= earliest).map(run => ({ run, day: days.of(run.at) }));
  const when = (holds: (day: string) => boolean): Spent =>
    spentOn(recent.filter(({ day }) => holds(day)).map(({ run }) => run));
  return {
    today: when(day => day === today),
    month: when(day => monthOf(day) === monthOf(today)),
  };
}

/** What was spent since a moment. */
export function spentSince(runs: readonly RunRecord[], since: Date): Spent {
  return spentOn(runs.filter(({ at }) => Date.parse(at) >= since.getTime()));
}

/**
 * Whether a run may be sent that costs `upTo` US dollars at most; `null` where no price is known: it is stopped then only
 * by a limit that is reached already.
 */
export function checkLimits(limits: Limits, spending: Spending, upTo: number | null): Verdict {
  if (upTo === 0) return { allowed: true };
  const { problem } = limits;
  if (problem !== undefined) {
    const { limit, setting, message } = problem;
    const spentUsd = spending[limit === 'daily' ? 'today' : 'month'].usd;
    return { allowed: false, limit, setting, limitUsd: 0, spentUsd, message };
  }
  for (const { limit, spent, when, key } of periods) {
    const limitUsd = limits[key];
    if (limitUsd === null) continue;
    const { usd } = spending[spent];
    if (usd < limitUsd && exactUsd(usd + (upTo ?? 0)) <= limitUsd) continue;
    const setting = settingOf(key);
    const run =
      upTo === null
        ? 'what this run costs is not known'
        : `this run ${upTo > limitUsd ? 'alone ' : ''}may cost up to ${formatUsd(upTo)}`;
    return {
      allowed: false,
      limit,
      setting,
      limitUsd,
      spentUsd: usd,
      message: `The ${limit} limit of ${formatUsd(limitUsd)} stops this run: ${formatUsd(usd)} spent ${when}, and ${run}.${unknownOf(spending[spent], when)} The setting is ${setting}.`,
    };
  }
  const unknown = unknownWithin(limits, spending, upTo);
  return unknown === '' ? { allowed: true } : { allowed: true, unknown };
}

function settingOf(key: (typeof periods)[number]['key']): string {
  return `tilescope.spend.${key}`;
}

function unknownOf(spent: Spent, when: string): string {
  return spent.unknown === 0
    ? ''
    : ` ${plural(spent.unknown, 'more run')} ${when} had a price that is not known.`;
}

/** What a limit cannot take into account. */
function unknownWithin(limits: Limits, spending: Spending, upTo: number | null): string {
  const set = periods.filter(({ key }) => limits[key] !== null);
  const [widest] = set.slice(-1);
  if (widest === undefined) return '';
  const run =
    upTo === null ? `What this run costs is not known: the ${widest.limit} limit cannot hold it.` : '';
  return `${run}${unknownOf(spending[widest.spent], widest.when)}`.trim();
}
