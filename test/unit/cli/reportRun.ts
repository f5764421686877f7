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

/** What `report --json` prints. */
export interface Report {
  readonly model: string;
  readonly detail: string | null;
  readonly tier: string;
  readonly files: number;
  readonly references: readonly Reference[];
  readonly unread: readonly { readonly file: string; readonly why: string }[];
  readonly totals: Readonly<Record<string, number>>;
}

/** The report of a directory, which must be told without a complaint. */
export async function json(directory: string, ...args: readonly string[]): Promise<Report> {
  const ran = await run(['report', directory, '--json', ...args]);
  assert.equal(ran.code, 0, ran.stderr);
  assert.equal(ran.stderr, '');
  return JSON.parse(ran.stdout) as Report;
}
