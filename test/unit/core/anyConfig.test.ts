import assert from 'node:assert/strict';
import fc from 'fast-check';
import { checkConfig, parseConfig } from '../../../src/core/config/parseConfig';
import { Registry } from '../../../src/core/models/registry';
import { estimate } from '../../../src/core/tokens/estimate';
import { allModels } from './models';

const origin = 'tilescope.json';

describe('whatever is written in tilescope.json', () => {
  const words = fc.constantFrom(
    ...[
      '$schema',
      'model',
      'detail',
      'tier',
      'compareModels',
      'roots',
      'aliases',
      'models',
      'providers',
      'rule',
    ],
    ...[
      'extends',
      'family',
      'patch',
      'tile',
      'details',
      'high',
      'auto',
      'prices',
      'input',
      'promotion',
      'then',
    ],
    ...[
      'gpt-4o',
      'gpt-5.2',
      'ours',
      'acme',
      'budgets',
      'unit',
      'claude',
      'patchBudget',
      'low',
      'limits',
      '',
      '__proto__',
      'valueOf',
      'toString',
      'constructor',
    ],
  );
  const { tree } = fc.letrec<{ tree: unknown }>(tie => ({
    tree: fc.oneof(
      { depthSize: 'medium', withCrossShrink: true },
      words,
      fc.constantFrom(0, 1, -1, 0.5, 1536, 1e300, null, true),
      fc.array(tie('tree'), { maxLength: 4 }),
      fc.dictionary(words, tie('tree'), { maxKeys: 6, noNullPrototype: true }),
    ),
  }));

  const check = (text: string): void => {
    const { config: read, layer, problems } = parseConfig(text, origin);
    for (const { offset, length, line, column, message } of problems) {
      assert.ok(offset >= 0 && length >= 0 && offset + length <= text.length);
      assert.equal(text.slice(0, offset).split(/\r\n|\n|\r/).length, line);
      assert.ok(column >= 1);
      assert.doesNotMatch(message, /undefined|NaN|\[object/);
    }
    // What is left is valid, and the registry takes it.
    assert.deepEqual(checkConfig(read, origin).problems, []);
    const registry = new Registry([layer]);
    for (const id of Object.keys(layer.models ?? {})) {
      const model = registry.all().find(candidate => candidate.id === id);
      assert.ok(model, id);
      const result = estimate({ width: 1000, height: 700 }, model, undefined);
      if (result.outcome === 'counted') assert.ok(Number.isSafeInteger(result.tokens) && result.tokens >= 0);
    }
  };

  it('is read without an exception, and what is left of it is valid', () => {
    fc.assert(
      fc.property(tree, value => {
        check(JSON.stringify(value, undefined, 2));
      }),
      { numRuns: 500 },
    );
  });

  it('that is no list of strings is not compared as if it were', () => {
    // Comparing such objects for being alike calls what they have in place of a method.
    check('{ "compareModels": [{}, {}], "roots": [{ "valueOf": 1 }, { "valueOf": 1 }] }');
    check('{ "compareModels": [{ "valueOf": 1 }, { "toString": 1 }], "include": [[], []] }');
    check('{ "models": { "gpt-4o": { "aliases": [{ "valueOf": 1 }, { "valueOf": 1 }] } } }');
  });

  it('even where it is cut off or garbled', () => {
    const whole = JSON.stringify(
      {
        model: 'ours',
        models: { ours: { extends: 'gpt-4o', prices: { input: 1 } }, 'gpt-5.2': { rule: { auto: 'low' } } },
        aliases: { a: 'ours' },
        providers: { acme: { priceMultiplier: 0.5 } },
      },
      undefined,
      2,
    );
    for (let end = 0; end <= whole.length; end++) check(whole.slice(0, end));
    fc.assert(
      fc.property(fc.nat(whole.length), fc.nat(10), fc.string(), (at, gone, put) => {
        check(whole.slice(0, at) + put + whole.slice(at + gone));
      }),
      { numRuns: 300 },
    );
    fc.assert(fc.property(fc.string({ unit: 'binary' }), check));
  });

  it('any correction of one figure of a known model is taken or refused, and never counts nonsense', () => {
    const rules = allModels.flatMap(({ id, rule }) => Object.keys(rule).map(key => [id, key] as const));
    fc.assert(
      fc.property(
        fc.constantFrom(...rules),
        fc.oneof(fc.integer(), fc.double(), fc.constantFrom('low', 'x', null, {}, [])),
        ([id, key], value) => {
          const { layer } = checkConfig({ models: { [id]: { rule: { [key]: value } } } }, origin);
          const found = new Registry([layer]).find(id);
          assert.ok(found.found);
          const result = estimate({ width: 3000, height: 2000 }, found.model, undefined);
          if (result.outcome === 'counted')
            assert.ok(Number.isSafeInteger(result.tokens) && result.tokens >= 0);
        },
      ),
      { numRuns: 2000 },
    );
  });
});
