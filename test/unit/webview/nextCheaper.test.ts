import assert from 'node:assert/strict';
import fc from 'fast-check';
import { nextCheaper, withLongerSide } from '../../../src/core/advice/nextCheaper';
import type { Model } from '../../../src/core/models/model';
import { Registry } from '../../../src/core/models/registry';
import type { Size } from '../../../src/core/size';
import { estimate } from '../../../src/core/tokens/estimate';

const registry = new Registry();

function model(name: string): Model {
  const found = registry.find(name);
  assert.ok(found.found, name);
  return found.model;
}

function tokens(size: Size, name: string, detail?: string): number | undefined {
  const result = estimate(size, model(name), detail);
  return result.outcome === 'counted' ? result.tokens : undefined;
}

describe('The next cheaper size', () => {
  it('of a screenshot on a model with tiles is where a column of tiles ends', () => {
    const size = { width: 1440, height: 900 };
    assert.deepEqual(nextCheaper(size, model('gpt-5'), 'high'), {
      size: { width: 1024, height: 640 },
      tokens: 630,
      saved: 280,
    });
    assert.equal(tokens({ width: 1025, height: 641 }, 'gpt-5', 'high'), 910, 'a pixel more is no cheaper');
  });

  it('is found where rounding makes the larger picture the cheaper one', () => {
    // Measured by the vendor's users: 2049 × 513 is 8 tiles, 2050 × 513 is 4.
    const dear = tokens({ width: 2049, height: 513 }, 'gpt-4o', 'high') ?? 0;
    const next = nextCheaper({ width: 2049, height: 513 }, model('gpt-4o'), 'high');
    assert.ok(next !== undefined && next.tokens < dear);
  });

  it('is none where the size does not count, where nothing is smaller, and where nothing is counted', () => {
    assert.equal(nextCheaper({ width: 4000, height: 3000 }, model('gemini-3.6-flash'), undefined), undefined);
    assert.equal(nextCheaper({ width: 4000, height: 3000 }, model('gpt-5'), 'low'), undefined);
    assert.equal(nextCheaper({ width: 1, height: 1 }, model('gpt-5.4-mini'), undefined), undefined);
    assert.equal(nextCheaper({ width: 100, height: 100 }, model('gpt-5'), 'original'), undefined);
  });

  it('is the largest of all that are smaller, and cheaper, for any size and family', () => {
    const names = [
      'gpt-5',
      'gpt-5.4-mini',
      'gpt-6-sol',
      'claude-sonnet-5-5',
      'grok-4.5',
      'gpt-image-1',
    ].filter(name => registry.find(name).found);
    assert.ok(names.length >= 4);
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1500 }),
        fc.integer({ min: 1, max: 1500 }),
        fc.constantFrom(...names),
        (width, height, name) => {
          const size = { width, height };
          const now = tokens(size, name);
          const next = nextCheaper(size, model(name), undefined);
          if (now === undefined) return next === undefined;
          const longer = Math.max(width, height);
          const from = next === undefined ? 0 : Math.max(next.size.width, next.size.height);
          if (next !== undefined) {
            assert.equal(tokens(next.size, name), next.tokens);
            assert.ok(next.tokens < now && from < longer);
          }
          for (let side = longer - 1; side > from; side--)
            assert.ok((tokens(withLongerSide(size, side), name) ?? Infinity) >= now, String(side));
          return true;
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('A size with another longer side', () => {
  it('keeps its shape to the nearest pixel, upright or not, and never loses a side', () => {
    assert.deepEqual(withLongerSide({ width: 1440, height: 900 }, 720), { width: 720, height: 450 });
    assert.deepEqual(withLongerSide({ width: 900, height: 1440 }, 3), { width: 2, height: 3 });
    assert.deepEqual(withLongerSide({ width: 10_000, height: 3 }, 5), { width: 5, height: 1 });
  });
});
