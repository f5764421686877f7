import assert from 'node:assert/strict';
import fc from 'fast-check';
import { estimate } from '../../../src/core/tokens/estimate';
import { shrinkIntoBudget } from '../../../src/core/tokens/patch';
import { allModels, details, modelNamed } from './models';
import { shrinkAsPublished } from './reference/plainRules';

const side = fc.oneof(fc.integer({ min: 1, max: 6000 }), fc.integer({ min: 1, max: 64 }));

function tokens(name: string, width: number, height: number, detail?: string): number | string {
  const result = estimate({ width, height }, modelNamed(name), detail);
  return result.outcome === 'counted' ? result.tokens : result.outcome;
}

describe('a picture turned on its side', () => {
  for (const { id } of allModels.filter(({ rule }) => rule.family !== 'mistral')) {
    it(`costs the same on ${id}`, () => {
      fc.assert(
        fc.property(side, side, fc.constantFrom(...details), (w, h, detail) => {
          assert.equal(tokens(id, w, h, detail), tokens(id, h, w, detail));
        }),
      );
    });
  }

  it('does not on Mistral, which ends every row with a token', () => {
    assert.equal(tokens('pixtral-12b', 1024, 512), (64 + 1) * 32);
    assert.equal(tokens('pixtral-12b', 512, 1024), (32 + 1) * 64);
  });
});

describe('a larger picture', () => {
  const growing: readonly (readonly [name: string, detail: string | undefined, why: string])[] = [
    ['gpt-6-astra', 'original', 'patches without a budget'],
    ['gpt-4o', 'low', 'a flat price'],
    ['grok-4.5', undefined, 'patches of the picture as it is'],
    ['grok-4', undefined, 'tiles up to a cap'],
    ['llama-4-maverick', undefined, 'tiles up to a cap'],
    ['gemini-3-pro-image-preview', undefined, 'a flat price'],
    ['gemini-2.5-flash', 'low', 'a flat price'],
  ];
  for (const [name, detail, why] of growing) {
    it(`never costs less on ${name}${detail === undefined ? '' : `, ${detail}`}: ${why}`, () => {
      fc.assert(
        fc.property(side, side, fc.nat(300), fc.nat(300), (w, h, dw, dh) => {
          const [small, large] = [tokens(name, w, h, detail), tokens(name, w + dw, h + dh, detail)];
          if (typeof small === 'number' && typeof large === 'number') assert.ok(large >= small);
          // What is refused stays refused.
          else assert.ok(typeof small === 'number' || large === small);
        }),
      );
    });
  }

  // Everywhere else it can, and that is no mistake: the vendors' rules do it. Sizes are fitted and shrunk to whole
  // pixels, and a pixel more on one side may be a row of cells less on the other.
  const shrinking: readonly (readonly [
    name: string,
    detail: string | undefined,
    small: readonly [number, number, number],
    large: readonly [number, number, number],
    why: string,
  ])[] = [
    ['gpt-6-astra', 'low', [842, 949, 288], [852, 976, 269], 'fitted to 512 px'],
    ['gpt-6-astra', 'high', [455, 8333, 2667], [473, 8358, 2574], 'shrunk into 2,500 patches'],
    ['gpt-5.5', 'original', [5856, 2228, 11_786], [5869, 2240, 11_712], 'shrunk into 10,000 patches'],
    ['gpt-5-mini', undefined, [4066, 2352, 1775], [4084, 2374, 1740], 'fitted to 2,048 px, then shrunk'],
    ['gpt-4o', 'high', [2049, 513, 1445], [2050, 513, 765], 'fitted to 2,048 px: the measured pair'],
    ['gpt-image-1', undefined, [3388, 1664, 452], [3396, 1700, 323], 'the short side brought to 512 px'],
    ['gpt-image-2', undefined, [742, 560, 800], [772, 568, 768], 'enlarged towards 1,024 px'],
    ['claude-opus-5', undefined, [3042, 2274, 4740], [3078, 2284, 4720], 'shrunk into 4,784 tokens'],
    ['claude-haiku-4-5', undefined, [1117, 1377, 1540], [1141, 1402, 1505], 'shrunk into 1,568 tokens'],
    ['gemini-3.6-flash', undefined, [3, 3, 1089], [34, 38, 1085], 'the shape alone counts'],
    [
      'gemini-2.5-flash',
      undefined,
      [5169, 32, 127_452],
      [5200, 62, 65_532],
      'crops as large as the shorter side',
    ],
    ['pixtral-12b', undefined, [2039, 1853, 3835], [2066, 1853, 3770], 'fitted to 1,024 px'],
    ['qwen3-vl', undefined, [42, 46, 8], [79, 54, 6], 'enlarged to the least there is'],
  ];
  for (const [name, detail, [w, h, fewer], [dw, dh, more], why] of shrinking) {
    it(`may cost less on ${name}${detail === undefined ? '' : `, ${detail}`}: ${why}`, () => {
      assert.equal(tokens(name, w, h, detail), fewer);
      assert.equal(tokens(name, dw, dh, detail), more);
      assert.ok(dw >= w && dh >= h && more < fewer);
    });
  }

  it('is told for every family', () => {
    const told = [...growing, ...shrinking].map(([name]) => modelNamed(name).rule.family);
    const uncountable = ['no-input', 'unpublished'];
    for (const { rule } of allModels) assert.ok([...told, ...uncountable].includes(rule.family), rule.family);
  });
});

describe('shrinking into a budget of patches', () => {
  const large = fc.oneof(fc.integer({ min: 1, max: 70_000 }), fc.integer({ min: 1, max: 3000 }));
  const budgets = fc.oneof(fc.constantFrom(1536, 2500, 6144, 10_000), fc.integer({ min: 1, max: 40_000 }));
  const patchesOf = (width: number, height: number, patch: number): number =>
    Math.ceil(width / patch) * Math.ceil(height / patch);

  it('never leaves more than the budget', () => {
    fc.assert(
      fc.property(large, large, budgets, fc.constantFrom(14, 16, 28, 32), (width, height, budget, patch) => {
        const seen = shrinkIntoBudget({ width, height }, patch, budget);
        assert.ok(patchesOf(seen.width, seen.height, patch) <= budget);
        assert.ok(seen.width >= 1 && seen.height >= 1 && seen.width <= width && seen.height <= height);
      }),
      { numRuns: 5000 },
    );
  });

  it('is the published formula, pixel by pixel, wherever that has an answer', () => {
    fc.assert(
      fc.property(large, large, budgets, (width, height, budget) => {
        fc.pre(patchesOf(width, height, 32) > budget);
        // The formula's adjusted factor is 0 where a side would be less than one patch wide.
        fc.pre(budget * Math.min(width, height) >= Math.max(width, height));
        const { width: w, height: h } = shrinkIntoBudget({ width, height }, 32, budget);
        assert.deepEqual([w, h], shrinkAsPublished([width, height], 32, budget));
      }),
      { numRuns: 20_000 },
    );
  });

  it('is exact where a double just misses a whole number', () => {
    // 1800 × 2400 into 1,536 patches, the vendor's own example: 33 × 44.
    assert.deepEqual(shrinkIntoBudget({ width: 1800, height: 2400 }, 32, 1536), {
      width: 1056,
      height: 1408,
    });
    assert.deepEqual(shrinkIntoBudget({ width: 2048, height: 2048 }, 32, 2500), {
      width: 1600,
      height: 1600,
    });
    // Where √ is a whole number and the double just misses it, every side of a square has to come out whole.
    for (let cells = 1; cells <= 200; cells++) {
      const [side, seen] = [cells * 32 + 1, cells * 32];
      assert.deepEqual(shrinkIntoBudget({ width: side, height: side }, 32, cells * cells), {
        width: seen,
        height: seen,
      });
    }
  });

  it('leaves thin pictures a line of patches', () => {
    assert.deepEqual(shrinkIntoBudget({ width: 1, height: 100_000 }, 32, 2500), { width: 1, height: 80_000 });
    assert.deepEqual(shrinkIntoBudget({ width: 65_535, height: 1 }, 32, 100), { width: 3200, height: 1 });
  });
});
