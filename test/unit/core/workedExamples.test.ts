import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { countOutput } from '../../../src/core/tokens/gptImage';
import { estimate } from '../../../src/core/tokens/estimate';
import { Registry } from '../../../src/core/models/registry';
import type { Model } from '../../../src/core/models/model';

/** Worked examples of vendors' pages (golden), of their formulas (computed), and outdated pages that must not be matched (negative). */
interface WorkedExample {
  readonly model: string;
  readonly aliasesApply?: readonly string[];
  readonly width: number;
  readonly height: number;
  readonly detail: string | null;
  readonly quality_param?: string;
  readonly tokens: number | 'rejected';
  readonly unit?: 'patches' | 'output_tokens';
  readonly ruleVariant?: string;
  readonly split: 'golden' | 'computed' | 'negative';
  readonly source: string;
}

const file = path.join(__dirname, '../../fixtures/models/worked-examples.json');
const examples = JSON.parse(readFileSync(file, 'utf8')) as readonly WorkedExample[];
const registry = new Registry();

function model(name: string): Model {
  const lookup = registry.find(name);
  assert.ok(lookup.found, name);
  return lookup.model;
}

function answer(example: WorkedExample, name: string): number | string {
  const size = { width: example.width, height: example.height };
  if (example.unit === 'output_tokens') {
    const data = model(name);
    assert.ok(data.output, `${name} has an output rule`);
    const count = countOutput(data.output, size, example.quality_param ?? 'low');
    return count.outcome === 'counted' ? count.tokens : count.outcome;
  }
  const result = estimate(size, model(name), example.detail ?? undefined, {
    variant: example.ruleVariant === undefined ? undefined : 'budget-1536',
  });
  if (result.outcome !== 'counted') return result.outcome;
  return example.unit === 'patches' ? result.arithmetic.cells : result.tokens;
}

describe('worked examples', () => {
  it('are all there', () => {
    assert.equal(examples.length, 56);
  });

  for (const example of examples) {
    for (const name of [example.model, ...(example.aliasesApply ?? [])]) {
      const shown = `${name} ${example.width}×${example.height} ${example.detail ?? example.quality_param ?? ''}`;
      if (example.split === 'negative') {
        it(`${shown} is not the outdated ${example.tokens} (${example.source})`, () => {
          assert.notEqual(answer(example, name), example.tokens);
        });
      } else {
        it(`${shown} is ${example.tokens} (${example.split}, ${example.source})`, () => {
          assert.equal(answer(example, name), example.tokens);
        });
      }
    }
  }
});

describe('measured bills', () => {
  // size, model, detail, tokens of the image alone as users' bills show them; sources in the model's `measured` field.
  const bills: readonly (readonly [number, number, string, string | undefined, number])[] = [
    [2049, 513, 'gpt-4o', 'high', 1445],
    [2050, 513, 'gpt-4o', 'high', 765],
    [1800, 2400, 'gpt-4o', 'high', 765],
    [128, 64, 'gpt-4o', 'low', 85],
    [1600, 1600, 'gpt-5.4-mini', 'high', 3000],
    [1600, 1600, 'gpt-5-mini', undefined, 1826],
    [1600, 1600, 'gpt-5-nano', undefined, 2282],
    [128, 64, 'gpt-4.1-nano', 'high', 20],
    [128, 64, 'o4-mini', 'high', 14],
    [128, 64, 'gpt-4.1-mini', 'high', 13],
    [1568, 1568, 'gpt-6.1-sol', 'original', 2882],
    [1932, 1920, 'gpt-6.1-sol', undefined, 4392],
    [1932, 1920, 'claude-opus-5-5', undefined, 4761],
    [1932, 1920, 'claude-sonnet-4-0', undefined, 1560],
    [64, 64, 'gemini-3.6-flash', undefined, 1089],
    [1920, 1080, 'gemini-3.6-flash', undefined, 1100],
    [820, 640, 'gemini-3.5-flash', undefined, 1073],
    [2048, 512, 'gemini-3.5-flash', undefined, 1056],
    [768, 336, 'grok-4.5', undefined, 268],
    [764, 980, 'grok-4.5', undefined, 748],
    [1024, 1025, 'gpt-image-1', undefined, 194],
    [512, 513, 'gpt-image-1', undefined, 323],
    [1024, 1024, 'gpt-image-2', undefined, 1024],
    [4032, 3024, 'gpt-6-astra', undefined, 14364],
    [4032, 3024, 'gpt-5.5', undefined, 11868],
    [4032, 3024, 'gpt-6-astra', 'high', 2942],
    [4000, 2500, 'gpt-5.6-sol', undefined, 11850],
  ];
  for (const [width, height, name, detail, tokens] of bills) {
    it(`${name} ${width}×${height} ${detail ?? '(omitted)'} is ${tokens}`, () => {
      const result = estimate({ width, height }, model(name), detail);
      assert.equal(result.outcome, 'counted');
      assert.equal(result.tokens, tokens);
    });
  }

  it('gpt-image-2 makes 1024 × 1024 for 196, 1,756 and 7,024 tokens', () => {
    const { output } = model('gpt-image-2');
    assert.ok(output);
    const at = (width: number, height: number, quality: string): unknown =>
      countOutput(output, { width, height }, quality);
    assert.deepEqual(at(1024, 1024, 'low'), { outcome: 'counted', tokens: 196 });
    assert.deepEqual(at(1024, 1024, 'medium'), { outcome: 'counted', tokens: 1756 });
    assert.deepEqual(at(1024, 1024, 'high'), { outcome: 'counted', tokens: 7024 });
    assert.deepEqual(at(1536, 1024, 'high'), { outcome: 'counted', tokens: 5488 });
    assert.deepEqual(at(3584, 2048, 'high'), { outcome: 'counted', tokens: 12329 });
  });
});
