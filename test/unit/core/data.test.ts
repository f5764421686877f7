import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { ruleErrors } from '../../../src/core/config/schema';
import type { Limits, ProviderFile, Source } from '../../../src/core/models/model';
import { tiers } from '../../../src/core/money';
import { allModels } from './models';

const root = path.join(__dirname, '../../..');
const folder = path.join(root, 'src/core/models');
const read = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

const shipped = read(path.join(root, 'media/tilescope.schema.json')) as {
  readonly $id: string;
  readonly properties: Readonly<Record<string, { readonly enum?: readonly string[] }>>;
  readonly definitions: Readonly<
    Record<string, { readonly properties: Readonly<Record<string, { readonly enum?: readonly string[] }>> }>
  >;
};

const ajv = new Ajv({ allErrors: true, discriminator: true, allowUnionTypes: true, strictTypes: false });
addFormats(ajv);
ajv.addVocabulary([
  'allowComments',
  'allowTrailingCommas',
  'markdownDescription',
  'enumDescriptions',
  'defaultSnippets',
]);
ajv.addSchema(shipped);
ajv.addSchema(read(path.join(folder, 'registry.schema.json')) as object);
ajv.addSchema(read(path.join(folder, 'limits.schema.json')) as object);

function isValid(schema: string, value: unknown): void {
  const validate = ajv.getSchema(schema);
  assert.ok(validate, schema);
  assert.ok(validate(value), ajv.errorsText(validate.errors, { separator: '\n' }));
}

const others = ['limits.json', 'sources.json'];
const files = readdirSync(path.join(folder, 'data')).filter(name => !others.includes(name));
const providers = files.map(name => [name, read(path.join(folder, 'data', name)) as ProviderFile] as const);
const limits = read(path.join(folder, 'data/limits.json')) as Readonly<Record<string, Limits>>;
const sources = read(path.join(folder, 'data/sources.json')) as Readonly<Record<string, Source>>;

/** Every number in a value, with the keys that lead to it. */
function* numbers(value: unknown, at = ''): Generator<readonly [at: string, value: number]> {
  if (typeof value === 'number') yield [at, value];
  else if (typeof value === 'object' && value !== null)
    for (const [key, item] of Object.entries(value)) yield* numbers(item, `${at}.${key}`);
}

/** Every list of sources in a value. */
function* cited(value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, item] of Object.entries(value)) {
    if (key === 'sources') yield* item as readonly string[];
    else yield* cited(item);
  }
}

describe('the models’ data', () => {
  for (const [name, file] of providers) {
    it(`${name} is as its schema has it`, () => {
      isValid('urn:tilescope:registry', file);
    });
  }

  it('limits.json is as its schema has it', () => {
    isValid('urn:tilescope:limits', limits);
  });

  it('names no source that sources.json does not have', () => {
    for (const value of [...providers.map(([, file]) => file), limits])
      for (const key of cited(value)) assert.ok(Object.hasOwn(sources, key), key);
  });

  it('names no limits that limits.json does not have', () => {
    for (const { id, limits: key } of allModels)
      if (key !== undefined) assert.ok(Object.hasOwn(limits, key), `${id}: ${key}`);
  });

  it('calls no two models alike', () => {
    const owners = new Map<string, string>();
    for (const { id, aliases = [] } of allModels) {
      for (const name of [id, ...aliases]) {
        assert.equal(owners.get(name), undefined, `${name}: ${String(owners.get(name))} and ${id}`);
        owners.set(name, id);
        assert.equal(name, name.toLowerCase(), 'look-ups try the name in lower case');
      }
    }
  });

  it('has every model of every provider', () => {
    const counts = Object.fromEntries(providers.map(([, { provider, models }]) => [provider, models.length]));
    assert.deepEqual(counts, { openai: 61, anthropic: 22, google: 17, xai: 7, mistral: 5, qwen: 6, meta: 2 });
    assert.equal(allModels.length, 120);
  });

  it('has prices that are worth something', () => {
    for (const { id, prices } of allModels) {
      if (prices === undefined) continue;
      const { sources: _, ...rest } = prices;
      const all = [...numbers(rest)];
      assert.ok(all.length > 0, id);
      for (const [at, value] of all) assert.ok(value > 0, `${id}${at}`);
      // Reading from the cache is never dearer, and a long request never cheaper.
      if (prices.input !== undefined) {
        assert.ok((prices.cachedInput ?? 0) < prices.input, id);
        assert.ok((prices.longContext?.input ?? Infinity) > prices.input, id);
        assert.ok((prices.fast?.input ?? Infinity) > prices.input, id);
        assert.ok((prices.promotion?.then.input ?? Infinity) > prices.input, id);
      }
    }
  });

  it('cites a source for every model it believes in, and none for what is unsourced', () => {
    for (const { id, confidence, sources: keys } of allModels)
      if (confidence === 'high' || confidence === 'medium') assert.ok(keys.length > 0, id);
  });

  it('gives every rule an automatic level that it has', () => {
    for (const { id, rule } of allModels) {
      if (rule.family === 'patch') assert.ok(rule.details[rule.auto], id);
      if (rule.family === 'gemini-grid') assert.ok(rule.budgets[rule.auto], id);
    }
  });

  it('has variants that are rules of the same family', () => {
    for (const { id, rule, variants = [] } of allModels)
      for (const variant of variants)
        assert.deepEqual(ruleErrors(rule.family, { ...rule, ...variant.rule }), [], `${id} ${variant.id}`);
  });
});

describe('the schema of tilescope.json', () => {
  it('knows the tiers, the limits and the families that there are', () => {
    assert.deepEqual(shipped.properties.tier?.enum, [...tiers]);
    const keys = Object.keys(limits).filter(key => key !== '$schema');
    assert.deepEqual(shipped.definitions.modelOverride?.properties.limits?.enum, keys);
    const families = shipped.definitions.partialRule?.properties.family?.enum ?? [];
    const defined = Object.keys(shipped.definitions).filter(name => name.startsWith('rule-'));
    assert.deepEqual(
      families.map(family => `rule-${family}`),
      defined,
    );
    for (const { rule } of allModels) assert.ok(families.includes(rule.family), rule.family);
  });

  it('has examples that are valid, and says what everything is', () => {
    const say = (value: unknown, at: string): void => {
      if (typeof value !== 'object' || value === null) return;
      const schema = value as Readonly<Record<string, unknown>>;
      if (at.endsWith('.properties') || at.endsWith('.definitions')) {
        for (const [key, item] of Object.entries(schema)) {
          const { description, const: only } = item as {
            readonly description?: string;
            readonly const?: string;
          };
          const isReference = '$ref' in (item as object);
          if (at.endsWith('.properties') && only === undefined && !isReference)
            assert.match(description ?? '', /[.)]$/, `${at}.${key} is described in a sentence`);
        }
      }
      for (const [key, item] of Object.entries(schema)) say(item, `${at}.${key}`);
    };
    say(shipped, '');
    const { examples = [] } = shipped as { readonly examples?: readonly unknown[] };
    for (const example of examples) isValid(shipped.$id, example);
    for (const [key, { examples: values = [] }] of Object.entries(shipped.properties) as [
      string,
      { readonly examples?: readonly unknown[] },
    ][])
      for (const value of values) isValid(shipped.$id, { [key]: value });
  });
});
