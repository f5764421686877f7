import assert from 'node:assert/strict';
import path from 'node:path';
import { json } from './reportRun';
import { root, run } from './run';

describe('tilescope report of the example project', function () {
  this.timeout(60_000);

  it('is the same as text, JSON and Markdown', async () => {
    const [text, report, markdown] = await Promise.all([
      run(['report', 'examples']),
      json(path.join(root, 'examples')),
      run(['report', 'examples', '--markdown']),
    ]);
    const { totals, references, unread } = report;
    assert.deepEqual(unread, []);
    assert.ok((totals.priced ?? 0) > 40);
    const tokens = (totals.tokens ?? 0).toLocaleString('en-US');
    assert.match(text.stdout, new RegExp(`${String(totals.priced)} images in \\d+ files · ${tokens} tokens`));
    assert.match(markdown.stdout, new RegExp(`^\\*\\*${tokens} tokens`));
    assert.equal(
      references.reduce((sum, reference) => sum + (reference.tokens ?? 0), 0),
      totals.tokens,
    );
    const pictures = references.filter(({ status }) => status !== 'unresolved');
    assert.equal(text.stdout.match(/^ +\d+:\d+ {2}/gm)?.length, pictures.length);
    assert.equal(markdown.stdout.match(/^\| \d+ \|/gm)?.length, pictures.length);
  });

  it('is the same wherever it is asked from', async () => {
    const [here, there] = await Promise.all([
      run(['report', 'examples', '--json']),
      run(['report', '.', '--json'], { cwd: path.join(root, 'examples') }),
    ]);
    const withoutName = (text: string): object => ({ ...(JSON.parse(text) as object), directory: '' });
    assert.deepEqual(withoutName(here.stdout), withoutName(there.stdout));
  });

  it('has references of every kind of file, and points at what is written there', async () => {
    const { references } = await json(path.join(root, 'examples'));
    const kinds = new Set(references.map(({ file }) => path.extname(file)));
    for (const kind of ['.ts', '.py', '.md', '.html', '.css', '.ipynb']) assert.ok(kinds.has(kind), kind);
    for (const { line, column } of references) assert.ok(line >= 1 && column >= 1);
  });
});
