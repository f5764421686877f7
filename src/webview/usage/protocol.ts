// What the Usage page and the extension say to each other. The extension sums; the page draws.

export const usageRanges = ['7', '30', '90', 'all'] as const;
/** So many days up to today, or all there are. */
export type UsageRange = (typeof usageRanges)[number];

export function isUsageRange(value: unknown): value is UsageRange {
  return usageRanges.some(range => range === value);
}

/** Runs that belong together. */
export interface UsageRow {
  /** A day (`2026-11-27`), a month (`2026-11`), a model, a project; empty for a project where there was none. */
  readonly name: string;
  readonly runs: number;
  /** US dollars, billed, of the runs whose price is known. */
  readonly usd: number;
  /** Runs whose price is not known. */
  readonly unknown: number;
  readonly pictures: number;
  /** Billed. */
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** Runs of a model with the same estimate and the same bill, in input tokens. */
export interface UsagePair {
  readonly model: string;
  readonly estimated: number;
  readonly billed: number;
  readonly runs: number;
  /** Billed as estimated, within the few tokens that a provider adds. */
  readonly onLine: boolean;
}

export interface UsageComparison {
  /** What is off the line first. */
  readonly pairs: readonly UsagePair[];
  /** Pairs that are not sent to the page: too many to be told apart. */
  readonly leftOut: number;
  /** Runs. */
  readonly compared: number;
  readonly onLine: number;
  /** Runs that ended without an estimate or a bill to compare. */
  readonly without: number;
}

/** What was spent in a period that may have a limit. */
export interface UsageLimit {
  readonly usd: number;
  readonly unknown: number;
  /** US dollars; `null`: none is set. */
  readonly limitUsd: number | null;
}

export interface UsageState {
  readonly range: UsageRange;
  /** Where the ledger is, for people. */
  readonly file: string;
  /** No run at all is recorded, in any range. */
  readonly empty: boolean;
  readonly all: UsageRow;
  readonly periods: { readonly unit: 'day' | 'month'; readonly rows: readonly UsageRow[] };
  readonly models: readonly UsageRow[];
  readonly projects: readonly UsageRow[];
  readonly comparison: UsageComparison;
  readonly today: UsageLimit;
  readonly month: UsageLimit;
  /** Sentences: lines that could not be read, records of a later version, a setting that is no limit. */
  readonly remarks: readonly string[];
}

export type UsageFromPage =
  /** The first message: nothing is sent to the page before. */
  | { readonly type: 'ready'; readonly range: UsageRange }
  | { readonly type: 'range'; readonly range: UsageRange }
  | { readonly type: 'export' }
  | { readonly type: 'clear' }
  | { readonly type: 'begin' }
  | { readonly type: 'openLimits' }
  | { readonly type: 'showFile' };

export type UsageToPage =
  | { readonly type: 'usage'; readonly usage: UsageState }
  /** The ledger cannot be read. */
  | { readonly type: 'failed'; readonly message: string; readonly nextStep: string };
