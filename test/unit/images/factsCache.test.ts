import assert from 'node:assert/strict';
import { FactsCache } from '../../../src/images/factsCache';
import { ImageError } from '../../../src/images/imageError';
import type { FileHost, FileStat, OpenFile } from '../../../src/host/host';
import { CountingSource, fixture } from './support';

interface Entry {
  bytes: Uint8Array;
  mtime: number;
  fails?: string;
}

/** Files in memory that count what is done to them. */
class MemoryFiles implements FileHost {
  readonly files = new Map<string, Entry>();
  stats = 0;
  opens = 0;
  open_ = 0;
  mostOpen = 0;

  put(uri: string, file: string, mtime = 1): void {
    this.files.set(uri, { bytes: fixture(file), mtime });
  }

  async stat(uri: string): Promise<FileStat | undefined> {
    this.stats++;
    await Promise.resolve();
    const entry = this.files.get(uri);
    return entry && { type: 'file', size: entry.bytes.length, mtime: entry.mtime };
  }

  async open(uri: string): Promise<OpenFile> {
    this.opens++;
    await Promise.resolve();
    const entry = this.files.get(uri);
    if (entry === undefined || entry.fails !== undefined) {
      throw Object.assign(new Error('no'), { code: entry?.fails ?? 'ENOENT' });
    }
    this.mostOpen = Math.max(this.mostOpen, ++this.open_);
    const close = (): Promise<void> => {
      this.open_--;
      return Promise.resolve();
    };
    return Object.assign(new CountingSource(entry.bytes, uri.slice(uri.lastIndexOf('/') + 1)), { close });
  }
}

const uri = 'file:///a/still.png';
const is =
  (reason: ImageError['reason']) =>
  (error: unknown): boolean =>
    ImageError.is(error, reason);

describe('the cache of facts', () => {
  let host: MemoryFiles;
  let cache: FactsCache;

  beforeEach(() => {
    host = new MemoryFiles();
    host.put(uri, 'still.png');
    cache = new FactsCache(host);
  });

  afterEach(() => {
    assert.equal(host.open_, 0, 'a file was left open');
  });

  it('reads a file once as long as its size and time stay', async () => {
    const first = await cache.facts(uri);
    assert.equal(first.width, 200);
    assert.equal(await cache.facts(uri), first);
    assert.deepEqual([host.stats, host.opens], [2, 1]);
    host.put(uri, 'baseline.jpg', 2);
    assert.equal((await cache.facts(uri)).width, 160);
    assert.equal(host.opens, 2);
  });

  it('shares one reading among those who ask at once', async () => {
    const all = await Promise.all(Array.from({ length: 20 }, () => cache.facts(uri)));
    assert.ok(all.every(facts => facts === all[0]));
    assert.deepEqual([host.stats, host.opens], [1, 1]);
  });

  it('remembers failures that lie in the bytes', async () => {
    host.put(uri, 'truncated.png');
    await assert.rejects(cache.facts(uri), is('truncated'));
    await assert.rejects(cache.facts(uri), is('truncated'));
    assert.equal(host.opens, 1);
    host.put(uri, 'still.png', 2);
    assert.equal((await cache.facts(uri)).width, 200);
  });

  it('tries again what failed for another reason', async () => {
    const entry = host.files.get(uri)!;
    entry.fails = 'EACCES';
    await assert.rejects(cache.facts(uri), is('denied'));
    entry.fails = 'EIO';
    await assert.rejects(cache.facts(uri), is('unreadable'));
    delete entry.fails;
    assert.equal((await cache.facts(uri)).width, 200);
    host.files.delete(uri);
    await assert.rejects(cache.facts(uri), is('not-found'));
    host.put(uri, 'still.png');
    assert.equal((await cache.facts(uri)).width, 200);
  });

  it('forgets what it is told to, also while it is being read', async () => {
    await cache.facts(uri);
    cache.invalidate(uri);
    await cache.facts(uri);
    assert.equal(host.opens, 2);

    cache.invalidate(uri);
    const before = cache.facts(uri);
    await Promise.resolve();
    cache.invalidate(uri);
    const after = cache.facts(uri);
    await Promise.all([before, after]);
    assert.equal(host.opens, 4);
    assert.equal(await cache.facts(uri), await after);
    assert.equal(host.opens, 4);

    cache.clear();
    await cache.facts(uri);
    assert.equal(host.opens, 5);
  });

  it('keeps the entries used last', async () => {
    cache = new FactsCache(host, { capacity: 2 });
    for (const name of ['a', 'b', 'c']) host.put(`file:///${name}.png`, 'still.png');
    await cache.facts('file:///a.png');
    await cache.facts('file:///b.png');
    await cache.facts('file:///a.png');
    await cache.facts('file:///c.png'); // b goes
    assert.equal(host.opens, 3);
    await cache.facts('file:///a.png');
    assert.equal(host.opens, 3);
    await cache.facts('file:///b.png');
    assert.equal(host.opens, 4);
  });

  it('opens no more than a few files at once, and reads them all', async () => {
    cache = new FactsCache(host, { maxOpen: 4 });
    const uris = Array.from({ length: 200 }, (_, i) => `file:///${i}.png`);
    for (const [i, each] of uris.entries()) host.put(each, i % 3 === 0 ? 'truncated.png' : 'still.png');
    const outcomes = await Promise.allSettled(uris.map(each => cache.facts(each)));
    assert.equal(outcomes.filter(outcome => outcome.status === 'fulfilled').length, 133);
    assert.ok(host.mostOpen <= 4, `${host.mostOpen} files open`);
  });

  it('names a file that cannot be had as a person would', async () => {
    await assert.rejects(cache.facts('file:///x/my%20photo.png'), /my photo\.png does not exist/);
  });
});
