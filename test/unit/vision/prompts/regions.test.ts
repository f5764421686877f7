import assert from 'node:assert/strict';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { layoutSchema, regionKinds } from '../../../../src/vision/prompts/layoutSchema';
import { regionsOf } from '../../../../src/vision/prompts/regions';

const region = {
  id: 'header',
  parent: null,
  picture: 1,
  kind: 'header',
  label: 'Header',
  text: 'Tarn & Co.',
  x: 0,
  y: 0,
  width: 1,
  height: 0.1,
};

function answer(...regions: readonly Partial<typeof region>[]): string {
  return JSON.stringify({ summary: 'A checkout.', regions: regions.map(one => ({ ...region, ...one })) });
}

describe('the regions of an answer', () => {
  it('are boxes in shares of their picture, each with its place in the text', () => {
    const text = answer({}, { label: 'Total', picture: 2, x: 0.5, y: 0.25, width: 0.25, height: 0.5 });
    const { regions, remarks } = regionsOf(text, 2);
    assert.deepEqual(remarks, []);
    assert.deepEqual(
      regions.map(({ label, picture, x, y, width, height }) => [label, picture, x, y, width, height]),
      [
        ['Header', 0, 0, 0, 1, 0.1],
        ['Total', 1, 0.5, 0.25, 0.25, 0.5],
      ],
    );
    for (const { at, label } of regions)
      assert.match(text.slice(at), new RegExp(`^\\{[^}]*"label":"${label}"`));
  });

  it('are on the pictures that a model has counted from 0, where it has', () => {
    const { regions } = regionsOf(answer({ picture: 0 }, { picture: 1 }), 2);
    assert.deepEqual(
      regions.map(({ picture }) => picture),
      [0, 1],
    );
  });

  it('are read out of a code block, with words around it', () => {
    const { regions } = regionsOf(`Here it is:\n\`\`\`json\n${answer({})}\n\`\`\`\nAnything else?`, 1);
    assert.equal(regions.length, 1);
  });

  it('are clipped where they reach beyond the picture, which is said', () => {
    const { regions, remarks } = regionsOf(answer({ x: 0.9, width: 0.2 }, { y: -0.1, height: 0.3 }), 1);
    assert.deepEqual(remarks, ['2 regions of the answer reach beyond the picture and are clipped.']);
    const [first, second] = regions;
    assert.ok(first && second);
    assert.ok(Math.abs(first.width - 0.1) < 1e-9);
    assert.equal(second.y, 0);
    assert.ok(Math.abs(second.height - 0.2) < 1e-9);
  });

  it('are not drawn in pixels, nor on a picture that was not sent, nor without a box; all of it is said', () => {
    const text = JSON.stringify({
      regions: [{ ...region, x: 120, width: 300 }, { ...region, picture: 3 }, { label: 'Nowhere' }, region],
    });
    const { regions, remarks } = regionsOf(text, 1);
    assert.equal(regions.length, 1);
    assert.deepEqual(remarks, [
      '1 region of the answer lies outside of the picture (is it in pixels?) and is not drawn.',
      '1 region of the answer names a picture that was not sent and is not drawn.',
      '1 region of the answer has no box and is not drawn.',
    ]);
  });

  it('of an answer that was cut off are those that are whole', () => {
    const text = answer({}, { label: 'Total' }, { label: 'Pay' });
    const cut = text.slice(0, text.indexOf('"Pay"') + 20);
    const { regions, remarks } = regionsOf(cut, 1);
    assert.deepEqual(
      regions.map(({ label }) => label),
      ['Header', 'Total'],
    );
    assert.deepEqual(remarks, []);
  });

  it('are none where the answer is no JSON, or has no regions', () => {
    for (const text of ['', 'A checkout.', '{', '{"regions": 1}', '[1]', '{"a": {"regions": []}}'])
      assert.deepEqual(regionsOf(text, 1), { regions: [], remarks: [] });
    assert.deepEqual(regionsOf(`{"regions": ${'['.repeat(100_000)}`, 1).regions, []);
  });

  it('of every answer that the schema allows lie within the picture', () => {
    const valid = new Ajv({ allowUnionTypes: true }).compile(layoutSchema.schema);
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const any = fc.record({
      id: fc.string(),
      parent: fc.option(fc.string()),
      picture: fc.constant(1),
      kind: fc.constantFrom(...regionKinds),
      label: fc.string(),
      text: fc.string(),
      x: share,
      y: share,
      width: share,
      height: share,
    });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 5 }), regions => {
        const asked = { summary: '', regions };
        assert.ok(valid(asked));
        for (const { x, y, width, height } of regionsOf(JSON.stringify(asked), 1).regions)
          assert.ok(x >= 0 && y >= 0 && x + width <= 1 + 1e-9 && y + height <= 1 + 1e-9);
      }),
    );
  });
});
