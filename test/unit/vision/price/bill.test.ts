import assert from 'node:assert/strict';
import { Registry } from '../../../../src/core/models/registry';
import type { Model } from '../../../../src/core/models/model';
import { billedUsd } from '../../../../src/vision/price/bill';
import type { Billed } from '../../../../src/vision/provider';

const registry = new Registry([
  {
    origin: 'settings',
    models: {
      'test-model': {
        extends: 'gpt-5.2',
        prices: {
          input: 2,
          cachedInput: 0.2,
          output: 10,
          fast: { input: 4, cachedInput: 0.4, output: 20 },
          longContext: { aboveInputTokens: 200_000, input: 4, cachedInput: 0.4, output: 15 },
        },
        tiers: { flex: 0.5 },
      },
    },
  },
]);

const bill: Billed = { inputTokens: 1500, cachedInputTokens: 500, outputTokens: 300, reasoningTokens: 200 };

function model(name: string): Model {
  const lookup = registry.find(name);
  assert.ok(lookup.found);
  return lookup.model;
}

/** In millionths of a dollar. */
function usd(billed: Billed, asked: 'standard' | 'flex' | 'fast', served?: string): number {
  const money = billedUsd(billed, { model: model('test-model') }, asked, served, '2026-11-27');
  assert.ok(money !== null);
  return Math.round(money * 1e6);
}

describe('the money of a bill', () => {
  it('has cached input at its own price, and reasoning as the output it is', () => {
    assert.equal(usd(bill, 'standard'), 1000 * 2 + 500 * 0.2 + 300 * 10);
  });

  it('is that of the tier that was used, not of the one that was asked for', () => {
    assert.equal(usd(bill, 'flex'), (1000 * 2 + 500 * 0.2 + 300 * 10) / 2);
    assert.equal(usd(bill, 'flex', 'default'), 1000 * 2 + 500 * 0.2 + 300 * 10);
    assert.equal(usd(bill, 'standard', 'priority'), 1000 * 4 + 500 * 0.4 + 300 * 20);
  });

  it('is the long-context one for so long a request', () => {
    const long = { ...bill, inputTokens: 300_000, cachedInputTokens: 0 };
    assert.equal(usd(long, 'standard'), 300_000 * 4 + 300 * 15);
  });

  it('is not known where a price of it is not', () => {
    assert.equal(billedUsd(bill, { model: undefined }, 'standard', undefined, '2026-11-27'), null);
    const free = { ...model('test-model'), prices: undefined };
    assert.equal(billedUsd(bill, { model: free }, 'standard', undefined, '2026-11-27'), null);
    const prices = { input: 2, output: 10, sources: [] };
    const uncached = { ...model('test-model'), prices };
    assert.equal(billedUsd(bill, { model: uncached }, 'standard', undefined, '2026-11-27'), null);
    const none = { ...bill, cachedInputTokens: 0 };
    assert.ok(billedUsd(none, { model: uncached }, 'standard', undefined, '2026-11-27') !== null);
  });
});
