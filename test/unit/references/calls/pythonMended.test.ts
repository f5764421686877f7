import assert from 'node:assert/strict';
import { mended } from '../../../../src/references/calls/python/mended';
import { reading, shown } from './pythonReading';

const cases: Readonly<Record<string, readonly [text: string, expected: string]>> = {
  'a call that a statement follows': ['x = f(\n    1,\n\nprint(x)\n', 'x = f(\n    1)\n\nprint(x)\n'],
  'a call within a function': [
    'def g():\n    x = f(\n        1,\n    return x\n',
    'def g():\n    x = f(\n        1)\n    return x\n',
  ],
  'several brackets': ['x = f([\n  1,\n\n\ny = 2\n', 'x = f([\n  1])\n\ny = 2\n'],
  'brackets in strings and comments': ['x = f("(", # [\n  1,\n\ny = 2\n', 'x = f("(", # [\n  1)\n\ny = 2\n'],
};

describe('Python whose brackets are not closed', () => {
  for (const [name, [text, expected]] of Object.entries(cases))
    it(`is closed where a statement begins: ${name}`, () => {
      assert.equal(mended(text)?.replace(/\)\n+/g, ')\n'), expected.replace(/\)\n+/g, ')\n'));
      assert.equal(mended(text)?.length, text.length);
    });

  const whole = [
    'x = f(\n  1,\n)\ny = 2\n',
    'x = [\n    a\n    for a in b\n    if a\n]\n',
    'x = f(\na=1,\n)\n'.replace('\na', ' a'),
    'x = """\n(\n"""\ny = 2\n',
    '',
  ];
  for (const text of whole)
    it(`is left as it is where there is nothing to close: ${JSON.stringify(text)}`, () => {
      assert.equal(mended(text), undefined);
    });

  it('is left as it is where there is no room for what would close it', () => {
    assert.equal(mended('x = f([{"a": 1\ny = 2\n'), undefined);
  });

  it('is read with the calls before and behind', async () => {
    const text = 'def g():\n    a = create(\n        model="a",\n    return a\n\n\nb = create(model="b")\n';
    const module = await reading(text);
    assert.deepEqual(
      [...module.calls(new Set(['create']))].map(({ call }) => shown(call)),
      ['create(model="a")', 'create(model="b")'],
    );
    module.dispose();
  });
});
