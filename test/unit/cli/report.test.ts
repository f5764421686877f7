import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { appendFileSync, symlinkSync, truncateSync } from 'node:fs';
import path from 'node:path';
import { json } from './reportRun';
import { clear, plant, png, run } from './run';
import type { Ran } from './run';

/** A project that has everything once. */
function project(): string {
  return plant({
    'src/a.ts':
      '// "no.png"\nconst a = "../img/a.png";\nsend(\'img/b b.png\', "img/missing.png", `img/${x}.png`);\n',
    'docs/a.md': '![a](../img/a.png) ![web](https://x.example/a.png)\r\n\r\n😀 ![cut](../img/cut.png)\r\n',
    'docs/utf16.md': Buffer.from('\uFEFF![a](../img/a.png)\n', 'utf16le'),
    'with space/[x].py': 'f("../img/a.bmp")\n',
    'web/index.html': '<img src="/logo.png">',
    'public/logo.png': png(64, 64),
    'img/a.png': png(1024, 1024),
    'img/b b.png': png(100, 200),
    'img/cut.png': png(5, 5).subarray(0, 20),
    'img/a.bmp': Buffer.from('424d3600000000000000360000002800000064000000c800000001001800', 'hex'),
    'ignored/a.ts': '"../img/a.png"',
    '.gitignore': 'ignored/\n',
    'notes.log': '"img/a.png"',
  });
}

describe('tilescope report --json', function () {
  this.timeout(60_000);
  after(clear);

  it('prices what a prompt file names as its front matter says', async () => {
    const prompt = (front: string): string => `---\n${front}\n---\nCompare ![a](../../img/a.png).\n`;
    const directory = plant({
      '.tilescope/prompts/low.md': prompt('model: gpt-4o\ndetail: low'),
      '.tilescope/prompts/plain.md': prompt('title: Plain'),
      'docs/low.md': prompt('model: gpt-4o\ndetail: low').replace('../../', '../'),
      'img/a.png': png(1024, 1024),
    });
    const { references } = await json(directory, '--model', 'gpt-5.4', '--detail', 'high');
    assert.deepEqual(
      references.map(({ file, tokens }) => [file, tokens]),
      [
        ['.tilescope/prompts/low.md', 85],
        ['.tilescope/prompts/plain.md', 1229],
        ['docs/low.md', 1229],
      ],
    );
  });

  it('has every reference at its place, with what it leads to and costs', async () => {
    const report = await json(project(), '--model', 'gpt-5.4', '--detail', 'high');
    assert.deepEqual(
      [report.model, report.detail, report.tier, report.files],
      ['gpt-5.4', 'high', 'standard', 5],
    );
    assert.deepEqual(
      report.references.map(r => [r.file, r.line, r.column, r.target, r.path, r.status, r.tokens]),
      [
        ['docs/a.md', 1, 6, '../img/a.png', 'img/a.png', 'counted', 1229],
        ['docs/a.md', 1, 27, 'https://x.example/a.png', null, 'remote', null],
        ['docs/a.md', 3, 11, '../img/cut.png', 'img/cut.png', 'unreadable', null],
        ['docs/utf16.md', 1, 6, '../img/a.png', 'img/a.png', 'counted', 1229],
        ['src/a.ts', 2, 12, '../img/a.png', 'img/a.png', 'counted', 1229],
        ['src/a.ts', 3, 7, 'img/b b.png', 'img/b b.png', 'counted', 34],
        ['src/a.ts', 3, 22, 'img/missing.png', null, 'unresolved', null],
        ['src/a.ts', 3, 41, 'img/${x}.png', null, 'unresolved', null],
        ['web/index.html', 1, 11, '/logo.png', 'public/logo.png', 'counted', 5],
        ['with space/[x].py', 1, 4, '../img/a.bmp', 'img/a.bmp', 'rejected', null],
      ],
    );
    const [counted, , cut] = report.references;
    assert.deepEqual(counted?.seen, { width: 1024, height: 1024 });
    assert.equal(cut?.reason, 'truncated');
    assert.match(cut.problem ?? '', /cut short/);
    assert.deepEqual(report.unread, []);
    const { priced, tokens, refused, unreadable, remote, unresolved, costUsd } = report.totals;
    assert.deepEqual(
      { priced, tokens, refused, unreadable, remote, unresolved },
      { priced: 5, tokens: 3 * 1229 + 34 + 5, refused: 1, unreadable: 1, remote: 1, unresolved: 2 },
    );
    const sum = report.references.reduce((all, { costUsd: cost }) => all + (cost ?? 0), 0);
    assert.ok(Math.abs((costUsd ?? 0) - sum) < 1e-9);
  });

  it('lists source files that cannot be read, and goes on', async () => {
    const folder = plant({ 'a.ts': '"a.png"', 'a.png': png(8, 8), 'huge.js': '"a.png"' });
    truncateSync(path.join(folder, 'huge.js'), 33_000_000);
    const report = await json(folder);
    assert.deepEqual(report.unread, [{ file: 'huge.js', why: 'larger than 32 MB' }]);
    assert.equal(report.totals.priced, 1);
    const { stdout } = await run(['report', folder]);
    assert.match(stdout, /Not read:\n {2}huge\.js {2}larger than 32 MB/);
    assert.match(stdout, /1 file not read/);
  });

  // Windows has no pipes of this kind.
  if (process.platform !== 'win32') {
    it('waits for no pipe and follows no circle', async () => {
      const folder = plant({ 'a.ts': '"a.png"', 'a.png': png(8, 8) });
      execFileSync('mkfifo', [path.join(folder, 'pipe.ts'), path.join(folder, 'pipe.png')]);
      symlinkSync('circle.ts', path.join(folder, 'circle.ts'));
      symlinkSync('.', path.join(folder, 'self'));
      symlinkSync('pipe.ts', path.join(folder, 'link.ts'));
      appendFileSync(path.join(folder, 'a.ts'), ' "pipe.png"');
      const report = await json(folder);
      assert.equal(report.files, 1);
      assert.deepEqual(
        report.references.map(({ status }) => status),
        ['counted', 'unresolved'],
      );
    });
  }

  it('is empty for an empty project', async () => {
    const report = await json(plant({ 'a.ts': 'nothing' }));
    assert.deepEqual(report.references, []);
    assert.equal(report.totals.tokens, 0);
  });

  it('looks nowhere else', async () => {
    const report = await json(
      plant({ 'a.ts': String.raw`["//host/a.png", "\\\\host\\a.png", "file://host/a.png"]` }),
    );
    assert.deepEqual(
      report.references.map(({ problem }) => problem),
      Array(3).fill('on another machine: not looked up'),
    );
  });
});

describe('tilescope report for people', function () {
  this.timeout(60_000);
  after(clear);

  let text: Ran;
  before(async () => {
    text = await run(['report', project(), '--model', 'gpt-5.4', '--detail', 'high']);
  });

  it('has a block a file and the totals last', () => {
    assert.equal(text.code, 0);
    const blocks = text.stdout.trimEnd().split('\n\n');
    assert.match(blocks[0] ?? '', /^gpt-5\.4 · detail high · standard tier {2}\(from command line\)$/);
    assert.deepEqual(
      blocks.slice(1, 6).map(block => block.split('\n')[0]),
      ['docs/a.md', 'docs/utf16.md', 'src/a.ts', 'web/index.html', 'with space/[x].py'],
    );
    assert.match(
      text.stdout,
      /2:12 {2}\.\.\/img\/a\.png +1,024 × 1,024 {2}32 × 32 patches {2}1,229 +\$0\.0031/,
    );
    assert.match(text.stdout, /cut\.png.*cut short/);
    assert.match(text.stdout, /refused: OpenAI does not take BMP/);
    assert.match(
      text.stdout,
      /5 images in 5 files · 3,726 tokens · \$[\d.]+ to send each once · 1 refused · 1 unreadable · 1 on the web/,
    );
    assert.match(text.stdout, /2 references lead to no picture; --explain lists them\.\n$/);
  });

  it('aligns its columns', () => {
    const rows = /\nsrc\/a\.ts\n(.+)\n(.+)\n/.exec(text.stdout)?.slice(1) ?? [];
    assert.equal(rows.length, 2);
    const ends = rows.map(row => row.search(/ +\$[\d.]+$/));
    assert.equal(new Set(ends).size, 1, 'tokens end below each other');
    assert.equal(new Set(rows.map(row => row.length)).size, 1, 'prices end below each other');
  });

  it('explains what leads nowhere', async () => {
    const { stdout } = await run(['report', project(), '--explain']);
    assert.match(stdout, /missing\.png +no such file/);
    assert.match(stdout, /img\/\$\{x\}\.png +put together when the program runs/);
    assert.doesNotMatch(stdout, /--explain lists them/);
  });

  it('is not steered by what files hold', async () => {
    const folder = plant({ 'a.ts': String.raw`["\u001b[31mx.png", "\u202egnp.x.png"]` });
    const { stdout } = await run(['report', folder, '--explain']);
    assert.doesNotMatch(stdout, /[\u001b\u202e]/);
    assert.match(stdout, /\ufffd\[31mx\.png/);
  });

  it('keeps the end of a long path', async () => {
    const folder = plant({ 'a.ts': `"${'deep/'.repeat(40)}name.png"` });
    const { stdout } = await run(['report', folder, '--explain']);
    assert.match(stdout, /…[\w/]*deep\/name\.png/);
    assert.ok(Math.max(...stdout.split('\n').map(line => line.length)) < 130);
  });

  it('writes Markdown that is a table', async () => {
    const { code, stdout } = await run(['report', project(), '--markdown', '--model', 'gpt-5.4']);
    assert.equal(code, 0);
    assert.match(
      stdout,
      /^\*\*3,726 tokens · \$[\d.]+\*\* for 5 images, each once — `gpt-5\.4`, detail omitted, standard tier · 1 refused · 1 unreadable · 1 on the web\n/,
    );
    assert.match(
      stdout,
      /\n#### with space\/\\\[x\\\]\.py\n\n\| line \| image \| size \| tokens \| a call \|\n/,
    );
    for (const line of stdout.split('\n').filter(row => row.startsWith('|')))
      assert.equal(line.match(/(?<!\\)\|/g)?.length, 6, line);
  });
});
