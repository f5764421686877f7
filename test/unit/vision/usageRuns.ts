// Runs for the tests of the ledger and of what is made of it.
import type { RunRecord } from '../../../src/vision/usage/run';

let count = 0;

/** A run of gpt-5.4-mini that was billed as estimated, with what a test says of it instead. */
export function runWith(changes: Partial<RunRecord> = {}): RunRecord {
  count += 1;
  return {
    version: 1,
    id: `run-${String(process.pid)}-${String(count)}`,
    at: '2026-11-27T10:00:00.000Z',
    endpoint: 'openai',
    model: 'gpt-5.4-mini',
    tier: 'standard',
    project: 'shop',
    by: 'editor',
    pictures: 1,
    outcome: 'complete',
    estimated: { imageTokens: 1200, textTokens: 30, inputUsd: 0.0009225 },
    billed: { inputTokens: 1234, cachedInputTokens: 0, outputTokens: 400, reasoningTokens: 0 },
    usd: 0.0027255,
    took: 2100,
    ...changes,
  };
}

/** A run without a bill: `billed` and `usd` are absent, not `undefined`. */
export function unbilled(changes: Partial<RunRecord> = {}): RunRecord {
  const { billed: _billed, usd: _usd, ...run } = runWith();
  return { ...run, ...changes };
}
