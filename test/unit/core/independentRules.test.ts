import assert from 'node:assert/strict';
import fc from 'fast-check';
import { estimate } from '../../../src/core/tokens/estimate';
import { allModels, modelNamed } from './models';
import { patchModels, tileModels } from './reference/openAiTables';
import type { Pair } from './reference/plainRules';
import { claude, gemini3, mistral, openAiPatch, openAiTile, qwen } from './reference/plainRules';

/** Sides spread evenly over magnitudes, with the sizes around the rules' own edges more often than chance would have them. */
const side = (max: number): fc.Arbitrary<number> =>
  fc.oneof(
    {
      weight: 5,
      arbitrary: fc
        .double({ min: 0, max: Math.log(max), noNaN: true })
        .map(x => Math.min(max, Math.ceil(Math.exp(x)))),
    },
    { weight: 2, arbitrary: fc.integer({ min: 1, max: Math.min(max, 4096) }) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(
          fc.constantFrom(28, 32, 384, 512, 768, 1024, 1540, 1568, 2048, 2576, 6000, 8000),
          fc.integer({ min: -1, max: 1 }),
        )
        .map(([edge, off]) => Math.min(max, edge + off)),
    },
  );

function answer(name: string, [width, height]: Pair, detail?: string): number | string {
  const result = estimate({ width, height }, modelNamed(name), detail);
  return result.outcome === 'counted' ? result.tokens : result.outcome;
}

function agree(
  count: (size: Pair) => number | string,
  plain: (size: Pair) => number | string,
  max = 70_000,
): void {
  fc.assert(
    fc.property(side(max), side(max), (w, h) => {
      const [ours, theirs] = [count([w, h]), plain([w, h])];
      const shown = `${String(w)} × ${String(h)}`;
      if (theirs === 'no answer') assert.ok(typeof ours === 'number' && ours > 0, shown);
      else assert.equal(ours, theirs, shown);
    }),
    { numRuns: 2000 },
  );
}

const byFamily = (family: string): readonly string[] =>
  allModels.filter(model => model.rule.family === family).map(model => model.id);

describe('the rules against a second reading of the vendors’ pages', () => {
  it('has every patch and every tile model of OpenAI in its tables', () => {
    assert.deepEqual(patchModels.map(row => row.model).sort(), byFamily('patch').toSorted());
    assert.deepEqual(tileModels.map(([model]) => model).sort(), byFamily('tile').toSorted());
  });

  for (const { model, levels, auto, multiplierPercent } of patchModels) {
    for (const detail of [undefined, 'auto', 'low', 'high', 'original']) {
      const level = levels[detail === undefined || detail === 'auto' ? auto : detail];
      it(`${model}, ${detail ?? 'detail omitted'}`, () => {
        agree(
          size => answer(model, size, detail),
          size => (level === undefined ? 'rejected' : openAiPatch(size, level, multiplierPercent)),
        );
      });
    }
  }

  for (const [model, base, perTile] of tileModels) {
    for (const detail of [undefined, 'auto', 'low', 'high']) {
      it(`${model}, ${detail ?? 'detail omitted'}`, () => {
        agree(
          size => answer(model, size, detail),
          size => openAiTile(size, detail, base, perTile),
        );
      });
    }
  }

  for (const model of byFamily('claude')) {
    const highRes = /(opus-(4-[78]|5)|sonnet-5|fable-5|mythos-5|haiku-5-5)/.test(model);
    it(`${model} (${highRes ? 'high-resolution' : 'standard'} tier)`, () => {
      const [maxEdge, maxTokens] = highRes ? [2576, 4784] : [1568, 1568];
      agree(
        size => answer(model, size),
        size => claude(size, maxEdge, maxTokens),
        8000,
      );
    });
  }

  const gemini = { low: 280, medium: 560, high: 1120, ultra_high: 2240 } as const;
  for (const model of byFamily('gemini-grid')) {
    it(`${model}, every media resolution`, () => {
      for (const [detail, budget] of [
        ...Object.entries(gemini),
        [undefined, 1120],
        ['auto', 1120],
      ] as const) {
        agree(
          size => answer(model, size, detail),
          size => gemini3(size, budget),
        );
      }
    });
  }

  for (const model of byFamily('mistral')) {
    const [cell, max] = model.startsWith('pixtral') ? [16, 1024] : [28, 1540];
    it(model, () => {
      agree(
        size => answer(model, size),
        size => mistral(size, cell, max),
      );
    });
  }

  for (const model of byFamily('qwen')) {
    const { rule } = modelNamed(model);
    assert.ok(rule.family === 'qwen');
    const { minTokens, maxTokensHighRes } = rule;
    it(`${model}, the high cap`, () => {
      agree(
        size => answer(model, size),
        size => qwen(size, rule.factor, minTokens, maxTokensHighRes),
      );
    });
    it(`${model}, the default cap as the lower end`, () => {
      agree(
        ([width, height]) => {
          const result = estimate({ width, height }, modelNamed(model), undefined);
          return result.outcome === 'counted' ? (result.tokensRange?.[0] ?? result.tokens) : result.outcome;
        },
        size => qwen(size, rule.factor, minTokens, rule.maxTokens),
      );
    });
    it(`${model} rounds to ${model.startsWith('qwen2') ? '28' : '32'} px`, () => {
      assert.equal(rule.factor, model.startsWith('qwen2') ? 28 : 32);
    });
  }

  it('round halves to even where the vendors’ Python does, which decides on a row of patches', () => {
    // [model, width, height, tokens, tokens if halves went up]
    const halves = [
      ['claude-haiku-4-5', 3136, 57, 56, 112],
      ['claude-haiku-4-5', 3136, 113, 112, 168],
      ['pixtral-12b', 2048, 33, 65, 130],
      ['pixtral-12b', 2048, 97, 195, 260],
      ['mistral-small', 3080, 57, 56, 112],
      ['mistral-small', 1848, 135, 224, 280],
    ] as const;
    for (const [model, width, height, tokens, up] of halves) {
      assert.equal(answer(model, [width, height]), tokens);
      assert.notEqual(tokens, up);
    }
  });
});
