import assert from 'node:assert/strict';
import { Registry, RegistryError } from '../../../src/core/models/registry';
import type { ModelOverride, RegistryLayer } from '../../../src/core/models/registry';
import { imageInputRate } from '../../../src/core/money';
import type { Tier } from '../../../src/core/money';
import { estimate } from '../../../src/core/tokens/estimate';
import { modelNamed } from './models';

const origin = 'tilescope.json';
const layer = (parts: Omit<RegistryLayer, 'origin'>, from = origin): RegistryLayer => ({
  origin: from,
  ...parts,
});

function tokens(name: string, parts: Omit<RegistryLayer, 'origin'>, detail?: string): number | string {
  const result = estimate({ width: 1600, height: 1600 }, modelNamed(name, layer(parts)), detail);
  return result.outcome === 'counted' ? result.tokens : result.outcome;
}

function rate(name: string, tier: Tier, ...layers: readonly RegistryLayer[]): number | null {
  return imageInputRate(modelNamed(name, ...layers), tier, {}).usd;
}

function error(...layers: readonly RegistryLayer[]): RegistryError {
  try {
    new Registry(layers);
  } catch (thrown) {
    assert.ok(RegistryError.is(thrown));
    return thrown;
  }
  return assert.fail('the layer is taken');
}

describe('aliases of a user', () => {
  it('name a deployment', () => {
    const model = modelNamed('vision-prod', layer({ aliases: { 'vision-prod': 'gpt-5.4' } }));
    assert.equal(model.id, 'gpt-5.4');
    assert.equal(model.origin, 'built-in');
  });

  it('may mean a snapshot, a routed name, or another alias wherever that is written', () => {
    const aliases = { a: 'openai/gpt-4o-2024-08-06', b: 'c', c: 'd', d: 'claude-sonnet-4.5' };
    assert.equal(modelNamed('a', layer({ aliases })).id, 'gpt-4o');
    assert.equal(modelNamed('b', layer({ aliases })).id, 'claude-sonnet-4-5');
  });

  it('go before a model of that name: a deployment may be called what it is not', () => {
    const aliases = { 'gpt-4o': 'gpt-4.1' };
    assert.equal(modelNamed('gpt-4o', layer({ aliases })).id, 'gpt-4.1');
    assert.equal(modelNamed('azure/gpt-4o', layer({ aliases })).id, 'gpt-4.1');
    // … also where a later layer corrects the model it means.
    const corrected = layer({ models: { 'gpt-4.1': { prices: { input: 1 } } } });
    assert.equal(modelNamed('gpt-4o', layer({ aliases }), corrected).id, 'gpt-4.1');
  });

  it('must mean something', () => {
    const { message, path } = error(layer({ aliases: { 'vision-prod': 'gpt-5.44' } }));
    assert.match(message, /^alias vision-prod: "gpt-5\.44" is not a known model\. Nearest: gpt-5\.4/);
    assert.deepEqual(path, ['aliases', 'vision-prod']);
    assert.deepEqual(error(layer({ aliases: { a: 'b', b: 'a' } })).path, ['aliases', 'b']);
  });
});

describe('corrections of a user', () => {
  it('replace a price, and with it the vendor’s promotion and surcharges', () => {
    const own = layer({ models: { 'gpt-5.6-sol': { prices: { input: 3 } } } });
    const model = modelNamed('gpt-5.6-sol', own);
    assert.equal(model.prices?.input, 3);
    assert.equal(model.prices.cachedInput, 0.4);
    assert.deepEqual(
      [model.prices.promotion, model.prices.longContext, model.prices.fast],
      [undefined, undefined, undefined],
    );
    assert.deepEqual(model.prices.sources, [origin]);
    assert.equal(model.origin, origin);
    // The rule is the vendor's still, and so is how far it can be believed.
    assert.equal(model.confidence, modelNamed('gpt-5.6-sol').confidence);
    assert.deepEqual(model.sources, modelNamed('gpt-5.6-sol').sources);
  });

  it('replace a budget and leave the size of the level', () => {
    const budget = { patchBudget: 1536 };
    const models = { 'gpt-5.2': { rule: { details: { low: budget, high: budget } } } };
    // As gpt-5-mini, whose bills show it: 39 × 39 patches instead of 50 × 50.
    assert.equal(tokens('gpt-5.2', {}), 3000);
    assert.equal(tokens('gpt-5.2', { models }), 1826);
    assert.equal(tokens('gpt-5.2', { models }, 'low'), 1826);
    const model = modelNamed('gpt-5.2', layer({ models }));
    assert.ok(model.rule.family === 'patch');
    assert.deepEqual(model.rule.details.high, { maxDimension: 2048, patchBudget: 1536 });
    assert.equal(model.confidence, 'user');
    assert.equal(model.variants, undefined);
  });

  it('leave the levels that they do not name', () => {
    const models = { 'gpt-5.4': { rule: { details: { high: { patchBudget: 1000 } } } } };
    const { rule } = modelNamed('gpt-5.4', layer({ models }));
    const before = modelNamed('gpt-5.4').rule;
    assert.ok(rule.family === 'patch' && before.family === 'patch');
    assert.deepEqual(rule.details.original, before.details.original);
    assert.deepEqual(rule.details.low, before.details.low);
  });

  it('do not reach the built-in models', () => {
    modelNamed('gpt-4o', layer({ models: { 'gpt-4o': { prices: { input: 1 }, rule: { base: 1 } } } }));
    assert.equal(modelNamed('gpt-4o').prices?.input, 2.5);
    assert.equal(tokens('gpt-4o', {}, 'low'), 85);
  });

  it('of several layers: the last one that says something', () => {
    const first = layer({ models: { 'gpt-4o': { prices: { input: 1 }, name: 'one' } } }, 'settings');
    const second = layer({ models: { 'gpt-4o': { prices: { cachedInput: 0.1 } } } });
    const model = modelNamed('gpt-4o', first, second);
    assert.equal(model.prices?.input, 1);
    assert.equal(model.prices.cachedInput, 0.1);
    assert.equal(model.name, 'one');
    assert.equal(model.origin, origin);
    const aliases = [layer({ aliases: { v: 'gpt-4o' } }), layer({ aliases: { v: 'gpt-5' } })];
    assert.equal(modelNamed('v', ...aliases).id, 'gpt-5');
  });
});

describe('models of a user', () => {
  const mine: ModelOverride = {
    name: 'Ours',
    rule: {
      family: 'tile',
      base: 10,
      perTile: 20,
      tile: 512,
      maxDimension: 2048,
      shortSide: 768,
      auto: 'high',
    },
    prices: { input: 1 },
  };

  it('may be all new', () => {
    const model = modelNamed('ours', layer({ models: { ours: mine } }));
    assert.equal(tokens('ours', { models: { ours: mine } }), 10 + 4 * 20);
    assert.deepEqual(
      [model.provider, model.confidence, model.origin, model.name],
      ['custom', 'user', origin, 'Ours'],
    );
    assert.equal(rate('ours', 'standard', layer({ models: { ours: mine } })), 1);
    // It has no tiers but those it is given.
    assert.equal(rate('ours', 'batch', layer({ models: { ours: mine } })), null);
    const tiers = { batch: 0.5 };
    assert.equal(rate('ours', 'batch', layer({ models: { ours: { ...mine, tiers } } })), 0.5);
  });

  it('may extend a known one, or another of their own wherever that is written', () => {
    const models = {
      second: { extends: 'first', prices: { input: 7 } },
      first: { extends: 'openai/gpt-4o-2024-08-06', aliases: ['f'], limits: 'openai' },
    };
    assert.equal(tokens('second', { models }), 765);
    assert.equal(modelNamed('f', layer({ models })).id, 'first');
    assert.equal(modelNamed('second', layer({ models })).prices?.input, 7);
    assert.equal(modelNamed('second', layer({ models })).prices?.cachedInput, 1.25);
    // The names of the model that is extended stay its own.
    assert.equal(modelNamed('gpt-4o-2024-08-06', layer({ models })).id, 'gpt-4o');
  });

  it('may bear a name that was an alias', () => {
    const models = { 'gpt-4o-2024-08-06': { extends: 'gpt-4o', prices: { input: 9 } } };
    assert.equal(rate('gpt-4o-2024-08-06', 'standard', layer({ models })), 9);
    assert.equal(rate('gpt-4o', 'standard', layer({ models })), 2.5);
  });

  it('must be countable', () => {
    const bare = error(layer({ models: { ours: { prices: { input: 1 } } } }));
    assert.match(bare.message, /model ours is not known: give it a "rule" with a "family", or .* "extends"/);
    assert.deepEqual(bare.path, ['models', 'ours']);
    assert.equal(bare.origin, origin);
    const lost = error(layer({ models: { ours: { extends: 'gpt-55' } } }));
    assert.match(lost.message, /^model ours: "gpt-55" is not a known model/);
    assert.deepEqual(lost.path, ['models', 'ours', 'extends']);
    const round = error(layer({ models: { a: { extends: 'b' }, b: { extends: 'a' } } }));
    assert.deepEqual(round.path, ['models', 'b', 'extends']);
  });
});

describe('a reseller', () => {
  const reseller = (override: NonNullable<RegistryLayer['providers']>[string]): RegistryLayer =>
    layer({ providers: { gptproto: { name: 'GPT Proto', ...override } } });

  it('has prices of its own', () => {
    const own = reseller({ models: { 'gpt-5.2': { input: 1.1, cachedInput: 0.11 } } });
    const model = modelNamed('gptproto/gpt-5.2', own);
    assert.equal(model.id, 'gptproto/gpt-5.2');
    assert.equal(model.providerName, 'GPT Proto');
    assert.deepEqual(model.rule, modelNamed('gpt-5.2').rule);
    assert.equal(rate('gptproto/gpt-5.2', 'standard', own), 1.1);
    assert.equal(rate('gptproto/gpt-5.2', 'cached', own), 0.11);
    // Whether it sells the vendor's tiers is not known.
    assert.equal(rate('gptproto/gpt-5.2', 'batch', own), null);
    assert.equal(rate('gptproto/gpt-5.2-2025-12-11', 'standard', own), 1.1);
    assert.equal(rate('gpt-5.2', 'standard', own), 1.75);
  });

  it('or a share of the vendor’s, in every tier', () => {
    const own = reseller({ priceMultiplier: 0.8 });
    assert.equal(rate('gptproto/gpt-5.2', 'standard', own), 1.4);
    assert.equal(rate('gptproto/gpt-5.2', 'fast', own), 2.8);
    assert.equal(rate('gptproto/gpt-5.2', 'batch', own), 0.7);
    const long = imageInputRate(modelNamed('gptproto/gpt-5.4', own), 'standard', { requestTokens: 300_000 });
    assert.equal(long.usd, 4);
    const promoted = modelNamed('gptproto/gemini-3.8-flash', own);
    assert.equal(imageInputRate(promoted, 'standard', { at: '2027-01-01' }).usd, 1.2);
  });

  it('or prices nobody knows, which is said', () => {
    const model = modelNamed('gptproto/gpt-5.2', reseller({}));
    const result = estimate({ width: 1024, height: 1024 }, model, undefined);
    assert.ok(result.outcome === 'counted');
    assert.equal(result.tokens, 1229);
    assert.equal(result.costUsd, null);
    assert.match(result.warnings.at(-1)?.message ?? '', /gptproto\/gpt-5\.2/);
    assert.equal(result.warnings.at(-1)?.code, 'price-unknown');
  });

  it('sells what exists, under its vendor’s name too', () => {
    const registry = new Registry([reseller({ priceMultiplier: 2 })]);
    assert.equal(registry.find('gptproto/gpt-99').found, false);
    const routed = registry.find('gptproto/openai/gpt-5.2');
    assert.equal(routed.found && routed.model.id, 'gptproto/gpt-5.2');
    assert.equal(registry.find('other/gpt-5.2').found, false);
  });

  it('may be meant by an alias, before or after its models are corrected', () => {
    const own = { ...reseller({ priceMultiplier: 2 }), aliases: { cheap: 'gptproto/gpt-5.2' } };
    assert.equal(rate('cheap', 'standard', own), 3.5);
    const corrected = layer({ models: { 'gpt-5.2': { prices: { input: 10 } } } }, 'settings');
    assert.equal(rate('cheap', 'standard', corrected, own), 20);
  });
});
