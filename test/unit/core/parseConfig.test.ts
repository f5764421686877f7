import assert from 'node:assert/strict';
import { checkConfig, parseConfig } from '../../../src/core/config/parseConfig';
import type { TilescopeConfig } from '../../../src/core/config/parseConfig';
import { Registry } from '../../../src/core/models/registry';

const origin = 'tilescope.json';

/** What is said of a text: `line:column "the underlined" message`. */
function said(text: string): readonly string[] {
  return parseConfig(text, origin).problems.map(
    ({ line, column, offset, length, message }) =>
      `${String(line)}:${String(column)} ${JSON.stringify(text.slice(offset, offset + length))} ${message}`,
  );
}

function config(text: string): TilescopeConfig {
  return parseConfig(text, origin).config;
}

function nothingWrong(text: string): void {
  assert.deepEqual(said(text), []);
}

describe('tilescope.json', () => {
  it('is JSON with comments, trailing commas and a byte order mark', () => {
    const text = `\uFEFF{
      // the model of this project
      "model": "openai/gpt-5.4", /* as the router calls it */
      "detail": "high",
      "tier": "batch",
      "compareModels": ["gpt-5.4-mini", "gemini-3.6-flash",],
      "roots": ["public"],
      "include": ["src/**"],
      "exclude": ["**/*.test.ts"],
      "$schema": "./tilescope.schema.json",
    }`;
    const { config: read, layer, problems } = parseConfig(text, origin);
    assert.deepEqual(problems, []);
    assert.deepEqual(read, {
      model: 'openai/gpt-5.4',
      detail: 'high',
      tier: 'batch',
      compareModels: ['gpt-5.4-mini', 'gemini-3.6-flash'],
      roots: ['public'],
      include: ['src/**'],
      exclude: ['**/*.test.ts'],
      $schema: './tilescope.schema.json',
    });
    assert.deepEqual(layer, { origin });
  });

  it('has a layer for the registry', () => {
    const text = `{
      "aliases": { "vision-prod": "ours" },
      "models": {
        "ours": { "extends": "gpt-4o", "prices": { "input": 2 } },
        "gpt-5.2": { "rule": { "details": { "high": { "patchBudget": 1536 } } } },
      },
      "providers": { "acme": { "priceMultiplier": 0.8, "models": { "gpt-5.2": { "input": 1 } } } },
      "model": "vision-prod", "compareModels": ["ours", "acme/gpt-4o"],
    }`;
    nothingWrong(text);
    const { layer } = parseConfig(text, origin);
    const found = new Registry([layer]).find('vision-prod');
    assert.equal(found.found && found.model.prices?.input, 2);
  });

  it('may say nothing', () => {
    nothingWrong('{}');
    nothingWrong('{ /* nothing yet */ }');
    for (const empty of ['', '  \n', '// nothing yet'])
      assert.deepEqual(said(empty), [
        '1:1 "" the file is empty: write {} for a configuration that says nothing.',
      ]);
  });
});

describe('a wrong tilescope.json', () => {
  it('is found on its line, whatever the line ends are', () => {
    for (const end of ['\n', '\r\n', '\r']) {
      const [problem] = parseConfig(['{', '', '  "modle": 1', '}'].join(end), origin).problems;
      assert.deepEqual([problem?.line, problem?.column, problem?.path], [3, 3, ['modle']]);
    }
  });

  it('leaves the rest valid', () => {
    assert.deepEqual(config('{ "modle": 1, "detail": "low" }'), { detail: 'low' });
    assert.deepEqual(config('{ "detail": "low" "tier": "flex" }'), { detail: 'low', tier: 'flex' });
    assert.deepEqual(config('{ "compareModels": [7, "gpt-5", "gpt-99", "gpt-4o", "gpt-5"] }'), {
      compareModels: ['gpt-5', 'gpt-4o'],
    });
    // A correction of which nothing is left is gone; what else is said of the model stays.
    assert.deepEqual(
      config('{ "models": { "gpt-4o": { "prices": { "input": -1 } }, "gpt-5": { "name": "G" } } }'),
      {
        models: { 'gpt-5': { name: 'G' } },
      },
    );
    assert.deepEqual(
      config('{ "models": { "gpt-4o": { "rule": { "maxEdge": 1 }, "prices": { "input": 1 } } } }'),
      {
        models: { 'gpt-4o': { prices: { input: 1 } } },
      },
    );
    // A promotion without its date is no promotion.
    const promotion = '{ "until": "soon", "certain": true, "then": { "input": 2 } }';
    assert.deepEqual(
      config(`{ "models": { "gpt-4o": { "prices": { "input": 1, "promotion": ${promotion} } } } }`),
      {
        models: { 'gpt-4o': { prices: { input: 1 } } },
      },
    );
    assert.deepEqual(config('[1]'), {});
    assert.deepEqual(config('"gpt-4o"'), {});
  });

  it('does not make another: what relies on a model that is left out is left out too, and each said once', () => {
    const text = '{ "models": { "ours": { "rule": { "family": "tile" }, "name": "O" } }, "model": "ours" }';
    assert.deepEqual(
      parseConfig(text, origin).problems.map(({ path }) => path),
      [['models', 'ours', 'rule'], ['model']],
    );
    assert.deepEqual(config(text), {});
  });

  it('in a file that is something else is not complained about word by word', () => {
    const yaml = Array.from({ length: 50 }, (_, i) => `key${String(i)}: value`).join('\n');
    assert.ok(parseConfig(yaml, origin).problems.length <= 5);
    const deep = parseConfig('['.repeat(200_000), origin);
    assert.equal(deep.problems.length, 1);
    assert.deepEqual(deep.config, {});
  });
});

describe('a configuration without a text', () => {
  it('is checked alike', () => {
    const {
      config: read,
      layer,
      problems,
    } = checkConfig({ tier: 'cheap', models: undefined, detail: 'low' }, 'settings');
    assert.deepEqual(read, { detail: 'low', models: undefined });
    assert.deepEqual(layer, { origin: 'settings' });
    assert.deepEqual(problems, [
      {
        path: ['tier'],
        message: 'tier must be "standard", "cached", "batch", "flex" or "fast", not "cheap".',
      },
    ]);
    for (const none of [null, undefined, [], 1, 'x']) {
      const checked = checkConfig(none, 'settings');
      assert.deepEqual(checked.config, {});
      assert.equal(checked.problems.length, 1);
    }
  });

  it('knows the names of the layers below it', () => {
    const below = [{ origin: 'settings', aliases: { 'vision-prod': 'gpt-5.4' } }];
    assert.equal(checkConfig({ model: 'vision-prod' }, origin).problems.length, 1);
    assert.deepEqual(checkConfig({ model: 'vision-prod' }, origin, below).problems, []);
    assert.deepEqual(parseConfig('{ "aliases": { "a": "vision-prod" } }', origin, below).problems, []);
    // A layer below that cannot be applied is not this one's mistake.
    const broken = [{ origin: 'settings', aliases: { 'vision-prod': 'gpt-99' } }];
    assert.deepEqual(checkConfig({ model: 'gpt-4o' }, origin, broken).problems, []);
  });

  it('is not changed', () => {
    const value = {
      tier: 'cheap',
      compareModels: ['gpt-4o', 1],
      models: { 'gpt-4o': { prices: { input: -1 } } },
    };
    const before = structuredClone(value);
    checkConfig(value, 'settings');
    assert.deepEqual(value, before);
  });
});
