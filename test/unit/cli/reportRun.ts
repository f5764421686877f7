import assert from 'node:assert/strict';
import { run } from './run';

interface Reference {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly target: string;
  readonly path: string | null;
  readonly status: string;
  readonly width: number | null;
  readonly tokens: number | null;
  readonly costUsd: number | null;
  readonly problem?: string;
  readonly reason?: string;
  readonly seen?: object | null;
}

/** A number to budget with, and what else it may be. */
export type Ranged = readonly [number, number] | null;

export interface ReportedImage {
  readonly target: string | null;
  readonly pattern: string | null;
  readonly path: string | null;
  readonly line: number;
  readonly column: number;
  readonly detail: string | null;
  readonly effectiveDetail: string | null;
  readonly sent: string;
  readonly status: string;
  readonly tokens: number | null;
  readonly tokensRange: Ranged;
  readonly costUsd: number | null;
  readonly reason: string | null;
  readonly turn: { readonly by: string; readonly group: number; readonly option: number } | null;
  readonly optional: boolean;
}

export interface ReportedCall {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly api: string;
  readonly provider: string | null;
  readonly callee: string;
  readonly model: string | null;
  readonly modelId: string | null;
  readonly modelChoice: readonly string[] | null;
  readonly modelFallback: { readonly variable: string } | null;
  readonly modelUnknown: {
    readonly reason: string;
    readonly message: string;
    readonly nearest: readonly string[];
  } | null;
  readonly detail: string | null;
  readonly tier: string;
  readonly tierFrom: string;
  readonly requests: number;
  readonly images: readonly ReportedImage[];
  readonly output: { readonly count: number | null; readonly costUsd: number | null } | null;
  readonly imageTokens: number | null;
  readonly imageTokensRange: Ranged;
  readonly textTokens: {
    readonly tokens: number;
    readonly exact: boolean;
    readonly partial: boolean;
  } | null;
  readonly costUsd: number | null;
  readonly costRangeUsd: Ranged;
  readonly approximate: boolean;
  readonly unknowns: readonly {
    readonly what: string;
    readonly reason: string;
    readonly message: string;
    readonly line: number;
  }[];
  readonly warnings: readonly { readonly code: string; readonly line: number }[];
  readonly rule: { readonly source: string; readonly confidence: string; readonly asOf: string } | null;
}

/** What `report --json` prints. */
export interface Report {
  readonly model: string;
  readonly detail: string | null;
  readonly tier: string;
  readonly files: number;
  readonly parsed: number;
  readonly calls: readonly ReportedCall[];
  readonly references: readonly Reference[];
  readonly unread: readonly { readonly file: string; readonly why: string }[];
  readonly totals: Readonly<Record<string, number>> & {
    readonly calls: Readonly<Record<string, number>> & {
      readonly imagesRange: Ranged;
      readonly tokensRange: Ranged;
      readonly costRangeUsd: Ranged;
    };
  };
}

/** The report of a directory, which must be told without a complaint. */
export async function json(directory: string, ...args: readonly string[]): Promise<Report> {
  const ran = await run(['report', directory, '--json', ...args]);
  assert.equal(ran.code, 0, ran.stderr);
  assert.equal(ran.stderr, '');
  return JSON.parse(ran.stdout) as Report;
}
