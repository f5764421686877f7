import assert from 'node:assert/strict';
import { mended } from '../../../../src/references/calls/javascript/mended';

const closed: Readonly<Record<string, readonly [text: string, expected: string]>> = {
  'a call that a statement follows': [
    'const x = f(\n  1,\n\nconst y = 2;\n',
    'const x = f(\n  1)\n\nconst y = 2;\n',
  ],
  'a call within a function': [
    'function g() {\n  const x = f({\n    a: 1,\n\n  return x;\n}\n',
    'function g() {\n  const x = f({\n    a: 1})\n  return x;\n}\n',
  ],
  'a call at the end of a function': ['async () => {\n  f(\n    1,\n}\n', 'async () => {\n  f(\n    1)\n}\n'],
  'brackets in strings and comments': [
    "const x = f('(', `[`, /* { */ // [\n  1,\n\nreturn;\n",
    "const x = f('(', `[`, /* { */ // [\n  1)\n\nreturn;\n",
  ],
};

describe('JavaScript whose brackets are not closed', () => {
  for (const [name, [text, expected]] of Object.entries(closed))
    it(`is closed where a statement begins: ${name}`, () => {
      const found = mended(text);
      assert.equal(found?.length, text.length);
      assert.equal(found.replace(/\s+/g, ' '), expected.replace(/\s+/g, ' '));
    });

  const whole = [
    'if (a) {\nreturn x;\n}\n',
    'f(a, {\n  b,\n}, () => {\n  return c;\n});\n',
    'class A {\n  b(): Promise<void> {\n    return c;\n  }\n}\n',
    'const a = {\n  return: 1,\n  if: 2,\n  b() {\n    return 3;\n  },\n};\n',
    'foo(async function () {\n  const a = 1;\n});\n',
    'switch (a) {\n  case 1: {\n    return;\n  }\n}\n',
    '',
  ];
  for (const text of whole)
    it(`is left as it is where there is nothing to close: ${JSON.stringify(text)}`, () => {
      assert.equal(mended(text), undefined);
    });
});
