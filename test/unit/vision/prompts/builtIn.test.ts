import assert from 'node:assert/strict';
import { builtInPrompts } from '../../../../src/vision/prompts/builtIn';
import { strictProblems } from '../../../../src/vision/prompts/strictSchema';
import { filled, variablesIn } from '../../../../src/vision/prompts/variables';

describe('the built-in prompts', () => {
  it('are what the README promises', () => {
    assert.deepEqual(
      builtInPrompts.map(({ id }) => id),
      ['describe', 'layout', 'html', 'react', 'vue', 'swiftui', 'accessibility', 'text', 'alt', 'changes'],
    );
  });

  for (const prompt of builtInPrompts) {
    it(`${prompt.title}: asks something, says how long an answer may be, and has a strict schema if any`, () => {
      assert.ok(prompt.text.length > 100);
      const [from, to] = prompt.output;
      assert.ok(from > 0 && from < to);
      assert.deepEqual(prompt.schema === undefined ? [] : strictProblems(prompt.schema.schema), []);
      assert.equal(prompt.pictures, prompt.id === 'changes' ? 2 : 1);
    });
  }
});

describe('variables', () => {
  it('are filled in once, and what they hold is text', () => {
    const text = filled('{{picture.name}}: {{ selection }} {{input:How strict?}} {{other}}', variable =>
      variable.kind === 'input'
        ? `<${variable.question}>`
        : variable.name === 'selection'
          ? 'a {{clipboard}} $& b'
          : 'cart.png',
    );
    assert.equal(text, 'cart.png: a {{clipboard}} $& b <How strict?> {{other}}');
  });

  it('that have no value stay as they are written', () => {
    assert.equal(
      filled('{{clipboard}}!', () => undefined),
      '{{clipboard}}!',
    );
  });

  it('are found where they stand', () => {
    const text = 'a {{file}} {{input: Who? }}';
    assert.deepEqual(
      variablesIn(text).map(variable => text.slice(variable.start, variable.end)),
      ['{{file}}', '{{input: Who? }}'],
    );
  });
});
