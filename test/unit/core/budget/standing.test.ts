import assert from 'node:assert/strict';
import { bar, standingsOfCall, standingText } from '../../../../src/core/budget/standing';
import { commentsOf } from '../../../../src/references/measure/comments';
import { call, source } from './measuring';

describe('a bar against a budget', () => {
  it('fills up, and is full only when nothing is left', () => {
    assert.deepEqual([0, 0.09, 0.5, 0.62, 0.97, 1, 3].map(bar), [
      '▱▱▱▱▱',
      '▱▱▱▱▱',
      '▰▰▰▱▱',
      '▰▰▰▱▱',
      '▰▰▰▰▱',
      '▰▰▰▰▰',
      '▰▰▰▰▰',
    ]);
  });

  it('is of each limit that holds, the fullest first, and of none that cannot be told', () => {
    const of = (text: string, tokens: number): readonly string[] =>
      standingsOfCall(call(tokens), 'a.ts', [source('tilescope.json', text)]).map(standingText);
    const budget =
      '{"budgets": [{"call": {"tokens": {"warn": 1000, "fail": 2000}, "usd": 0.1, "usdPerMonth": 5, "rise": {"tokens": 1}}}]}';
    assert.deepEqual(of(budget, 1240), ['▰▰▰▱▱ 62 % of 2,000 tokens', '▱▱▱▱▱ 1 % of $0.10']);
    assert.deepEqual(of(budget, 2001)[0], '▰▰▰▰▰ over 100 % of 2,000 tokens');
  });
});

describe('comments at a call', () => {
  const at = (text: string, what = 'call('): { start: number; end: number } => {
    const start = text.indexOf(what);
    return { start, end: start + what.length };
  };

  it('say how often a month it is made, above it or at its end', () => {
    for (const [text, value] of [
      ['// tilescope-calls-per-month: 5_000\ncall()', 5000],
      ['# tilescope-calls-per-month = 12\ncall()', 12],
      ['call() // tilescope-calls-per-month: 1,000', 1000],
      ['// tilescope-calls-per-month: 7\n\ncall()', undefined],
      ['call()', undefined],
    ] as const) {
      const span = at(text);
      assert.equal(commentsOf(text).callsPerMonth(span, span.start)?.value, value, text);
    }
  });

  it('are exceptions with a reason and, where they say so, an end', () => {
    const ignores = (comment: string): readonly object[] => {
      const text = `${comment}\ncall()`;
      const span = at(text);
      return commentsOf(text)
        .ignores(span, span.start)
        .map(({ reason, expires, codes }) => ({ codes, reason, expires }));
    };
    const codes = ['call-over-budget'];
    assert.deepEqual(ignores('// tilescope-ignore: call-over-budget a poster until 2027-01-31'), [
      { codes, reason: 'a poster', expires: '2027-01-31' },
    ]);
    assert.deepEqual(ignores('# tilescope-ignore: call-over-budget until 2027-01-31: a poster'), [
      { codes, reason: 'a poster', expires: '2027-01-31' },
    ]);
    assert.deepEqual(ignores('// tilescope-ignore: call-over-budget a poster'), [
      { codes, reason: 'a poster', expires: undefined },
    ]);
    assert.deepEqual(ignores('// tilescope-ignore: call-over-budget until 2027-01-31'), []);
    assert.deepEqual(ignores('// tilescope-ignore: call-over-budget'), []);
  });
});
