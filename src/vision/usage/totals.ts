import { dayAfter } from './days';
import type { Days } from './days';
import type { RunRecord } from './run';
import { spentOn } from './spent';
import type { Spent } from './spent';

/** What belongs together, and what it has cost. */
export interface Group extends Spent {
  /** A day, a model as it was asked for, a project's name (empty outside of one). */
  readonly name: string;
  readonly pictures: number;
  /** Billed, where a bill came. */
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** Runs from a day on, summed. Days are the user's. */
export interface UsageTotals {
  readonly all: Group;
  /** Every day from the first to the last, also those without runs. */
  readonly days: readonly Group[];
  /** The dearest first. */
  readonly models: readonly Group[];
  /** The dearest first. */
  readonly projects: readonly Group[];
}

/**
 * @param from the first day, or `undefined` for all
 * @param to the last day that is shown where there are runs: today
 */
export function totalsOf(
  runs: readonly RunRecord[],
  days: Days,
  range: { readonly from: string | undefined; readonly to: string },
): UsageTotals {
  const { from } = range;
  const within = runsFrom(runs, days, from);
  const byDay = grouped(within, run => days.of(run.at));
  const [earliest] = [...byDay.keys()].sort();
  const first = from ?? earliest;
  return {
    all: groupOf('', within),
    days: first === undefined ? [] : everyDay(byDay, first, range.to),
    models: dearestFirst(grouped(within, run => run.model)),
    projects: dearestFirst(grouped(within, run => run.project)),
  };
}

/** The runs from a day on. */
export function runsFrom(
  runs: readonly RunRecord[],
  days: Days,
  from: string | undefined,
): readonly RunRecord[] {
  return from === undefined ? runs : runs.filter(run => days.of(run.at) >= from);
}

function grouped(
  runs: readonly RunRecord[],
  nameOf: (run: RunRecord) => string,
): ReadonlyMap<string, readonly RunRecord[]> {
  const groups = new Map<string, RunRecord[]>();
  for (const run of runs) {
    const name = nameOf(run);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [run]);
    else group.push(run);
  }
  return groups;
}

function groupOf(name: string, runs: readonly RunRecord[]): Group {
  let [pictures, inputTokens, outputTokens] = [0, 0, 0];
  for (const run of runs) {
    pictures += run.pictures;
    inputTokens += run.billed?.inputTokens ?? 0;
    outputTokens += run.billed?.outputTokens ?? 0;
  }
  return { name, ...spentOn(runs), pictures, inputTokens, outputTokens };
}

function dearestFirst(groups: ReadonlyMap<string, readonly RunRecord[]>): readonly Group[] {
  return [...groups]
    .map(([name, runs]) => groupOf(name, runs))
    .sort((a, b) => b.usd - a.usd || b.runs - a.runs || a.name.localeCompare(b.name));
}

function everyDay(
  groups: ReadonlyMap<string, readonly RunRecord[]>,
  first: string,
  to: string,
): readonly Group[] {
  // A clock that was wrong once may have written days to come.
  const last = [to, ...groups.keys()].reduce((a, b) => (a > b ? a : b));
  const days: Group[] = [];
  for (let day = first; day <= last; day = dayAfter(day, 1)) days.push(groupOf(day, groups.get(day) ?? []));
  return days;
}
