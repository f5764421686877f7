import assert from 'node:assert/strict';
import path from 'node:path';
import { clear, plant, png, records, run } from './run';
import type { Ran } from './run';

function ask(lines: readonly (object | string)[], args: readonly string[] = [], end = '\n'): Promise<Ran> {
  const input = lines.map(line => (typeof line === 'string' ? line : JSON.stringify(line)) + end).join('');
  return run(['estimate', '--stdin', ...args], { input });
}

describe('tilescope estimate --stdin', function () {
  this.timeout(60_000);
  after(clear);

  it('answers a line with a line, in order; detail is optional', async () => {
    const { code, stdout, stderr } = await ask([
      { width: 1024, height: 1024, model: 'gpt-5.4', detail: 'high' },
      { width: 4032, height: 3024, model: 'gpt-6-astra' },
      { width: 1932, height: 1920, model: 'claude-opus-5-5' },
    ]);
    assert.equal(code, 0);
    assert.equal(stderr, '');
    assert.deepEqual(
      records(stdout).map(({ source, tokens }) => [source, tokens]),
      [
        ['1024x1024', 1229],
        ['4032x3024', 14364],
        ['1932x1920', 4761],
      ],
    );
  });

  it('takes a misspelt key for what it is, and lets the caller’s own keys alone', async () => {
    const { code, stdout } = await ask([
      { width: 1024, height: 1024, modle: 'gpt-5.4' },
      { width: 1024, heigth: 1024, model: 'gpt-5.4' },
      { width: 1024, height: 1024, model: 'gpt-5.4', detail: 'high', id: 7, note: 'mine', mode: 'x' },
    ]);
    assert.equal(code, 1);
    const [first, second, third] = records(stdout);
    assert.match(JSON.stringify(first?.error), /unknown key \\"modle\\": did you mean \\"model\\"/);
    assert.equal(first?.tokens, null);
    assert.match(JSON.stringify(second?.error), /did you mean \\"height\\"/);
    assert.equal(third?.tokens, 1229);
  });

  it('answers what it does not understand too, with the line’s number', async () => {
    const { code, stdout } = await ask([
      { width: 10, height: 10 },
      'no JSON',
      '',
      '  ',
      '[1, 2]',
      'null',
      { width: 10 },
      { width: '10', height: 10 },
      { width: 1, height: 1, model: 'gtp-4o' },
      { width: 1, height: 1, model: 7 },
      { width: 1, height: 1, detail: 7 },
      { width: 1, height: 1, tier: 'x' },
      {},
      { width: 1, height: 1, detail: 'huge' },
      { width: 0, height: -1.5 },
      { width: 20, height: 20 },
    ]);
    assert.equal(code, 1);
    const all = records(stdout);
    const said = all.map(({ line, error, rejected }) => [
      line ?? null,
      ((error ?? rejected) as { reason: string } | null)?.reason ?? null,
    ]);
    assert.deepEqual(said, [
      [null, null],
      [2, 'invalid-json'],
      [5, 'invalid-line'],
      [6, 'invalid-line'],
      [7, 'invalid-line'],
      [8, 'invalid-line'],
      [9, 'unknown-model'],
      [10, 'invalid-line'],
      [11, 'invalid-line'],
      [12, 'invalid-line'],
      [13, 'invalid-line'],
      [14, 'unsupported-detail'],
      [15, 'invalid-size'],
      [null, null],
    ]);
    const fields = Object.keys(all[0] ?? {});
    for (const record of all) for (const field of fields) assert.ok(field in record, field);
    assert.match(JSON.stringify(all[6]), /Nearest: gpt-4o/);
  });

  it('takes flags for what a line leaves out', async () => {
    const { stdout } = await ask(
      [
        { width: 512, height: 512 },
        { width: 512, height: 512, model: 'gpt-5.4', detail: 'low', tier: 'standard' },
        { width: 5, height: 5, model: null, detail: null },
      ],
      ['--model', 'gpt-4o', '--detail', 'high', '--tier', 'batch'],
    );
    assert.deepEqual(
      records(stdout).map(({ model, detail, tier }) => [model, detail, tier]),
      [
        ['gpt-4o', 'high', 'batch'],
        ['gpt-5.4', 'low', 'standard'],
        ['gpt-4o', 'high', 'batch'],
      ],
    );
  });

  it('reads files that lines name, by "source" or "file"', async () => {
    const folder = plant({ 'a b.png': png(300, 200) });
    const { code, stdout } = await ask([
      { source: path.join(folder, 'a b.png') },
      { file: path.join(folder, 'none.png'), model: 'gpt-4o' },
      { source: 'name', width: 7, height: 8 },
    ]);
    assert.equal(code, 1);
    assert.deepEqual(
      records(stdout).map(({ width, height, error }) => [
        width,
        height,
        (error as { reason: string } | undefined)?.reason,
      ]),
      [
        [300, 200, undefined],
        [null, null, 'not-found'],
        [7, 8, undefined],
      ],
    );
  });

  it('does not mind CRLF, a byte order mark and a last line without an end', async () => {
    const { code, stdout } = await run(['estimate', '--stdin'], {
      input: '\uFEFF{"width":1,"height":1}\r\n\r\n{"width":2,"height":2}',
    });
    assert.equal(code, 0);
    assert.deepEqual(
      records(stdout).map(({ source }) => source),
      ['1x1', '2x2'],
    );
  });

  it('answers nothing with nothing', async () => {
    assert.deepEqual(await ask([]), { code: 0, stdout: '', stderr: '' });
  });

  it('answers ten thousand lines', async () => {
    const sizes = Array.from({ length: 10_000 }, (_, i) => ({
      width: 1 + (i % 3000),
      height: 1 + ((i * 7) % 3000),
    }));
    const { code, stdout } = await ask(sizes);
    assert.equal(code, 0);
    assert.deepEqual(
      records(stdout).map(({ width, height }) => ({ width, height })),
      sizes,
    );
  });

  it('ends in peace when nobody reads on', async () => {
    const { code, stderr } = await run(['estimate', '--stdin'], {
      input: '{"width":100,"height":100}\n'.repeat(20_000),
      closeAfter: 1000,
    });
    assert.equal(stderr, '');
    assert.equal(code, 0);
  });
});
