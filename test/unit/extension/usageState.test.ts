import assert from 'node:assert/strict';
import { spendText } from '../../../src/extension/usage/spendText';
import { usageState } from '../../../src/extension/usage/usageState';
import type { RunRecord } from '../../../src/vision/usage/run';
import type { UsageRange, UsageState } from '../../../src/webview/usage/protocol';
import { runWith, unbilled } from '../vision/usageRuns';

const none = { dailyLimitUsd: null, monthlyLimitUsd: null };

function shown(runs: readonly RunRecord[], range: UsageRange): UsageState {
  return usageState(
    { runs, damaged: 0, newer: 0 },
    {
      range,
      now: new Date('2026-11-27T12:00:00Z'),
      limits: none,
      file: '/data/usage.jsonl',
      timeZone: 'UTC',
    },
  );
}

describe('what the Usage page shows', () => {
  it('is as many days as were asked for, today the last of them', () => {
    const { periods, all } = shown(
      ['2026-11-20', '2026-11-21', '2026-11-27'].map(day => runWith({ at: `${day}T10:00:00.000Z`, usd: 1 })),
      '7',
    );
    assert.deepEqual(
      periods.rows.map(({ name, usd }) => `${name} ${String(usd)}`),
      [
        '2026-11-21 1',
        '2026-11-22 0',
        '2026-11-23 0',
        '2026-11-24 0',
        '2026-11-25 0',
        '2026-11-26 0',
        '2026-11-27 1',
      ],
    );
    assert.equal(all.usd, 2);
  });

  it('is by month where there are more days than bars', () => {
    const { periods } = shown(
      ['2026-05-31', '2026-06-01', '2026-06-30', '2026-11-27'].map(day =>
        runWith({ at: `${day}T10:00:00.000Z`, usd: 0.1 }),
      ),
      'all',
    );
    assert.equal(periods.unit, 'month');
    assert.deepEqual(
      periods.rows.map(({ name, usd, runs }) => [name, usd, runs]),
      [
        ['2026-05', 0.1, 1],
        ['2026-06', 0.2, 2],
        ['2026-07', 0, 0],
        ['2026-08', 0, 0],
        ['2026-09', 0, 0],
        ['2026-10', 0, 0],
        ['2026-11', 0.1, 1],
      ],
    );
  });

  it('tells an empty ledger from a range without runs', () => {
    assert.ok(shown([], '7').empty);
    const before = shown([runWith({ at: '2026-01-01T10:00:00.000Z' })], '7');
    assert.ok(!before.empty);
    assert.equal(before.all.runs, 0);
  });

  it('keeps of too many pairs those that are off the line', () => {
    const runs = Array.from({ length: 600 }, (_, i) =>
      runWith({
        estimated: { imageTokens: i + 1, textTokens: 0, inputUsd: 0 },
        billed: {
          inputTokens: i === 500 ? 9000 : i + 1,
          cachedInputTokens: 0,
          outputTokens: 1,
          reasoningTokens: 0,
        },
      }),
    );
    const { comparison } = shown(runs, 'all');
    assert.deepEqual(
      [comparison.pairs.length, comparison.leftOut, comparison.compared, comparison.onLine],
      [400, 200, 600, 599],
    );
    assert.deepEqual(comparison.pairs[0], {
      model: 'gpt-5.4-mini',
      estimated: 501,
      billed: 9000,
      runs: 1,
      onLine: false,
    });
  });
});

describe('spending in the status bar', () => {
  const spent = (usd: number, runs = 1, unknown = 0): { usd: number; runs: number; unknown: number } => ({
    usd,
    runs,
    unknown,
  });

  it('is hidden while nothing is spent and no limit is set', () => {
    assert.equal(spendText({ today: spent(0, 0), month: spent(9, 3) }, none), undefined);
  });

  it('is today’s money, against the limit where there is one', () => {
    assert.match(spendText({ today: spent(0.42), month: spent(9) }, none)?.text ?? '', / \$0\.42$/);
    const limited = spendText({ today: spent(0, 0), month: spent(9) }, { ...none, dailyLimitUsd: 5 });
    assert.match(limited?.text ?? '', / \$0 of \$5\.00$/);
    assert.equal(limited?.warns, false);
    assert.match(limited.tooltip.join('\n'), /\$9\.00\*\* spent this month/);
  });

  it('warns from four fifths of a limit on, also of the month’s', () => {
    const text = (today: number, month: number): ReturnType<typeof spendText> =>
      spendText({ today: spent(today), month: spent(month) }, { dailyLimitUsd: 5, monthlyLimitUsd: 50 });
    assert.equal(text(3.99, 3.99)?.warns, false);
    assert.equal(text(4, 4)?.warns, true);
    assert.equal(text(1, 40)?.warns, true);
    assert.match(text(5, 5)?.tooltip.join('\n') ?? '', /The daily limit is reached/);
    assert.match(text(1, 45)?.tooltip.join('\n') ?? '', /90 % of the monthly limit/);
  });

  it('says of runs whose price nobody knows that they are there', () => {
    const text = spendText({ today: spent(0.1, 3, 2), month: spent(0.1, 3, 2) }, none);
    assert.match(text?.text ?? '', /\$0\.10 \+ \?$/);
    assert.match(text?.label ?? '', /2 runs of unknown price/);
    assert.ok(spendText({ today: spent(0, 1, 1), month: spent(0, 1, 1) }, none) !== undefined);
    assert.equal(unbilled().usd, undefined);
  });

  it('says what is wrong with a limit that is none', () => {
    const problem = {
      limit: 'daily',
      setting: 'tilescope.spend.dailyLimitUsd',
      message: 'No number.',
    } as const;
    const text = spendText({ today: spent(0, 0), month: spent(0, 0) }, { ...none, problem });
    assert.equal(text?.warns, true);
    assert.match(text.tooltip.join('\n'), /No number\./);
  });
});
