import type { RunRecord } from './run';

/** What runs have cost, by what the providers say they bill. */
export interface Spent {
  readonly runs: number;
  /** US dollars of those whose price is known. */
  readonly usd: number;
  /** Runs that cost something, or may, and nobody knows what: no bill came, or the model has no known price. */
  readonly unknown: number;
}

/** US dollars of one run: 0 where nothing was done for it, `undefined` where that is not known. */
export function costOfRun(run: RunRecord): number | undefined {
  if (typeof run.usd === 'number') return run.usd;
  if (run.billed !== undefined) return undefined;
  return run.outcome === 'failed' && run.error !== undefined && costsNothing.has(run.error) ? 0 : undefined;
}

/** Reasons of `VisionError` for which no model has seen the request: nothing is billed. */
const costsNothing: ReadonlySet<string> = new Set([
  'no-key',
  'wrong-key',
  'no-credit',
  'unknown-model',
  'no-vision',
  'picture-refused',
  'bad-request',
  'rate-limit',
  'flex-unavailable',
  'unreachable',
]);

export function spentOn(runs: Iterable<RunRecord>): Spent {
  let count = 0;
  let usd = 0;
  let unknown = 0;
  for (const run of runs) {
    count += 1;
    const cost = costOfRun(run);
    if (cost === undefined) unknown += 1;
    else usd += cost;
  }
  return { runs: count, usd: exactUsd(usd), unknown };
}

/** Prices are whole millionths of a millionth of a dollar; their sums are made so again. */
export function exactUsd(usd: number): number {
  return Math.round(usd * 1e12) / 1e12;
}
