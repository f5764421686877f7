import assert from 'node:assert/strict';
import type { RegistryLayer } from '../../../src/core/models/registry';
import type { PriceContext, Tier } from '../../../src/core/money';
import { costOf, imageInputRate, parseTier, tiers, usdPerMillion } from '../../../src/core/money';
import { estimate } from '../../../src/core/tokens/estimate';
import { allModels, modelNamed } from './models';

function rate(name: string, tier: Tier = 'standard', context: PriceContext = {}): number | null {
  return imageInputRate(modelNamed(name), tier, context).usd;
}

function codes(name: string, tier: Tier = 'standard', context: PriceContext = {}): readonly string[] {
  return imageInputRate(modelNamed(name), tier, context).warnings.map(({ code }) => code);
}

describe('a service tier', () => {
  const rates: readonly (readonly [name: string, tier: Tier, usd: number | null])[] = [
    ['gpt-5.4', 'standard', 2.5],
    ['gpt-5.4', 'cached', 0.25],
    ['gpt-5.4', 'batch', 1.25],
    ['gpt-5.4', 'flex', 1.25],
    // From the list, where that has it …
    ['gpt-5.4', 'fast', 5],
    ['gpt-5.5', 'fast', 12.5],
    ['gpt-4o-mini', 'fast', 0.25],
    ['o4-mini', 'fast', 2],
    ['claude-opus-5-5', 'fast', 8],
    // … or by the multiplier that was announced.
    ['gpt-6-astra', 'fast', 20],
    // Half of a price that is no round number stays exact.
    ['gpt-4o-mini', 'batch', 0.075],
    ['gemini-1.5-flash', 'batch', 0.0375],
    // Models of pictures have a rate for pictures.
    ['gpt-image-1', 'standard', 10],
    ['gpt-image-1', 'cached', 2.5],
    ['gpt-image-1', 'batch', 5],
    ['gpt-image-2', 'standard', 8],
    ['gpt-image-1-mini', 'cached', 0.25],
    // Not there.
    ['gpt-4o', 'flex', null],
    ['gpt-5.4-nano', 'fast', null],
    ['claude-opus-5', 'flex', null],
    ['claude-opus-5', 'fast', null],
    ['gpt-4-turbo', 'cached', null],
    ['gemini-3.5-flash', 'flex', null],
    ['grok-4.5', 'batch', null],
    ['gpt-image-1', 'fast', null],
  ];
  for (const [name, tier, usd] of rates) {
    it(`${tier} of ${name} is ${usd === null ? 'not to be had' : usdPerMillion(usd)}`, () => {
      assert.equal(rate(name, tier), usd);
      assert.deepEqual(codes(name, tier), usd === null ? ['tier-unavailable'] : []);
    });
  }

  it('says what is missing', () => {
    assert.equal(
      imageInputRate(modelNamed('gpt-4o'), 'flex', {}).warnings[0]?.message,
      'gpt-4o has no published price in the flex tier.',
    );
    assert.equal(
      imageInputRate(modelNamed('gpt-image-2.6-flare'), 'batch', {}).warnings[0]?.message,
      'No price is published for gpt-image-2.6-flare.',
    );
  });

  it('is half for batch and flex wherever they are, and never dearer than standard but for fast', () => {
    for (const model of allModels) {
      const usd = (tier: Tier): number | null => imageInputRate(model, tier, {}).usd;
      const standard = usd('standard');
      if (standard === null) {
        for (const tier of tiers) assert.equal(usd(tier), null, model.id);
        continue;
      }
      assert.ok(standard > 0, model.id);
      for (const tier of ['batch', 'flex'] as const)
        if (usd(tier) !== null) assert.equal(usd(tier), standard / 2, `${model.id} ${tier}`);
      assert.ok((usd('cached') ?? 0) < standard, model.id);
      assert.ok((usd('fast') ?? Infinity) > standard, model.id);
    }
  });

  it('is known by the API’s words', () => {
    assert.equal(parseTier('priority'), 'fast');
    assert.equal(parseTier('fast'), 'fast');
    assert.equal(parseTier('default'), 'standard');
    assert.equal(parseTier('auto'), 'standard');
    assert.equal(parseTier('flex'), 'flex');
    assert.equal(parseTier('scale'), undefined);
    assert.equal(parseTier(''), undefined);
    for (const tier of tiers) assert.equal(parseTier(tier), tier);
  });
});

describe('a long request', () => {
  const long = { requestTokens: 272_001 };

  it('pays the long-context price for every token, from the first above the threshold', () => {
    assert.equal(rate('gpt-5.4', 'standard', { requestTokens: 272_000 }), 2.5);
    assert.deepEqual(codes('gpt-5.4', 'standard', { requestTokens: 272_000 }), []);
    assert.equal(rate('gpt-5.4', 'standard', long), 5);
    assert.deepEqual(codes('gpt-5.4', 'standard', long), ['long-context-price']);
    assert.equal(rate('gpt-5.4', 'cached', long), 0.5);
    assert.equal(rate('gpt-5.4', 'batch', long), 2.5);
    assert.equal(rate('claude-sonnet-4-5', 'standard', { requestTokens: 200_001 }), 6);
    assert.equal(rate('gemini-2.5-pro', 'standard', { requestTokens: 200_001 }), 2.5);
  });

  it('has a fast price by the multiplier: the one on the list is for usual requests', () => {
    assert.equal(rate('gpt-5.4', 'fast', long), 10);
    assert.equal(rate('gpt-6-astra', 'fast', long), 40);
    const own: RegistryLayer = {
      origin: 'settings',
      models: {
        'gpt-5.4-nano': {
          prices: { input: 1, fast: { input: 2 }, longContext: { aboveInputTokens: 1000, input: 3 } },
        },
      },
    };
    const rates = imageInputRate(modelNamed('gpt-5.4-nano', own), 'fast', { requestTokens: 1001 });
    assert.equal(rates.usd, null);
    assert.deepEqual(
      rates.warnings.map(({ code }) => code),
      ['tier-unavailable'],
    );
  });

  it('costs no more where the vendor has one price', () => {
    assert.equal(rate('gpt-5.4-mini', 'standard', { requestTokens: 1_000_000 }), 0.75);
    assert.deepEqual(codes('gpt-5.4-mini', 'standard', { requestTokens: 1_000_000 }), []);
  });
});

describe('a promotion', () => {
  it('holds through its last day, and then the list price does', () => {
    const at = (day: string, tier: Tier = 'standard'): number | null =>
      rate('gemini-3.8-flash', tier, { at: day });
    assert.equal(at('2026-11-22'), 0.75);
    assert.equal(at('2026-12-31'), 0.75);
    assert.equal(at('2026-12-31T18:00:00Z'), 0.75);
    assert.equal(at('2027-01-01'), 1.5);
    assert.equal(at('2027-01-01', 'cached'), 0.15);
    assert.equal(at('2027-01-01', 'batch'), 0.75);
    assert.equal(rate('gemini-3.8-flash'), 0.75);
    for (const day of ['2026-12-31', '2027-01-01'])
      assert.deepEqual(codes('gemini-3.8-flash', 'standard', { at: day }), []);
  });

  const after = { at: '2026-11-22' };
  const sol = (tier: Tier, context: PriceContext): readonly unknown[] => {
    const { usd, usdRange, warnings } = imageInputRate(modelNamed('gpt-5.6-sol'), tier, context);
    return [usd, usdRange, warnings.map(({ code }) => code)];
  };

  it('that holds “at least through” a day leaves two prices afterwards', () => {
    assert.deepEqual(sol('standard', { at: '2026-11-21' }), [4, null, []]);
    assert.deepEqual(sol('standard', after), [4, [4, 5], ['promotional-price']]);
    assert.deepEqual(sol('cached', after), [0.4, [0.4, 0.5], ['promotional-price']]);
    assert.deepEqual(sol('batch', after), [2, [2, 2.5], ['promotional-price']]);
    assert.match(
      imageInputRate(modelNamed('gpt-5.6-sol'), 'standard', after).warnings[0]?.message ?? '',
      /2026-11-21.*\$5 \/ 1M tokens/,
    );
  });

  it('takes the fast and the long price with it, which are multiples', () => {
    assert.deepEqual(sol('fast', after), [8, [8, 10], ['promotional-price']]);
    const long = { ...after, requestTokens: 300_000 };
    assert.deepEqual(sol('standard', long), [8, [8, 10], ['promotional-price', 'long-context-price']]);
  });

  it('is a range of dollars on an estimate', () => {
    const size = { width: 1024, height: 1024 };
    const result = estimate(size, modelNamed('gpt-5.6-sol'), 'high', after);
    assert.ok(result.outcome === 'counted');
    assert.equal(result.costUsd, costOf(1229, 4));
    assert.deepEqual(result.costRangeUsd, [costOf(1229, 4), costOf(1229, 5)]);
  });
});

describe('a model without a price', () => {
  it('is counted, and says so', () => {
    for (const name of ['llama-4-maverick', 'claude-haiku-5-5', 'qwen3-vl', 'gpt-image-2.6-flare']) {
      const result = estimate({ width: 800, height: 600 }, modelNamed(name), undefined);
      assert.ok(result.outcome === 'counted', name);
      assert.deepEqual([result.costUsd, result.costRangeUsd, result.rate], [null, null, null]);
      assert.ok(
        result.warnings.some(({ code, message }) => code === 'price-unknown' && message.includes(name)),
      );
    }
  });
});
