import assert from 'node:assert/strict';
import { parseConfig } from '../../../../src/core/config/parseConfig';
import { explainConfig } from '../../../../src/core/config/explain';
import { remarksOn } from '../../../../src/core/config/remarks';
import { isSearched, resolveConfig } from '../../../../src/core/config/resolve';
import { showPlace, sourceOf } from '../../../../src/core/config/source';
import { source } from './measuring';

function problems(text: string): readonly string[] {
  return parseConfig(text, 'tilescope.json').problems.map(
    ({ line, offset, length, message }) =>
      `${String(line)} ${text.slice(offset, offset + length)}: ${message}`,
  );
}

describe('budgets in tilescope.json', () => {
  it('take every key there is', () => {
    assert.deepEqual(
      problems(`{
        "budgets": [{
          "files": ["src/**", "!src/old/**"], "models": "gpt-5.4*", "providers": ["openai"],
          "image": { "tokens": 1, "usd": 0.5, "bytes": { "warn": 1 }, "rise": { "tokens": 1, "tokensPercent": 10, "usd": 1, "usdPercent": 1 } },
          "reference": { "tokens": "off" }, "call": { "usdPerMonth": { "warn": 1, "fail": 1 }, "rise": { "usdPerMonth": 5 } },
          "file": { "tokens": 1, "usd": 1, "usdPerMonth": 1 }, "project": { "usdPerMonth": 1 },
        }],
        "callsPerMonth": { "**": 1000 },
        "policies": { "allowedModels": ["gpt-5.4"], "unknownModels": "fail", "stateDetail": "warn", "remoteImages": "off" },
        "exceptions": [{ "files": "src/**", "code": "cost-rise", "reason": "r", "expires": "2027-01-31" }],
      }`),
      [],
    );
  });

  for (const [what, text, ...expected] of [
    [
      'an unknown key',
      '{"budgets": [{"cal": {"tokens": 1}}]}',
      '1 "cal": unknown key "cal" in budgets[0]: did you mean "call"?',
    ],
    [
      'a quantity that a scope has not',
      '{"budgets": [{"project": {"byte": 1}}]}',
      '1 "byte": unknown key "byte" in budgets[0].project: known are "tokens", "usd", "usdPerMonth" and "rise".',
    ],
    [
      'a month of a picture',
      '{"budgets": [{"image": {"rise": {"usdPerMonth": 1}}}]}',
      '1 "usdPerMonth": unknown key "usdPerMonth" in budgets[0].image.rise: did you mean "usdPercent"?',
    ],
    [
      'no limit',
      '{"budgets": [{"call": {"tokens": "many"}}]}',
      '1 "many": budgets[0].call.tokens must be a number, "off", or an object with "warn" and "fail", not "many".',
    ],
    [
      'a negative one',
      '{"budgets": [{"call": {"tokens": -1}}]}',
      '1 -1: budgets[0].call.tokens must be 0 or more, not -1.',
    ],
    [
      'a warning that never comes',
      '{"budgets": [{"call": {"tokens": {"warn": 20, "fail": 10}}}]}',
      '1 20: budgets[0].call.tokens.warn is more than "fail": it would never warn. Make it less than 10.',
    ],
    [
      'an exception without an end or a reason',
      '{"exceptions": [{"files": "**", "code": "cost-rise"}]}',
      '1 {: exceptions[0] lacks "reason".',
      '1 {: exceptions[0] lacks "expires".',
    ],
    [
      'an unknown code',
      '{"exceptions": [{"files": "**", "code": "cost-rice", "reason": "r", "expires": "2027-01-01"}]}',
      '1 "cost-rice": exceptions[0].code must be "image-over-budget", "call-over-budget", "file-over-budget", "project-over-budget", "cost-rise", "model-not-allowed", "model-not-known", "detail-not-stated", "remote-image" or "budget-unknown", not "cost-rice". Did you mean "cost-rise"?',
    ],
    [
      'a day that is none',
      '{"exceptions": [{"files": "**", "code": "cost-rise", "reason": "r", "expires": "2027-02-30"}]}',
      '1 "2027-02-30": exceptions[0].expires is no day of the calendar: 2027-02-30.',
    ],
    [
      'a date of another kind',
      '{"exceptions": [{"files": "**", "code": "cost-rise", "reason": "r", "expires": "next year"}]}',
      '1 "next year": exceptions[0].expires must be a date like 2026-12-31, not "next year".',
    ],
    [
      'a model that nobody knows',
      '{"policies": {"allowedModels": ["gpt-5.4", "gpt-5.4-mimi"]}}',
      '1 "gpt-5.4-mimi": policies.allowedModels[1]: "gpt-5.4-mimi" is not a known model. Nearest: gpt-5.4-mini, gpt-5-mini, gpt-4o-mini.',
    ],
  ] as const)
    it(`has ${what} told at its place`, () => {
      assert.deepEqual(
        problems(text).map(one =>
          one.replace(/Nearest: .*/, 'Nearest: gpt-5.4-mini, gpt-5-mini, gpt-4o-mini.'),
        ),
        expected,
      );
    });

  it('has its places right where something before is left out', () => {
    const text = '{\n"budgets": [\n{"call": {"tokens": "x"}},\n{"nothing": 1},\n{"call": {"tokens": 5}}]}';
    const read = sourceOf('tilescope.json', parseConfig(text, 'tilescope.json'));
    assert.deepEqual(read.config.budgets, [{ call: { tokens: 5 } }]);
    const { line, offset, length } = read.place(['budgets', 0, 'call', 'tokens']);
    assert.deepEqual([line, text.slice(offset, offset + length)], [5, '5']);
  });

  it('has remarks on what is right and hardly meant', () => {
    const own = source(
      'app/tilescope.json',
      `{"budgets": [
        {"files": "src/**", "call": {"tokens": 5, "usd": 1}},
        {"files": "lib/**", "call": {"tokens": 5}},
        {"files": "src/**", "call": {"tokens": 6}}],
      "exceptions": [{"files": "src/**", "code": "cost-rise", "reason": "r", "expires": "2026-11-27"}]}`,
    );
    assert.deepEqual(
      remarksOn(own, '2026-11-28', ['app/src/a.ts', 'lib/a.ts']).map(
        ({ place, message }) => `${showPlace(place)} ${message}`,
      ),
      [
        'app/tilescope.json:2 budgets[0].call.tokens never counts: app/tilescope.json:4 says the same limit again, for the same files and models.',
        'app/tilescope.json:3 budgets[1].files matches no file that is searched: "lib/**" is relative to the folder of app/tilescope.json.',
        'app/tilescope.json:5 exceptions[0].expires is past, 2026-11-27: the exception holds no longer, and fails where something would need it.',
      ],
    );
  });
});

describe('nested files', () => {
  const all = [
    source(
      'app/web/tilescope.json',
      '{"tier": "batch", "diagnostics": {"omitted-detail": "off"}, "exclude": ["gen/**"],\n"budgets": [{"call": {"tokens": 9}}]}',
    ),
    source(
      'tilescope.json',
      `{"model": "gpt-5.4", "detail": "high", "exclude": ["vendor/"],
"diagnostics": {"omitted-detail": "error", "useless-detail": "off"},
"aliases": {"ours": "gpt-4o"}, "callsPerMonth": 5,
"policies": {"stateDetail": "warn"},
"budgets": [{"call": {"tokens": 5, "usd": 1}}, {"models": "gpt-4o", "call": {"tokens": 7}}, {"files": "lib/**", "file": {"tokens": 1}}]}`,
    ),
    source('app/tilescope.json', '{"model": "gpt-5.4-mini",\n"aliases": {"ours": "gpt-5.4"}}'),
  ];

  it('win key by key, the nearest first', () => {
    const { config, layers } = resolveConfig(all, 'app/web/a.ts');
    assert.deepEqual(config, {
      model: 'gpt-5.4-mini',
      detail: 'high',
      tier: 'batch',
      diagnostics: { 'omitted-detail': 'off', 'useless-detail': 'off' },
    });
    assert.deepEqual(
      layers.map(({ origin }) => origin),
      ['tilescope.json', 'app/tilescope.json', 'app/web/tilescope.json'],
    );
    assert.equal(resolveConfig(all, 'lib/a.ts').config.model, 'gpt-5.4');
    assert.equal(resolveConfig(all, 'application/a.ts').config.model, 'gpt-5.4');
  });

  it('leave out what any of them leaves out', () => {
    const searched = (file: string): boolean => isSearched(resolveConfig(all, file).chain, file);
    assert.deepEqual(['app/web/a.ts', 'app/web/gen/a.ts', 'gen/a.ts', 'app/web/vendor/a.ts'].map(searched), [
      true,
      false,
      true,
      false,
    ]);
  });

  it('are explained value by value, each with the line that says so', () => {
    const explained = explainConfig(resolveConfig(all, 'app/web/a.ts'), 'app/web/a.ts', {
      model: 'x',
      roots: ['public'],
    }).map(
      ({ key, value, only, place }) =>
        `${key}${only === undefined ? '' : ` (${only})`} ${JSON.stringify(value)} ${place === undefined ? 'default' : showPlace(place)}`,
    );
    assert.deepEqual(explained, [
      'model "gpt-5.4-mini" app/tilescope.json:1',
      'detail "high" tilescope.json:1',
      'tier "batch" app/web/tilescope.json:1',
      'roots ["public"] default',
      'exclude ["vendor/"] tilescope.json:1',
      'exclude ["gen/**"] app/web/tilescope.json:1',
      'diagnostics.omitted-detail "off" app/web/tilescope.json:1',
      'diagnostics.useless-detail "off" tilescope.json:2',
      'aliases.ours "gpt-5.4" app/tilescope.json:2',
      'callsPerMonth 5 tilescope.json:3',
      'policies.stateDetail "warn" tilescope.json:4',
      'call.tokens 9 app/web/tilescope.json:2',
      'call.usd 1 tilescope.json:5',
    ]);
  });
});
