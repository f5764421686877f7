import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Registry, unknownModelMessage } from '../../../src/core/models/registry';
import { imageInputRate } from '../../../src/core/money';
import { estimate } from '../../../src/core/tokens/estimate';
import { assertGrowsWithLength } from '../growth';
import { allModels, modelNamed } from './models';

const registry = new Registry();

describe('looking a model up', () => {
  const names: readonly (readonly [asked: string, id: string])[] = [
    // As the vendors write it.
    ['gpt-4o', 'gpt-4o'],
    ['gpt-5.2-2025-12-11', 'gpt-5.2'],
    ['gpt-4o-2024-05-13', 'gpt-4o-2024-05-13'],
    ['gpt-4o-2024-08-06', 'gpt-4o'],
    ['gpt-4-turbo-2024-04-09', 'gpt-4-turbo'],
    ['gpt-4-vision-preview', 'gpt-4-turbo'],
    ['o3-2025-04-16', 'o3'],
    ['claude-3-5-sonnet-latest', 'claude-3-5-sonnet'],
    ['claude-opus-4-1-20250805', 'claude-opus-4-1'],
    ['claude-opus-4-20250514', 'claude-opus-4-1'],
    ['claude-sonnet-4-20250514', 'claude-sonnet-4-0'],
    ['gemini-2.5-flash-preview-09-2025', 'gemini-2.5-flash'],
    ['gemini-2.5-pro-exp-03-25', 'gemini-2.5-pro'],
    ['gemini-2.0-flash-001', 'gemini-2.0-flash'],
    ['gemini-2.0-flash-exp', 'gemini-2.0-flash'],
    ['grok-4-0709', 'grok-4'],
    ['pixtral-large-latest', 'pixtral-large'],
    ['mistral-small-2503', 'mistral-small'],
    // With a route, and as hosts write it.
    ['openai/gpt-4o', 'gpt-4o'],
    ['openai:gpt-4o', 'gpt-4o'],
    ['azure/gpt-4o', 'gpt-4o'],
    ['openrouter/openai/gpt-5.2', 'gpt-5.2'],
    ['models/gemini-2.5-flash', 'gemini-2.5-flash'],
    ['vertex_ai/gemini-2.5-pro', 'gemini-2.5-pro'],
    ['publishers/google/models/gemini-2.5-pro', 'gemini-2.5-pro'],
    ['x-ai/grok-4', 'grok-4'],
    ['us.anthropic.claude-sonnet-4-5-20250929-v1:0', 'claude-sonnet-4-5'],
    ['bedrock/us.anthropic.claude-3-5-sonnet-20241022-v2:0', 'claude-3-5-sonnet'],
    ['claude-sonnet-4-5@20250929', 'claude-sonnet-4-5'],
    ['claude-3-5-sonnet-v2@20241022', 'claude-3-5-sonnet'],
    ['anthropic/claude-sonnet-4.5', 'claude-sonnet-4-5'],
    ['anthropic/claude-sonnet-4', 'claude-sonnet-4-0'],
    ['openrouter/anthropic/claude-3.7-sonnet', 'claude-3-7-sonnet'],
    // As people write it.
    ['GPT-4o', 'gpt-4o'],
    [' gpt-4o ', 'gpt-4o'],
  ];
  for (const [asked, id] of names) {
    it(`${asked} is ${id}`, () => {
      const lookup = registry.find(asked);
      assert.equal(lookup.found && lookup.model.id, id);
      assert.equal(lookup.asked, asked);
    });
  }

  // Text-only, gone, other modalities, invented: an answer for one of these would be a guess.
  const unknown = [
    ...['gpt-99', 'gpt-4', 'gpt-4-0613', 'gpt-4-32k', 'gpt-3.5-turbo', 'gpt-3.5-turbo-0125', 'gpt-oss-120b'],
    ...['o1-mini', 'o1-preview', 'o3-mini', 'gpt-4o-audio-preview', 'gpt-4o-realtime-preview-2024-12-17'],
    ...['gpt-4o-transcribe', 'gpt-4o-mini-tts', 'gpt-4o-search-preview', 'text-embedding-3-small'],
    ...['claude-2.1', 'claude-instant-1.2', 'gemini-embedding-001', 'gemini-2.5-flash-preview-tts'],
    ...[
      'gemini-2.5-flash-image',
      'gemini-live-2.5-flash-preview',
      'deepseek-v3',
      'ft:gpt-3.5-turbo:acme::abc',
    ],
    ...['', ' ', '/', 'openai/', 'latest', '-latest', 'ft:', 'ft::', '__proto__', 'constructor', 'toString'],
  ];
  for (const asked of unknown) {
    it(`${JSON.stringify(asked)} is nothing`, () => {
      assert.equal(registry.find(asked).found, false);
    });
  }

  it('answers an unknown name with at most three that are known and alike', () => {
    const nearest = (asked: string): readonly string[] => {
      const lookup = registry.find(asked);
      assert.ok(!lookup.found);
      return lookup.nearest;
    };
    assert.equal(nearest('gpt-5.4-mimi')[0], 'gpt-5.4-mini');
    assert.equal(nearest('openai/gpt-4p')[0], 'gpt-4o');
    assert.equal(nearest('claude-sonet-4-5')[0], 'claude-sonnet-4-5');
    assert.equal(nearest('gemini-3.5-flsh')[0], 'gemini-3.5-flash');
    assert.deepEqual(nearest(''), []);
    assert.deepEqual(nearest('q'), []);
    assert.deepEqual(nearest('text-embedding-3-small'), []);
    for (const asked of unknown) {
      assert.ok(nearest(asked).length <= 3);
      for (const name of nearest(asked)) assert.ok(registry.find(name).found, name);
    }
    assert.equal(unknownModelMessage('x', []), '"x" is not a known model.');
    assert.equal(unknownModelMessage('x', ['a', 'b']), '"x" is not a known model. Nearest: a, b.');
  });

  it('finds every model by its id and by each of its aliases', () => {
    for (const model of allModels) {
      for (const name of [model.id, ...(model.aliases ?? [])]) {
        const lookup = registry.find(name);
        assert.equal(lookup.found && lookup.model.id, model.id, name);
      }
    }
  });

  it('takes any string', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' })), name => {
        const lookup = registry.find(name);
        assert.equal(lookup.asked, name);
      }),
    );
    // One that tries every way to cut it would not end today. A registry remembers what it was asked: hence a new one.
    assertGrowsWithLength('a name', 2000, times => {
      const lookup = new Registry().find('openai/'.repeat(times) + 'gpt-4o' + '-2024-01-01'.repeat(times));
      assert.equal(lookup.asked.length, 18 * times + 6);
    });
  });
});

describe('a fine-tuned model', () => {
  it('is counted as its base and has no price', () => {
    const tuned = modelNamed('ft:gpt-4o-2024-08-06:acme::abc');
    assert.deepEqual(tuned.rule, modelNamed('gpt-4o').rule);
    assert.equal(tuned.id, 'ft:gpt-4o-2024-08-06:acme::abc');
    assert.equal(tuned.prices, undefined);
    const counted = estimate({ width: 1024, height: 1024 }, tuned, 'high');
    assert.ok(counted.outcome === 'counted');
    assert.equal(counted.tokens, 765);
    assert.equal(counted.costUsd, null);
    assert.deepEqual(
      counted.warnings.map(({ code }) => code),
      ['price-unknown'],
    );
    assert.match(
      imageInputRate(tuned, 'standard', {}).warnings[0]?.message ?? '',
      /ft:gpt-4o-2024-08-06:acme::abc/,
    );
  });
});
