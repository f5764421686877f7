import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Model } from '../../../src/core/models/model';
import { tiers } from '../../../src/core/money';
import { estimate, maxSide } from '../../../src/core/tokens/estimate';
import type { CountedEstimate, Estimate } from '../../../src/core/tokens/types';
import { allModels, details, modelNamed } from './models';

/** Most often as large as pictures are, sometimes as thin or as large as a number may be. */
const sides = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 5000 }) },
  { weight: 2, arbitrary: fc.integer({ min: 1, max: 40 }) },
  { weight: 1, arbitrary: fc.constantFrom(1, 8000, 8001, 65_535, 65_536, 100_000, maxSide) },
);

/** Families that enlarge what is small, or lay a grid of their own over it. */
const enlarging = new Set(['gpt-image-patch', 'qwen', 'gemini-grid']);

function checkCounted(result: CountedEstimate): void {
  const { tokens, tokensRange, seen, grid, arithmetic, steps, size, model } = result;
  assert.ok(Number.isSafeInteger(tokens) && tokens >= 0, `${String(tokens)} tokens`);
  assert.equal(
    arithmetic.base + Math.ceil(Number((arithmetic.cells * arithmetic.perCell).toFixed(6))),
    tokens,
  );
  if (tokensRange !== null) {
    assert.ok(tokensRange[0] < tokensRange[1], `${String(tokensRange)} is a range`);
    assert.ok(tokens >= tokensRange[0] && tokens <= tokensRange[1], `${String(tokens)} is in it`);
  }
  if (seen !== null) {
    assert.ok(Number.isInteger(seen.width) && Number.isInteger(seen.height));
    assert.ok(seen.width >= 1 && seen.height >= 1);
    if (!enlarging.has(model.rule.family)) {
      assert.ok(seen.width <= size.width && seen.height <= size.height, 'never enlarged');
    }
  }
  if (grid !== null) {
    assert.equal(grid.columns * grid.rows, arithmetic.cells);
    assert.ok(grid.wasted >= 0 && grid.wasted < 1, `${String(grid.wasted)} wasted`);
    if (grid.cell === null) {
      assert.deepEqual([grid.lastColumn, grid.lastRow, grid.wasted], [null, null, 0]);
    } else {
      assert.ok(seen, 'square cells lie on the seen picture');
      // Every cell holds some picture, and all of it is covered.
      assert.equal((grid.columns - 1) * grid.cell + (grid.lastColumn ?? 0), seen.width);
      assert.equal((grid.rows - 1) * grid.cell + (grid.lastRow ?? 0), seen.height);
      assert.ok(grid.lastColumn !== null && grid.lastColumn >= 1 && grid.lastColumn <= grid.cell);
      assert.ok(grid.lastRow !== null && grid.lastRow >= 1 && grid.lastRow <= grid.cell);
      const paid = grid.columns * grid.rows * grid.cell * grid.cell;
      assert.ok(Math.abs(grid.wasted - (paid - seen.width * seen.height) / paid) < 1e-9);
    }
  }
  // Each step starts where the one before ended, from the picture to what is seen.
  for (const [index, step] of steps.entries()) assert.deepEqual(step.before, steps[index - 1]?.after ?? size);
  if (steps.length > 0) assert.deepEqual(steps.at(-1)?.after, seen);
}

function check(result: Estimate): void {
  for (const { message } of result.warnings) assert.doesNotMatch(message, /NaN|undefined|Infinity|null/);
  switch (result.outcome) {
    case 'counted':
      checkCounted(result);
      if (result.rate === null) {
        assert.equal(result.costUsd, null);
        assert.ok(
          result.warnings.some(({ code }) => code === 'price-unknown' || code === 'tier-unavailable'),
          'a missing price is said',
        );
      } else {
        assert.ok(
          result.costUsd !== null && Math.abs(result.costUsd - (result.tokens * result.rate) / 1e6) < 1e-9,
        );
      }
      break;
    case 'rejected':
      assert.ok(result.rejected.reason.length > 0);
      assert.match(result.rejected.message, /\w/);
      assert.doesNotMatch(result.rejected.message, /NaN|undefined|Infinity/);
      break;
    case 'unpublished':
      assert.match(result.reason, /\w/);
      break;
  }
}

describe('an estimate holds together', () => {
  for (const model of allModels) {
    it(model.id, () => {
      fc.assert(
        fc.property(
          sides,
          sides,
          fc.constantFrom(...details),
          fc.constantFrom(...tiers),
          (width, height, detail, tier) => {
            check(estimate({ width, height }, model, detail, { tier }));
          },
        ),
        { numRuns: 150 },
      );
    });
  }
});

describe('an estimate never throws', () => {
  const representatives = [...new Map(allModels.map(model => [model.rule.family, model])).values()];

  it('whatever the size', () => {
    const odd = [0, -1, 0.5, NaN, Infinity, -Infinity, maxSide + 1, Number.MAX_SAFE_INTEGER, -0];
    for (const model of representatives) {
      for (const width of odd) {
        for (const size of [
          { width, height: 10 },
          { width: 10, height: width },
        ]) {
          const result = estimate(size, model, undefined);
          assert.equal(result.outcome, 'rejected');
          assert.equal(result.rejected.reason, 'invalid-size');
        }
      }
    }
  });

  it('whatever the detail, the names that every object has included', () => {
    const inherited = ['constructor', 'toString', '__proto__', 'hasOwnProperty', 'valueOf', ''];
    for (const model of representatives) {
      for (const detail of inherited) check(estimate({ width: 1000, height: 1000 }, model, detail));
      fc.assert(
        fc.property(fc.string(), detail => {
          check(estimate({ width: 1000, height: 1000 }, model, detail));
        }),
        { numRuns: 50 },
      );
    }
  });

  it('whatever the shape: a line of pixels costs something', () => {
    for (const model of representatives) {
      for (const [width, height] of [
        [1, 100_000],
        [100_000, 1],
        [1, maxSide],
        [1, 1],
        [maxSide, maxSide],
      ] as const) {
        for (const detail of details) {
          const result = estimate({ width, height }, model, detail);
          check(result);
          if (result.outcome === 'counted') assert.ok(result.tokens > 0);
        }
      }
    }
  });

  it('but a variant that a model does not have is a mistake of the caller', () => {
    assert.throws(
      () => estimate({ width: 1, height: 1 }, modelNamed('gpt-4o'), undefined, { variant: 'no' }),
      RangeError,
    );
  });
});

describe('refusals name a reason and a way out', () => {
  const refusal = (
    model: Model,
    width: number,
    height: number,
    detail?: string,
  ): readonly [string, string] => {
    const result = estimate({ width, height }, model, detail);
    assert.ok(result.outcome === 'rejected', result.outcome);
    return [result.rejected.reason, result.rejected.message];
  };

  it('more than 30,000 patches', () => {
    const [reason, message] = refusal(modelNamed('gpt-5.6-sol'), 6000, 6000);
    assert.equal(reason, 'too-many-patches');
    assert.match(message, /35,344 patches.*30,000.*`high`/);
    // The last size that is taken, and the first that is not: 173 × 173 is 29,929, 174 × 173 is 30,102.
    const edge = estimate({ width: 173 * 32, height: 173 * 32 }, modelNamed('gpt-6-astra'), 'original');
    assert.equal(edge.outcome === 'counted' && edge.tokens, Math.ceil(29_929 * 1.2));
    assert.match(refusal(modelNamed('gpt-6-astra'), 173 * 32 + 1, 173 * 32, 'original')[1], /30,102/);
  });

  it('a detail the model does not have', () => {
    const [reason, message] = refusal(modelNamed('gpt-4o'), 10, 10, 'original');
    assert.equal(reason, 'unsupported-detail');
    assert.match(message, /`original`.*`low`, `high` and `auto`/);
    assert.match(refusal(modelNamed('gpt-5.2'), 10, 10, 'original')[1], /`low`, `high` and `auto`/);
  });

  it('sides beyond the vendor’s limit', () => {
    const [reason, message] = refusal(modelNamed('claude-opus-5'), 8001, 10);
    assert.equal(reason, 'too-many-pixels');
    assert.match(message, /8,001 × 10 px.*Anthropic.*8,000/);
    assert.equal(
      estimate({ width: 8000, height: 10 }, modelNamed('claude-opus-5'), undefined).outcome,
      'counted',
    );
  });

  it('a shape that is too long', () => {
    assert.equal(refusal(modelNamed('qwen3-vl'), 2010, 10)[0], 'aspect-ratio');
    assert.equal(estimate({ width: 2000, height: 10 }, modelNamed('qwen3-vl'), undefined).outcome, 'counted');
  });

  it('a model that takes no pictures', () => {
    assert.equal(refusal(modelNamed('dall-e-3'), 10, 10)[0], 'no-image-input');
  });
});
