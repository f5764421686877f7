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
    const { totals, calls, references, unread } = report;
    assert.deepEqual(unread, []);
    assert.ok((totals.priced ?? 0) > 20);
    assert.ok(calls.length > 15);
    const images = calls.flatMap(call => call.images);
    const group = (n: number | undefined): string => (n ?? 0).toLocaleString('en-US');
    const [from, to] = totals.calls.tokensRange ?? [totals.calls.tokens, totals.calls.tokens];
    const tokens = from === to ? group(to) : `${group(from)}–${group(to)}`;
    assert.match(
      text.stdout,
      new RegExp(`\\n${String(calls.length)} calls .*in \\d+ files · .* · ${tokens} tokens`),
    );
    assert.match(
      text.stdout,
      new RegExp(`${String(totals.priced)} other images in \\d+ files · ${group(totals.tokens)} tokens`),
    );
    assert.match(markdown.stdout, new RegExp(`^\\*\\*${tokens} tokens`));
    assert.match(markdown.stdout, new RegExp(`\\n\\*\\*${group(totals.tokens)} tokens`));
    assert.equal(
      references.reduce((sum, reference) => sum + (reference.tokens ?? 0), 0),
      totals.tokens,
    );
    assert.equal(
      calls.reduce((sum, call) => sum + (call.imageTokens ?? 0), 0),
      totals.calls.tokens,
    );
    const pictures = references.filter(({ status }) => status !== 'unresolved');
    const rows = calls.length + images.length + pictures.length;
    assert.equal(markdown.stdout.match(/^\| \*{0,2}\d+\*{0,2} \|/gm)?.length, rows);
    // As text, what a pattern finds stands below it without a place of its own, and what is made has a row.
    const found = images.filter(({ pattern }) => pattern !== null);
    const patterns = new Set(found.map(({ pattern, line }) => `${String(line)} ${String(pattern)}`)).size;
    const made = calls.filter(({ output }) => output !== null).length;
    assert.equal(text.stdout.match(/^ +\d+:\d+ {2}/gm)?.length, rows - found.length + patterns + made);
  });

  it('lists a picture that a call sends with the call, and nowhere else', async () => {
    const { calls, references } = await json(path.join(root, 'examples'));
    const place = (file: string, line: number, column: number): string =>
      `${file}:${String(line)}:${String(column)}`;
    const sent = calls.flatMap(({ file, images }) =>
      images.map(({ line, column }) => place(file, line, column)),
    );
    for (const { file, line, column } of references)
      assert.ok(!sent.includes(place(file, line, column)), place(file, line, column));
    const models = new Set(calls.map(({ modelId }) => modelId));
    for (const model of ['gpt-5.2', 'claude-sonnet-5-5', 'gemini-2.5-flash']) assert.ok(models.has(model));
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
