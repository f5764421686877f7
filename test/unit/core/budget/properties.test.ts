import assert from 'node:assert/strict';
import fc from 'fast-check';
import { judge } from '../../../../src/core/budget/judge';
import { counts } from '../../../../src/core/budget/verdict';
import type { Verdict } from '../../../../src/core/budget/verdict';
import { roundedUp } from '../../../../src/core/budget/proposal';
import { matchesName } from '../../../../src/core/config/globs';
import { call, file, image, source } from './measuring';

const today = '2026-11-28';
const amount = fc.record({
  known: fc
    .tuple(fc.nat(5000), fc.nat(5000))
    .map(([a, b]): readonly [number, number] => [Math.min(a, b), Math.max(a, b)]),
});
const measured = fc.array(
  fc.record({
    name: fc.constantFrom('a.ts', 'app/a.ts', 'app/src/b.ts'),
    tokens: amount,
    images: fc.array(fc.nat(3000), { maxLength: 3 }),
  }),
  { maxLength: 5 },
);
const files = measured.map(all =>
  all.map(({ name, tokens, images }, i) => ({
    ...file(`${String(i)}/${name}`, call(0, { tokens, images: images.map(one => image(one)) })),
  })),
);
const scope = fc.constantFrom('image', 'call', 'file', 'project');
const limit = fc.nat(6000);
const config = (what: string, value: number) =>
  source('tilescope.json', JSON.stringify({ budgets: [{ [what]: { tokens: value } }] }));

describe('budgets', () => {
  it('say less, never more, when a limit is raised', () => {
    fc.assert(
      fc.property(files, scope, limit, fc.nat(3000), (of, what, value, more) => {
        const low = judge({ files: of, whole: true }, [config(what, value)], { today });
        const high = judge({ files: of, whole: true }, [config(what, value + more)], { today });
        const key = ({ code, subject }: Verdict): string =>
          `${code} ${subject.file} ${String(subject.range.line)}`;
        const keys = new Set(low.map(key));
        assert.ok(high.length <= low.length && high.every(verdict => keys.has(key(verdict))));
      }),
    );
  });

  it('say of what is over exactly how much, and of everything else nothing', () => {
    fc.assert(
      fc.property(files, limit, (of, value) => {
        const found = judge({ files: of, whole: true }, [config('call', value)], { today });
        const over = of.flatMap(one => one.calls).filter(({ tokens }) => tokens.known[1] > value);
        assert.deepEqual(
          found.map(verdict => verdict.kind === 'over' && verdict.passed.by).sort(),
          over.map(({ tokens }) => tokens.known[1] - value).sort(),
        );
      }),
    );
  });

  it('do not depend on the order of files, of configurations or of what was measured', () => {
    fc.assert(
      fc.property(files, limit, limit, (of, one, other) => {
        const sources = [
          config('call', one),
          source('0/tilescope.json', JSON.stringify({ budgets: [{ call: { tokens: other } }] })),
        ];
        const messages = (a: typeof of, b: typeof sources): readonly string[] =>
          judge({ files: a, whole: true }, b, { today }).map(
            ({ message, subject }) => subject.file + message,
          );
        assert.deepEqual(messages(of, sources), messages([...of].reverse(), [...sources].reverse()));
      }),
    );
  });

  it('are kept by an exception for everything, and by no other day than those up to its last', () => {
    fc.assert(
      fc.property(files, limit, fc.boolean(), (of, value, past) => {
        const text = JSON.stringify({
          budgets: [{ call: { tokens: value } }],
          exceptions: [
            { files: '**', code: 'call-over-budget', reason: 'r', expires: past ? '2026-11-27' : today },
          ],
        });
        const found = judge({ files: of, whole: true }, [source('tilescope.json', text)], { today });
        if (past) assert.ok(found.every(counts));
        else assert.equal(found.filter(counts).length, 0);
      }),
    );
  });
});

describe('a proposed limit', () => {
  it('is never below what it is taken from, and less than a tenth above', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-9, max: 1e9, noNaN: true }), value => {
        const up = roundedUp(value, 'usd');
        assert.ok(up >= value * (1 - 1e-11) && up <= value * 1.1 + 1e-12, `${String(value)} → ${String(up)}`);
      }),
    );
  });
});

describe('a name with *', () => {
  it('matches what a regular expression would', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '-', '.'), maxLength: 8 });
    const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*', '.'), maxLength: 6 });
    fc.assert(
      fc.property(pattern, text, (glob, name) => {
        const expected = new RegExp(`^${glob.replace(/\./g, '\\.').replace(/\*/g, '.*')}$`).test(name);
        assert.equal(matchesName(glob, name), expected);
      }),
      { numRuns: 2000 },
    );
  });
});
