import assert from 'node:assert/strict';
import { judge } from '../../../../src/core/budget/judge';
import { counts } from '../../../../src/core/budget/verdict';
import type { Base, MeasuredFile } from '../../../../src/core/budget/measured';
import { at, call, codes, exactly, file, gpt, image, nobody, said, source } from './measuring';

const today = '2026-11-28';

function judged(files: readonly MeasuredFile[], ...texts: readonly (string | readonly [string, string])[]) {
  const sources = texts.map(text =>
    typeof text === 'string' ? source('tilescope.json', text) : source(text[0], text[1]),
  );
  return judge({ files, whole: true }, sources, { today });
}

describe('a limit', () => {
  it('says what is over it, by how much, and which line holds it', () => {
    assert.deepEqual(
      said(judged([file('src/a.ts', call(2300))], '{\n "budgets": [\n  { "call": { "tokens": 2000 } }]\n}')),
      [
        'src/a.ts:1 fail call-over-budget: client.responses.create takes 2,300 tokens, 300 tokens more than the limit of 2,000 tokens for a call (tilescope.json:3).',
      ],
    );
  });

  const tokens = (limit: string): string => `{"budgets": [{"call": {"tokens": ${limit}}}]}`;
  for (const [limit, value, ...expected] of [
    ['2000', 2000],
    ['2000', 2001, 'fail call-over-budget'],
    ['0', 1, 'fail call-over-budget'],
    ['{"warn": 1000, "fail": 2000}', 1000],
    ['{"warn": 1000, "fail": 2000}', 1001, 'warn call-over-budget'],
    ['{"warn": 1000, "fail": 2000}', 2001, 'fail call-over-budget'],
    ['{"warn": 1000}', 9000, 'warn call-over-budget'],
    ['"off"', 9000],
  ] as const)
    it(`of ${limit} ${expected.length === 0 ? 'allows' : `says ${expected.join()} of`} ${String(value)}`, () => {
      assert.deepEqual(codes(judged([file('a.ts', call(value))], tokens(limit))), expected);
    });

  it('holds for money, bytes and a month, by the number that a glob or a comment says', () => {
    const text = `{
      "callsPerMonth": { "**": 10, "src/**": 1000 },
      "budgets": [{ "call": { "usd": 0.001, "bytes": 10000, "usdPerMonth": 1 } }]
    }`;
    const comment = { callsPerMonth: { value: 3, range: at(1) } };
    assert.deepEqual(
      said(
        judged(
          [file('src/a.ts', call(2000)), file('b.ts', call(100)), file('src/c.ts', call(900, comment))],
          text,
        ),
      ),
      [
        'src/a.ts:1 fail call-over-budget: client.responses.create costs $0.0020, $0.0010 more than the limit of $0.0010 for a call (tilescope.json:3).',
        'src/a.ts:1 fail call-over-budget: client.responses.create sends 20 kB, 10 kB more than the limit of 10 kB for a call (tilescope.json:3).',
        'src/a.ts:1 fail call-over-budget: client.responses.create costs $2.00 a month, $1.00 a month more than the limit of $1.00 a month for a call (tilescope.json:3).',
      ],
    );
  });

  it('on a picture, on what no call sends, on a file and on the project', () => {
    const sent = call(3000, { images: [image(3000)] });
    const named = { ...file('docs/a.md'), references: [{ ...image(800), model: gpt }] };
    const text = `{ "budgets": [{
      "image": { "tokens": 2000 },
      "reference": { "tokens": 500 },
      "file": { "tokens": 5000 },
      "project": { "tokens": 5000 }
    }] }`;
    assert.deepEqual(said(judged([file('src/a.ts', sent, call(3000, { range: at(9) })), named], text)), [
      'docs/a.md:2 fail image-over-budget: img/a.png takes 800 tokens, 300 tokens more than the limit of 500 tokens for a picture outside of calls (tilescope.json:3).',
      'src/a.ts:1 fail file-over-budget: The calls of src/a.ts take 6,000 tokens, 1,000 tokens more than the limit of 5,000 tokens for a file (tilescope.json:4).',
      'src/a.ts:2 fail image-over-budget: img/a.png takes 3,000 tokens, 1,000 tokens more than the limit of 2,000 tokens for a picture (tilescope.json:2).',
      'tilescope.json:5 fail project-over-budget: The calls of the project take 6,000 tokens, 1,000 tokens more than the limit of 5,000 tokens for the project (tilescope.json:5).',
    ]);
  });

  it('is for files, models and providers alone where it says so', () => {
    const claude = { names: [{ asked: 'sonnet', id: 'claude-sonnet-5' }], providers: ['anthropic'] };
    const files = [
      file('src/a.ts', call(100), call(100, { range: at(2), model: claude })),
      file('test/a.ts', call(100)),
    ];
    const only = (scope: string): readonly string[] =>
      judged(files, `{"budgets": [{${scope}, "call": {"tokens": 1}}]}`).map(
        ({ subject }) => `${subject.file}:${String(subject.range.line)}`,
      );
    assert.deepEqual(only('"files": "src/**"'), ['src/a.ts:1', 'src/a.ts:2']);
    assert.deepEqual(only('"files": ["**", "!src/**"]'), ['test/a.ts:1']);
    assert.deepEqual(only('"models": "gpt-*"'), ['src/a.ts:1', 'test/a.ts:1']);
    assert.deepEqual(only('"models": ["claude-*-5"]'), ['src/a.ts:2']);
    assert.deepEqual(only('"models": "claude-sonnet-5"'), ['src/a.ts:2']);
    assert.deepEqual(only('"providers": "anthropic"'), ['src/a.ts:2']);
    assert.deepEqual(only('"providers": "anthropic", "models": "gpt-*"'), []);
  });

  it('on the sum of some models counts those alone, and stands beside one for all', () => {
    const mini = { names: [{ asked: 'gpt-5.4-mini', id: 'gpt-5.4-mini' }], providers: ['openai'] };
    const files = [file('a.ts', call(100), call(70, { model: mini }))];
    const found = judged(
      files,
      '{"budgets": [{"file": {"tokens": 160}}, {"models": "*-mini", "file": {"tokens": 60}, "project": {"tokens": 60}}]}',
    );
    assert.deepEqual(
      found.map(verdict => verdict.kind === 'over' && verdict.passed.by),
      [10, 10, 10],
    );
  });
});

describe('what has no number', () => {
  it('is said once and never passed silently', () => {
    const without = [
      file('a.ts', call(0, { usd: { known: [0, 0], missing: ['no price is known for our-model.'] } })),
    ];
    assert.deepEqual(said(judged(without, '{"budgets": [{"call": {"usd": 1}, "file": {"usd": 2}}]}')), [
      'a.ts:1 unknown budget-unknown: Whether client.responses.create keeps to the limit on money (tilescope.json:1) cannot be told: no price is known for our-model.',
    ]);
    assert.deepEqual(said(judged(without, '{"budgets": [{"file": {"usd": 2}}]}')), [
      'a.ts:1 unknown budget-unknown: Whether the calls of a.ts keep to the limit on money (tilescope.json:1) cannot be told: a.ts:1: no price is known for our-model.',
    ]);
  });

  it('says nothing where no limit asks for it', () => {
    const without = call(5, { usd: { known: [0, 0], missing: ['no price'] } });
    assert.deepEqual(judged([file('a.ts', without)], '{"budgets": [{"call": {"tokens": 10}}]}'), []);
  });

  it('is over where what is known of it is', () => {
    const part = call(0, { tokens: { known: [3000, 3000], missing: ['b.png: no such file'] } });
    assert.deepEqual(said(judged([file('a.ts', part)], '{"budgets": [{"call": {"tokens": 2000}}]}')), [
      'a.ts:1 fail call-over-budget: client.responses.create takes at least 3,000 tokens, 1,000 tokens more than the limit of 2,000 tokens for a call (tilescope.json:1).',
    ]);
    // A warning that is certain leaves open whether it fails.
    assert.deepEqual(
      codes(
        judged([file('a.ts', part)], '{"budgets": [{"call": {"tokens": {"warn": 2000, "fail": 4000}}}]}'),
      ),
      ['warn call-over-budget', 'unknown budget-unknown'],
    );
  });

  it('holds a limit to the most it may come to', () => {
    const either = call(0, { tokens: { known: [85, 765] } });
    assert.match(
      said(judged([file('a.ts', either)], '{"budgets": [{"call": {"tokens": 500}}]}'))[0] ?? '',
      /takes 85 to 765 tokens, 265 tokens more/,
    );
  });

  it('may be of a model that a limit is for', () => {
    assert.match(
      said(
        judged(
          [file('a.ts', call(5, { model: nobody }))],
          '{"budgets": [{"models": "gpt-*", "call": {"tokens": 1}}]}',
        ),
      )[0] ?? '',
      /unknown budget-unknown: .*the model is not known, and the limit is for some models/,
    );
  });

  it('is unread: then nothing is known of the project', () => {
    const found = judge(
      { files: [file('a.ts', call(1))], whole: true, unread: [{ file: 'b.ts', why: 'EACCES' }] },
      [source('tilescope.json', '{"budgets": [{"project": {"tokens": 10}}]}')],
      { today },
    );
    assert.match(said(found)[0] ?? '', /unknown budget-unknown: .*b\.ts: EACCES/);
  });

  it('a month, where nobody says how often', () => {
    assert.match(
      said(judged([file('a.ts', call(1))], '{"budgets": [{"call": {"usdPerMonth": 10}}]}'))[0] ?? '',
      /unknown .* no callsPerMonth says how often it is made/,
    );
  });
});

describe('a nested tilescope.json', () => {
  const outer = '{"budgets": [{"call": {"tokens": 1000, "usd": 0.001}}]}';

  it('wins for the files below it, limit by limit', () => {
    const inner = ['app/tilescope.json', '{"budgets": [{"call": {"tokens": 5000}}]}'] as const;
    const found = judged([file('a.ts', call(2000)), file('app/a.ts', call(2000))], outer, inner);
    assert.deepEqual(
      found.map(({ subject, place }) => [subject.file, place?.file, place?.path.at(-1)]),
      [
        ['a.ts', 'tilescope.json', 'tokens'],
        ['a.ts', 'tilescope.json', 'usd'],
        ['app/a.ts', 'tilescope.json', 'usd'],
      ],
    );
  });

  it('lifts a limit', () => {
    const inner = ['app/tilescope.json', '{"budgets": [{"call": {"tokens": "off", "usd": "off"}}]}'] as const;
    assert.deepEqual(judged([file('app/a.ts', call(2000))], outer, inner), []);
  });

  it('has globs relative to its folder', () => {
    const inner = [
      'app/tilescope.json',
      '{"budgets": [{"files": "src/**", "call": {"tokens": 1}}]}',
    ] as const;
    const found = judged([file('app/src/a.ts', call(5)), file('src/a.ts', call(5))], inner);
    assert.deepEqual(
      found.map(({ subject }) => subject.file),
      ['app/src/a.ts'],
    );
  });

  it('has a sum of its own', () => {
    const found = judged(
      [file('app/a.ts', call(500)), file('a.ts', call(700))],
      '{"budgets": [{"project": {"tokens": 1100}}]}',
      ['app/tilescope.json', '{"budgets": [{"project": {"tokens": 400}}]}'],
    );
    assert.deepEqual(
      found.map(verdict => verdict.kind === 'over' && [verdict.passed.place.file, verdict.passed.by]),
      [
        ['app/tilescope.json', 100],
        ['tilescope.json', 100],
      ],
    );
  });
});

describe('a policy', () => {
  const policies = (text: string): string => `{"policies": {${text}}}`;

  it('allows models by name, and fails others', () => {
    assert.deepEqual(judged([file('a.ts', call(1))], policies('"allowedModels": ["gpt-5.4"]')), []);
    assert.deepEqual(said(judged([file('a.ts', call(1))], policies('"allowedModels": ["claude-*"]'))), [
      'a.ts:1 fail model-not-allowed: gpt-5.4 is not among the models that are allowed: claude-* (tilescope.json:1).',
    ]);
    assert.deepEqual(
      codes(judged([file('a.ts', call(1, { model: nobody }))], policies('"allowedModels": ["*"]'))),
      ['unknown budget-unknown'],
    );
  });

  it('blocks or warns of models that nobody knows', () => {
    const files = [file('a.ts', call(1, { model: nobody }))];
    assert.deepEqual(codes(judged(files, policies('"unknownModels": "fail"'))), ['fail model-not-known']);
    assert.deepEqual(codes(judged(files, policies('"unknownModels": "warn"'))), ['warn model-not-known']);
    assert.deepEqual(judged(files, policies('"unknownModels": "off"')), []);
  });

  it('wants detail stated, and pictures of the project', () => {
    const files = [
      file(
        'a.ts',
        call(1, {
          images: [
            image(1, { detail: 'omitted' }),
            image(1, {
              range: at(3),
              detail: 'meaningless',
              remote: 'https://x.example/a.png',
              shown: 'https://x.example/a.png',
            }),
          ],
        }),
      ),
    ];
    assert.deepEqual(said(judged(files, policies('"stateDetail": "warn", "remoteImages": "fail"'))), [
      'a.ts:2 warn detail-not-stated: img/a.png is sent without a stated detail (tilescope.json:1).',
      'a.ts:3 fail remote-image: https://x.example/a.png is on the web, and pictures on the web are not allowed (tilescope.json:1).',
    ]);
  });

  it('is that of the nearest file', () => {
    const files = [file('app/a.ts', call(1, { model: nobody }))];
    assert.deepEqual(
      judged(files, policies('"unknownModels": "fail"'), [
        'app/tilescope.json',
        policies('"unknownModels": "off"'),
      ]),
      [],
    );
  });
});

describe('an exception', () => {
  const config = (expires: string, files = '**', code = 'call-over-budget'): string =>
    `{"budgets": [{"call": {"tokens": 10}}],
      "exceptions": [{"files": "${files}", "code": "${code}", "reason": "moving away", "expires": "${expires}"}]}`;

  it('takes a verdict out up to its last day', () => {
    const found = judged([file('a.ts', call(20))], config(today));
    assert.deepEqual(codes(found), ['fail call-over-budget holds']);
    assert.deepEqual(found.filter(counts), []);
    assert.equal(found[0]?.exception?.reason, 'moving away');
  });

  it('fails and says so once it has run out, for as long as something needs it', () => {
    assert.deepEqual(said(judged([file('a.ts', call(20))], config('2026-11-27'))), [
      'a.ts:1 fail call-over-budget (expired): client.responses.create takes 20 tokens, 10 tokens more than the limit of 10 tokens for a call (tilescope.json:1). The exception of tilescope.json:2 ran out on 2026-11-27.',
      'tilescope.json:2 fail expired-exception (expired): The exception for call-over-budget ran out on 2026-11-27 (“moving away”): mend what it was for, or say why it stays and until when.',
    ]);
    assert.deepEqual(judged([file('a.ts', call(5))], config('2026-11-27')), []);
  });

  it('is for its files and its code alone', () => {
    assert.deepEqual(codes(judged([file('a.ts', call(20))], config('2027-01-01', 'src/**'))), [
      'fail call-over-budget',
    ]);
    assert.deepEqual(codes(judged([file('a.ts', call(20))], config('2027-01-01', '**', 'cost-rise'))), [
      'fail call-over-budget',
    ]);
  });

  it('is a comment at the call, or for its file', () => {
    const budget = '{"budgets": [{"call": {"tokens": 10}}]}';
    const ignore = { codes: ['call-over-budget'], reason: 'once a year', range: at(1) };
    assert.deepEqual(codes(judged([file('a.ts', call(20, { ignores: [ignore] }))], budget)), [
      'fail call-over-budget holds',
    ]);
    assert.deepEqual(codes(judged([{ ...file('a.ts', call(20)), ignores: [ignore] }], budget)), [
      'fail call-over-budget holds',
    ]);
    assert.deepEqual(
      codes(judged([file('a.ts', call(20, { ignores: [{ ...ignore, expires: '2026-01-01' }] }))], budget)),
      ['fail call-over-budget expired', 'fail expired-exception expired'],
    );
  });
});

describe('a limit on the rise since a base', () => {
  const text = (limits: string): string => `{"budgets": [{"call": {"rise": {${limits}}}}]}`;
  const base = (before: number | undefined): Base => ({
    measured: { files: before === undefined ? [] : [file('a.ts', call(before))], whole: true },
    name: 'origin/main',
    call: () => (before === undefined ? undefined : call(before)),
    image: () => undefined,
    file: name => (before === undefined ? undefined : name),
  });
  const rise = (now: number, before: number | undefined, limits: string) =>
    judge({ files: [file('a.ts', call(now))], whole: true }, [source('tilescope.json', text(limits))], {
      today,
      base: base(before),
    });

  it('says by how much, from what to what', () => {
    assert.deepEqual(said(rise(3000, 1000, '"tokens": 500')), [
      'a.ts:1 fail cost-rise: client.responses.create takes 2,000 tokens more than at origin/main (1,000 tokens → 3,000 tokens), 1,500 tokens more than the limit of 500 tokens on the rise of a call (tilescope.json:1).',
    ]);
    assert.deepEqual(said(rise(3000, 1000, '"usdPercent": 10')), [
      'a.ts:1 fail cost-rise: client.responses.create costs 200 % more than at origin/main ($0.0010 → $0.0030), 190 points more than the limit of 10 % on the rise of a call (tilescope.json:1).',
    ]);
  });

  it('allows what fell, and counts all of what is new, of which there is no percentage', () => {
    assert.deepEqual(rise(1000, 3000, '"tokens": 0, "tokensPercent": 0'), []);
    assert.deepEqual(codes(rise(1000, undefined, '"tokens": 500, "tokensPercent": 1')), ['fail cost-rise']);
  });

  it('is not looked at without a base', () => {
    assert.deepEqual(judged([file('a.ts', call(9000))], text('"tokens": 1')), []);
  });

  it('of the project is that of what was measured on both sides, even if that is a part', () => {
    const sources = [
      source(
        'tilescope.json',
        '{"budgets": [{"project": {"tokens": 1, "rise": {"tokens": 100, "tokensPercent": 1}}}]}',
      ),
    ];
    const part = { files: [file('a.ts', call(3000))], whole: false };
    assert.deepEqual(codes(judge(part, sources, { today, base: base(1000) })), ['fail cost-rise']);
  });

  it('cannot be told where one side has no number', () => {
    const found = judge(
      {
        files: [file('a.ts', call(0, { tokens: { known: [0, 0], missing: ['b.png: no such file'] } }))],
        whole: true,
      },
      [source('tilescope.json', text('"tokens": 5'))],
      { today, base: { ...base(1000), call: () => call(0, { tokens: exactly(10) }) } },
    );
    assert.deepEqual(codes(found), ['unknown budget-unknown']);
  });
});
