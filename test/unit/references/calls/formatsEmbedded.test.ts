import assert from 'node:assert/strict';
import { codeIn } from '../../../../src/references/calls/formats/embedded';
import type { CodeText } from '../../../../src/references/calls/formats/embedded';
import { joinCells } from '../../../../src/references/calls/formats/embeddedNotebook';

function code(text: string, fileName: string): CodeText {
  const found = codeIn(text, fileName);
  assert.ok(found, fileName);
  return found;
}

/** What is at the place of a piece of the code, in the text that holds it. */
function placed(text: string, fileName: string, piece: string): string {
  const found = code(text, fileName);
  const start = found.text.indexOf(piece);
  assert.ok(start >= 0, `${piece} in ${found.text}`);
  const place = found.place({ start, end: start + piece.length });
  return text.slice(place.start, place.end);
}

function lines(text: string): readonly string[] {
  return text
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '');
}

const notebook = (cells: readonly object[], metadata: object = {}): string =>
  JSON.stringify({ cells, metadata, nbformat: 4 }, null, 1);
const cell = (source: string | readonly string[], more: object = {}): object => ({
  cell_type: 'code',
  source,
  outputs: [{ data: { 'image/png': 'iVBORw0KGgo=', source: 'x' } }],
  ...more,
});

describe('code in notebooks', () => {
  it('cells are one module, at their places', () => {
    const text = notebook([
      { cell_type: 'markdown', source: 'x = "no"' },
      cell(['IMAGE = "a\\\\b \\u00e9.png"\n', 'print("q")']),
      cell('use(IMAGE)'),
    ]);
    assert.deepEqual(lines(code(text, 'a.ipynb').text), [
      'IMAGE = "a\\\\b \\u00e9.png"',
      'print("q")',
      'use(IMAGE)',
    ]);
    assert.equal(code(text, 'a.ipynb').language, 'python');
    assert.equal(placed(text, 'a.ipynb', 'use(IMAGE)'), 'use(IMAGE)');
    assert.equal(placed(text, 'a.ipynb', '"q"'), '\\"q\\"');
    assert.equal(placed(text, 'a.ipynb', 'print'), 'print');
  });

  it('magics are no code', () => {
    const text = notebook([
      cell(
        '%pip install openai\n!ls *.png \\\n  *.jpg\nfiles = !ls\nt = !ls -l\nx = 5 % y\n  %matplotlib inline\ny = a != b',
      ),
      cell('%%bash\ncurl x'),
      cell('%%time\nrun()'),
      cell('SELECT 1', { metadata: { vscode: { languageId: 'sql' } } }),
    ]);
    assert.deepEqual(lines(code(text, 'a.ipynb').text), [
      'files = 0',
      't = None',
      'x = 5 % y',
      'y = a != b',
      'run()',
    ]);
    assert.equal(placed(text, 'a.ipynb', 'run()'), 'run()');
  });

  it('the language of the kernel', () => {
    const as = (metadata: object): string | undefined =>
      codeIn(notebook([cell('f()')], metadata), 'a.ipynb')?.language;
    assert.equal(as({ kernelspec: { language: 'typescript', name: 'deno' } }), 'typescript');
    assert.equal(as({ language_info: { name: 'python' } }), 'python');
    assert.equal(as({ kernelspec: { language: 'R' } }), undefined);
  });

  it('cells that are open in an editor', () => {
    const { text, cellStarts } = joinCells(['%time x', 'a = 1\n', '']);
    assert.equal(text, '       \na = 1\n\n\n');
    assert.deepEqual(cellStarts, [0, 8, 15]);
  });

  it('anything cut off', () => {
    const text = notebook([cell(['a = "\\u00e9"\n', 'b']), cell('c')]);
    for (let end = 0; end <= text.length; end += 1) {
      const found = codeIn(text.slice(0, end), 'a.ipynb');
      if (found) found.place({ start: 0, end: found.text.length });
    }
    assert.equal(codeIn('['.repeat(100_000), 'a.ipynb'), undefined);
  });
});

describe('code in pages and components', () => {
  it('the scripts of a component, where they are', () => {
    const text = `<template>\r\n  <img src="a.png">\n</template>\n<script lang="ts">\nexport const a = 1;\n</script>\n<script setup lang="ts">\nuse(a as number);\n</script>\n<style>b {}</style>`;
    const found = code(text, 'a.vue');
    assert.equal(found.language, 'typescript');
    assert.equal(found.text.length, text.length);
    assert.deepEqual(
      lines(found.text).filter(line => line !== ';'),
      ['export const a = 1;', 'use(a as number);'],
    );
    assert.equal(placed(text, 'a.vue', 'use(a as number)'), 'use(a as number)');
  });

  it('of a page, those that are scripts', () => {
    const text = `<!-- <script>no()</script> --><script type="module" data-x="a>b">f()</script><script>g()</script><script type="application/json">{"a": 1}</script><script type="text/babel">h(`;
    const found = code(text, 'a.html');
    assert.equal(found.language, 'javascript');
    assert.equal(found.text.replace(/[\s;]+/g, ' ').trim(), 'f() g() h(');
  });

  it('Svelte and Astro', () => {
    assert.equal(code('<script lang="ts" context="module">f()</script>', 'a.svelte').language, 'typescript');
    const astro = `---\nconst a: string = 'x';\n---\n<img src={a} />\n<script>g()</script>`;
    assert.equal(code(astro, 'a.astro').language, 'typescript');
    assert.deepEqual(
      lines(code(astro, 'a.astro').text).map(line => line.replace(/\s*;$|^;\s*/, '')),
      ["const a: string = 'x'", '', 'g()'],
    );
  });

  it('MDX: what is imported and exported', () => {
    const text = `import A from './a'\n\n# import this\n\nexport const b = [\n\n  'x',\n]\n\nProse.\nexport is a word\n\n\`\`\`js\n\nexport const no = 1\n\`\`\`\n`;
    assert.deepEqual(lines(code(text, 'a.mdx').text), [
      "import A from './a'",
      'export const b = [',
      "'x',",
      ']',
    ]);
    assert.equal(codeIn('# Prose', 'a.mdx'), undefined);
  });

  it('files of other kinds hold none', () => {
    assert.equal(codeIn('<script>f()</script>', 'a.ts'), undefined);
    assert.equal(codeIn('<p>', 'a.html'), undefined);
  });
});
