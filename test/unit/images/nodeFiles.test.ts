import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { URI } from 'vscode-uri';
import { NodeFileHost, NodeFileSync } from '../../../src/host/nodeFiles';
import { readFileFactsSync } from '../../../src/images/fileFacts';
import { FactsCache } from '../../../src/images/factsCache';
import { ImageError } from '../../../src/images/imageError';
import { fixture } from './support';

const host = new NodeFileHost();
const coded =
  (code: string) =>
  (error: unknown): boolean =>
    error instanceof Error && 'code' in error && error.code === code;

describe('files through Node', () => {
  let folder: string;
  const uriOf = (name: string): string => URI.file(join(folder, name)).toString();

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'tilescope-files-'));
    writeFileSync(join(folder, 'a b#ü%.png'), fixture('still.png'));
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  it('stat what is there', async () => {
    utimesSync(join(folder, 'a b#ü%.png'), 1000, 1000.5);
    const size = fixture('still.png').length;
    assert.deepEqual(await host.stat(uriOf('a b#ü%.png')), { type: 'file', size, mtime: 1000500 });
    assert.equal((await host.stat(URI.file(folder).toString()))?.type, 'directory');
    assert.equal(await host.stat(uriOf('none.png')), undefined);
    assert.equal(await host.stat(uriOf('a b#ü%.png/x')), undefined);
    assert.equal(await host.stat('https://example.test/a.png'), undefined);
    assert.equal(await host.stat('no uri'), undefined);
    assert.equal(await host.stat('file:///a%00b'), undefined);
  });

  it('read parts, fewer bytes at the end and none past it', async () => {
    const bytes = fixture('still.png');
    const file = await host.open(uriOf('a b#ü%.png'));
    assert.deepEqual([file.name, file.size], ['a b#ü%.png', bytes.length]);
    assert.deepEqual([...(await file.read(3, 5))], [...bytes.slice(3, 8)]);
    assert.deepEqual([...(await file.read(bytes.length - 2, 100))], [...bytes.slice(-2)]);
    assert.equal((await file.read(bytes.length + 5, 10)).length, 0);
    const [first, second] = await Promise.all([file.read(0, 8), file.read(8, 8)]);
    assert.deepEqual([...first, ...second], [...bytes.slice(0, 16)]);
    await file.close();
  });

  it('give bytes that later reads, of any file, leave alone', async () => {
    const bytes = fixture('still.png');
    const path = join(folder, 'a b#ü%.png');
    const [one, two] = [new NodeFileSync(path), new NodeFileSync(path)];
    const parts = Array.from({ length: 60 }, (_, i) => (i % 2 === 0 ? one : two).readSync(i, 100 + 400 * i));
    const later = await host.open(uriOf('a b#ü%.png'));
    parts.push(
      ...(await Promise.all(Array.from({ length: 60 }, (_, i) => later.read(60 + i, 100 + 400 * i)))),
    );
    for (const [i, part] of parts.entries()) {
      assert.deepEqual(Buffer.from(part), Buffer.from(bytes.subarray(i, i + 100 + 400 * (i % 60))));
    }
    one.close();
    two.close();
    await later.close();
  });

  it('say by code why a file cannot be opened', async () => {
    await assert.rejects(host.open(uriOf('none.png')), coded('ENOENT'));
    await assert.rejects(
      host.open(URI.file(folder).toString()),
      coded(process.platform === 'win32' ? 'EPERM' : 'EISDIR'),
    );
    await assert.rejects(host.open('untitled:a.png'), coded('ENOENT'));
    assert.throws(() => new NodeFileSync(join(folder, 'none.png')), coded('ENOENT'));
  });

  it('do not wait for a pipe that nobody writes to', async function () {
    if (process.platform === 'win32') return;
    execFileSync('mkfifo', [join(folder, 'pipe.png')]);
    await assert.rejects(host.open(uriOf('pipe.png')), coded('ENOTSUP'));
    assert.throws(
      () => readFileFactsSync(join(folder, 'pipe.png')),
      (e: unknown) => ImageError.is(e, 'not-a-file'),
    );
    await assert.rejects(new FactsCache(host).facts(uriOf('pipe.png')), (e: unknown) =>
      ImageError.is(e, 'not-a-file'),
    );
  });

  it('leave no descriptor open', async function () {
    if (process.platform !== 'linux') return;
    const open = (): number => statSync('/proc/self/fd').size;
    const before = open();
    for (let i = 0; i < 50; i++) {
      await host.open(URI.file(folder).toString()).catch(() => undefined);
      assert.throws(() => readFileFactsSync(folder));
      assert.equal(readFileFactsSync(join(folder, 'a b#ü%.png')).width, 200);
      await new FactsCache(host).facts(uriOf('a b#ü%.png'));
    }
    assert.ok(open() <= before + 2, `${before} descriptors became ${open()}`);
  });
});
