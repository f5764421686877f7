import assert from 'node:assert/strict';
import fc from 'fast-check';
import { checkLimits, limitsFrom, spendingAt, spentSince } from '../../../src/vision/usage/limits';
import type { Limits, Spending, Verdict } from '../../../src/vision/usage/limits';
import { costOfRun } from '../../../src/vision/usage/spent';
import { runWith, unbilled } from './usageRuns';

const none: Limits = { dailyLimitUsd: null, monthlyLimitUsd: null };

function spending(today: number, month = today, unknown = 0): Spending {
  return { today: { runs: 1, usd: today, unknown }, month: { runs: 1, usd: month, unknown } };
}

function stopped(verdict: Verdict): Extract<Verdict, { allowed: false }> {
  assert.ok(!verdict.allowed);
  return verdict;
}

describe('what was spent', () => {
  it('is counted by the days of the user, not of UTC', () => {
    const runs = [
      runWith({ at: '2026-10-31T23:30:00.000Z', usd: 8 }),
      runWith({ at: '2026-11-26T22:59:59.999Z', usd: 4 }),
      runWith({ at: '2026-11-26T23:00:00.000Z', usd: 2 }),
      runWith({ at: '2026-11-27T10:00:00.000Z', usd: 1 }),
    ];
    const now = new Date('2026-11-27T12:00:00Z');
    const inBerlin = spendingAt(runs, now, 'Europe/Berlin');
    assert.deepEqual([inBerlin.today.usd, inBerlin.month.usd], [3, 15]);
    const inUtc = spendingAt(runs, now, 'UTC');
    assert.deepEqual([inUtc.today.usd, inUtc.month.usd], [1, 7]);
    // In Honolulu it is still the 26th at ten in the morning of UTC; nine hours later it is not.
    const inHonolulu = spendingAt(runs, new Date('2026-11-27T09:00:00Z'), 'Pacific/Honolulu');
    assert.deepEqual([inHonolulu.today.usd, inHonolulu.month.usd], [6, 7]);
  });

  it('keeps to the day when clocks are changed', () => {
    // 2026-11-01 has 25 hours in New York.
    const runs = ['04:00', '05:30', '06:30', '23:59'].map(time =>
      runWith({ at: `2026-11-01T${time}:00.000Z`, usd: 1 }),
    );
    runs.push(
      runWith({ at: '2026-11-02T04:59:00.000Z', usd: 1 }),
      runWith({ at: '2026-11-02T05:00:00.000Z', usd: 1 }),
    );
    assert.equal(spendingAt(runs, new Date('2026-11-01T12:00:00Z'), 'America/New_York').today.usd, 5);
  });

  it('knows what cost nothing from what nobody knows the cost of', () => {
    assert.equal(costOfRun(runWith({ usd: 0.5 })), 0.5);
    assert.equal(costOfRun(runWith({ usd: null })), undefined);
    assert.equal(costOfRun(unbilled({ outcome: 'failed', error: 'wrong-key' })), 0);
    assert.equal(costOfRun(unbilled({ outcome: 'failed', error: 'connection-lost' })), undefined);
    assert.equal(costOfRun(unbilled({ outcome: 'failed' })), undefined);
    assert.equal(costOfRun(unbilled({ outcome: 'cancelled' })), undefined);
    assert.equal(costOfRun(unbilled({ outcome: 'complete' })), undefined);
    const spent = spendingAt(
      [runWith({ usd: 0.1 }), runWith({ usd: 0.2 }), runWith({ usd: null })],
      new Date('2026-11-27T12:00:00Z'),
      'UTC',
    );
    // And 0.1 and 0.2 are 0.3.
    assert.deepEqual(spent.today, { runs: 3, usd: 0.3, unknown: 1 });
  });

  it('is known since any moment', () => {
    const runs = [
      runWith({ at: '2026-11-27T10:00:00.000Z', usd: 1 }),
      runWith({ at: '2026-11-27T11:00:00.000Z', usd: 2 }),
    ];
    assert.equal(spentSince(runs, new Date('2026-11-27T10:30:00Z')).usd, 2);
    assert.equal(spentSince(runs, new Date('2026-11-27T11:00:00Z')).usd, 2);
  });
});

describe('a limit', () => {
  it('stops nothing where none is set', () => {
    assert.deepEqual(checkLimits(none, spending(1000), 1000), { allowed: true });
    assert.deepEqual(checkLimits(none, spending(1, 1, 4), null), { allowed: true });
  });

  it('names itself, what is spent, what the run may cost, and its setting', () => {
    const daily = stopped(checkLimits({ dailyLimitUsd: 5, monthlyLimitUsd: 50 }, spending(4.9, 20), 0.15));
    assert.equal(daily.limit, 'daily');
    assert.equal(
      daily.message,
      'The daily limit of $5.00 stops this run: $4.90 spent today, and this run may cost up to $0.15. The setting is tilescope.spend.dailyLimitUsd.',
    );
    const monthly = stopped(checkLimits({ dailyLimitUsd: 5, monthlyLimitUsd: 50 }, spending(1, 49.99), 0.15));
    assert.equal(monthly.limit, 'monthly');
    assert.equal(monthly.setting, 'tilescope.spend.monthlyLimitUsd');
    assert.match(monthly.message, /monthly limit of \$50\.00 .* \$49\.99 spent this month/);
  });

  it('lets a run through that just fits', () => {
    const limits = { ...none, dailyLimitUsd: 0.3 };
    assert.ok(checkLimits(limits, spending(0.1), 0.2).allowed);
    assert.ok(!checkLimits(limits, spending(0.1), 0.2000001).allowed);
  });

  it('of zero stops all that may cost something', () => {
    const limits = { ...none, dailyLimitUsd: 0 };
    assert.ok(!checkLimits(limits, spending(0), 0.0001).allowed);
    assert.match(stopped(checkLimits(limits, spending(0), null)).message, /what this run costs is not known/);
    assert.ok(checkLimits(limits, spending(0), 0).allowed);
  });

  it('says what it cannot hold, instead of taking it for nothing', () => {
    const limits = { dailyLimitUsd: 5, monthlyLimitUsd: 50 };
    const verdict = checkLimits(limits, spending(1, 2, 3), null);
    assert.ok(verdict.allowed);
    assert.equal(
      verdict.unknown,
      'What this run costs is not known: the monthly limit cannot hold it. 3 more runs this month had a price that is not known.',
    );
    assert.match(stopped(checkLimits(limits, spending(5, 5, 1), 1)).message, /1 more run today had a price/);
  });

  it('that is no number stops what may cost something, and says what is wrong', () => {
    assert.deepEqual(limitsFrom({ dailyLimitUsd: 5, monthlyLimitUsd: null }), {
      dailyLimitUsd: 5,
      monthlyLimitUsd: null,
    });
    for (const wrong of ['5', -1, true, {}, Number.NaN]) {
      const limits = limitsFrom({ dailyLimitUsd: null, monthlyLimitUsd: wrong });
      const { setting, message } = stopped(checkLimits(limits, spending(0), 0.01));
      assert.equal(setting, 'tilescope.spend.monthlyLimitUsd');
      assert.match(message, /tilescope\.spend\.monthlyLimitUsd is .*, which is no limit/);
      assert.ok(checkLimits(limits, spending(0), 0).allowed);
    }
  });

  it('is never passed by runs that cost at most what was said', () => {
    const usd = fc.integer({ min: 0, max: 2_000_000 }).map(n => n / 1e6);
    fc.assert(
      fc.property(usd, fc.array(usd), (limit, costs) => {
        let spent = 0;
        for (const cost of costs)
          if (checkLimits({ ...none, dailyLimitUsd: limit }, spending(spent), cost).allowed) spent += cost;
        assert.ok(spent <= limit + 1e-9);
      }),
    );
  });
});
