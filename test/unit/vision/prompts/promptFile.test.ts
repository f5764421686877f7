import assert from 'node:assert/strict';
import { readPromptFile, withSchema } from '../../../../src/vision/prompts/promptFile';
import type { PromptFile } from '../../../../src/vision/prompts/promptFile';

const id = '.tilescope/prompts/Review the form.md';

function read(...lines: readonly string[]): PromptFile {
  return readPromptFile(lines.join('\n'), id);
}

/** `line:column message`, as an editor lists them. */
function said(file: PromptFile): readonly string[] {
  return file.problems.map(({ line, column, message }) => `${String(line)}:${String(column)} ${message}`);
}

describe('a prompt file', () => {
  it('asks what stands below its front matter, with what that says', () => {
    const { prompt, problems } = read(
      '---',
      'title: Review the form',
      'model: gpt-5.2',
      'detail: high',
      'tier: flex',
      'pictures: 2',
      '---',
      '',
      'Review {{picture.name}}.',
      '',
    );
    assert.deepEqual(problems, []);
    assert.deepEqual(
      { ...prompt, output: undefined },
      {
        id,
        title: 'Review the form',
        text: 'Review {{picture.name}}.',
        origin: id,
        pictures: 2,
        model: 'gpt-5.2',
        detail: 'high',
        tier: 'flex',
        output: undefined,
        extension: 'md',
        suffix: 'Review-the-form',
      },
    );
  });

  it('needs no front matter: its name is its title', () => {
    const { prompt, problems } = read('What is this?', '---', 'And that?');
    assert.deepEqual(problems, []);
    assert.equal(prompt?.title, 'Review the form');
    assert.equal(prompt.text, 'What is this?\n---\nAnd that?');
  });

  it('is read with any line ends and a byte order mark', () => {
    const { prompt, problems } = readPromptFile('\uFEFF---\r\ntitle: Größe\r\n---\r\nWie groß?\r\n', id);
    assert.deepEqual(problems, []);
    assert.equal(prompt?.title, 'Größe');
    assert.equal(prompt.text, 'Wie groß?');
  });

  it('names an unknown key, with the nearest, at its place; the rest holds', () => {
    const file = read('---', 'modle: gpt-5.2', 'colour: red', 'title: Review', '---', 'Review.');
    assert.deepEqual(said(file), [
      '2:1 unknown key "modle": did you mean "model"?',
      '3:1 unknown key "colour": known are title, model, detail, tier, schema and pictures.',
    ]);
    assert.equal(file.prompt?.title, 'Review');
  });

  it('says at the value what is wrong with it', () => {
    const file = read('---', 'title: [a, b]', 'tier: flx', 'pictures: 0', 'model:', '---', 'Review.');
    assert.deepEqual(said(file), [
      '2:8 "title" must be a text, not a list.',
      '3:7 "tier" must be standard, flex or fast, not "flx". Did you mean "flex"?',
      '4:11 "pictures" must be a whole number from 1 to 100, not 0.',
      '5:7 "model" must be a text, not nothing.',
    ]);
    assert.equal(file.prompt?.pictures, 1);
    assert.equal(file.prompt.tier, undefined);
  });

  it('says where its YAML is broken, where it has no end, and that it asks nothing', () => {
    assert.match(
      said(read('---', 'title: "a', '---', 'Review.')).join('\n'),
      /^[23]:\d+ the front matter is not YAML: /,
    );
    assert.deepEqual(said(read('---', 'title: a', 'Review.')).slice(0, 1), [
      '1:1 the front matter has no end: close it with a line of three dashes.',
    ]);
    const empty = read('---', 'title: a', '---', '  ');
    assert.match(said(empty)[0] ?? '', /^4:\d the prompt is empty/);
    assert.equal(empty.prompt, undefined);
  });

  it('counts the last of a key that is written twice', () => {
    const file = read('---', 'title: a', 'title: b', '---', 'Review.');
    assert.deepEqual(said(file), ['3:1 "title" is written twice: only the last one counts.']);
    assert.equal(file.prompt?.title, 'b');
  });

  it('takes a schema that stands in it, if it is strict', () => {
    const good = read(
      '---',
      'schema:',
      '  type: object',
      '  additionalProperties: false',
      '  required: [score]',
      '  properties: { score: { type: number } }',
      '---',
      'Score it.',
    );
    assert.deepEqual(said(good), []);
    assert.equal(good.prompt?.schema?.name, 'Review-the-form');
    assert.equal(good.prompt.extension, 'json');

    const open = read(
      '---',
      'schema:',
      '  type: object',
      '  properties: { score: { type: number } }',
      '---',
      'Score it.',
    );
    assert.deepEqual(said(open), [
      '2:1 "schema" cannot be used: the schema must be closed: add "additionalProperties": false.',
    ]);
    assert.equal(open.prompt?.schema, undefined);
  });

  it('tells of a schema in a file of its own, and takes it when it was read', () => {
    const { prompt, schemaPath, problems } = read('---', 'schema: ./form.schema.json', '---', 'Score it.');
    assert.deepEqual(problems, []);
    assert.equal(schemaPath?.path, './form.schema.json');
    assert.ok(prompt);
    assert.deepEqual(withSchema(prompt, { type: 'object' }).schema?.schema, { type: 'object' });
  });

  it('marks a mistyped variable, and leaves the braces of templates alone', () => {
    const file = read('Compare {{selecton}} with {{user.email}}.');
    assert.deepEqual(said(file), [
      '1:9 {{selecton}} is no variable and is sent as it stands. Did you mean {{selection}}?',
    ]);
    assert.ok(file.prompt);
  });

  it('is not undone by a front matter that means harm', () => {
    const bomb = ['---', 'a: &a [1,1,1,1,1,1,1,1,1]'];
    for (let i = 0; i < 12; i += 1) {
      const [from, to] = [String.fromCharCode(97 + i), String.fromCharCode(98 + i)];
      bomb.push(
        `${to}: &${to} [*${from},*${from},*${from},*${from},*${from},*${from},*${from},*${from},*${from}]`,
      );
    }
    bomb.push('title: *m', '---', 'Review.');
    const file = readPromptFile(bomb.join('\n'), id);
    assert.ok(file.problems.length > 0);
    assert.equal(file.prompt?.text, 'Review.');
  });
});
