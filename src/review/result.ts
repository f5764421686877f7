import type { Review } from './change';

/** How bad it is: over a limit that fails, over one that warns, or not to be told. */
export type ProblemLevel = 'fail' | 'warn' | 'unknown';

/** Something a check has found, at its place. */
export interface Problem {
  /** What kind of thing it is: `over-budget`, `lfs-pointer`; a rule of its own in SARIF. */
  readonly code: string;
  readonly level: ProblemLevel;
  /** Relative to the folder that was checked, with forward slashes. */
  readonly file: string;
  /** From 1; absent for a file as a whole. */
  readonly range?: {
    readonly line: number;
    readonly column: number;
    readonly endLine?: number;
    readonly endColumn?: number;
  };
  /** Whole sentences: what is, what may be, what to do. */
  readonly message: string;
  /** Where the limit stands, if it is one. */
  readonly limit?: { readonly file: string; readonly line: number };
  /** What it is about, in words that stay the same while lines move: `client.responses.create a.png`. */
  readonly subject: string;
}

/** What kind of problem a code is, for readers of reports. */
export interface ProblemKind {
  readonly code: string;
  /** A sentence without its full stop. */
  readonly title: string;
  /** What it means and what to do. */
  readonly help: string;
}

export type Outcome = 'within' | 'over' | 'unknown';

/** All that a check comes to; every format shows this and works out nothing itself. */
export interface CheckResult {
  readonly outcome: Outcome;
  /** By file and place. */
  readonly problems: readonly Problem[];
  /** Limits and policies that were looked at; with none there is nothing to be over. */
  readonly limits: number;
  /** What changed; absent where a whole state was checked. */
  readonly review: Review | undefined;
  /** What was checked: calls, and other pictures. */
  readonly checked: { readonly calls: number; readonly references: number };
  /** From the repository's root to the folder that was checked, with a slash at its end; empty where it is the root. */
  readonly prefix: string;
  /** Of this program. */
  readonly version: string;
  /** Kinds of all codes that occur, and those that could. */
  readonly kinds: readonly ProblemKind[];
}

export function countOf(problems: readonly Problem[], level: ProblemLevel): number {
  return problems.filter(problem => problem.level === level).length;
}
