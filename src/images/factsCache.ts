import type { FileHost, OpenFile, ResourceUri } from '../host/host';
import type { ImageFacts } from './facts';
import { ImageError, toImageError, type ImageErrorReason } from './imageError';
import { readImageFacts } from './readFacts';
import { nameOf } from '../host/uriName';

/** Failures that lie in the bytes, and so stay until the file changes. All others are tried again when asked again. */
const lasting: ReadonlySet<ImageErrorReason> = new Set([
  'empty',
  'truncated',
  'unsupported',
  'lfs-pointer',
  'corrupt',
  'zero-sized',
  'no-size',
  'too-large',
]);

interface Entry {
  readonly size: number;
  readonly mtime: number;
  readonly outcome: ImageFacts | ImageError;
}

/** A request under way; its identity tells whether it was invalidated meanwhile. */
interface Run {
  readonly facts: Promise<ImageFacts>;
}

/**
 * Facts by the identity of a file: its URI, size and time of change. Asking costs one `stat` for a known file, and
 * `stat`, `open`, the header's reads (most often one) and `close` for a new one.
 *
 * Bounded: the entries used longest ago go first. Requests for the same file at the same time share one reading, and
 * no more than `maxOpen` files are open at once, so that a whole project can be asked for in one go.
 */
export class FactsCache {
  /** In order of use, the longest unused first: a map keeps the order of insertion. */
  private readonly entries = new Map<ResourceUri, Entry>();
  private readonly running = new Map<ResourceUri, Run>();
  private readonly waiting: (() => void)[] = [];
  private free: number;
  private readonly capacity: number;

  constructor(
    private readonly host: FileHost,
    options: {
      /** Entries kept; an entry is some 300 bytes. */ readonly capacity?: number;
      readonly maxOpen?: number;
    } = {},
  ) {
    this.capacity = Math.max(1, options.capacity ?? 5000);
    this.free = Math.max(1, options.maxOpen ?? 16);
  }

  /** Rejects with `ImageError` only. */
  facts(uri: ResourceUri): Promise<ImageFacts> {
    const shared = this.running.get(uri);
    if (shared !== undefined) return shared.facts;
    const run: Run = { facts: Promise.resolve().then(() => this.look(uri, run)) };
    this.running.set(uri, run);
    return run.facts;
  }

  /** Forgets a file, for a watcher that knows it changed where size and time may not show it. */
  invalidate(uri: ResourceUri): void {
    this.entries.delete(uri);
    // A reading under way may have seen the old content: who asks from now on gets a new one.
    this.running.delete(uri);
  }

  clear(): void {
    this.entries.clear();
    this.running.clear();
  }

  private async look(uri: ResourceUri, run: Run): Promise<ImageFacts> {
    try {
      const stat = await this.host.stat(uri);
      if (stat === undefined) throw new ImageError('not-found', nameOf(uri));
      if (stat.type !== 'file') throw new ImageError('not-a-file', nameOf(uri));
      let entry = this.entries.get(uri);
      if (entry?.size !== stat.size || entry.mtime !== stat.mtime) {
        entry = { size: stat.size, mtime: stat.mtime, outcome: await this.read(uri) };
      }
      if (this.running.get(uri) === run) this.keep(uri, entry);
      if (entry.outcome instanceof ImageError) throw entry.outcome;
      return entry.outcome;
    } catch (error) {
      throw toImageError(error, nameOf(uri));
    } finally {
      if (this.running.get(uri) === run) this.running.delete(uri);
    }
  }

  private async read(uri: ResourceUri): Promise<ImageFacts | ImageError> {
    await this.acquire();
    let file: OpenFile | undefined;
    try {
      file = await this.host.open(uri);
      return await readImageFacts(file);
    } catch (error) {
      return toImageError(error, nameOf(uri));
    } finally {
      // A failing close takes nothing back from what was read.
      await file?.close().catch(() => undefined);
      this.release();
    }
  }

  private keep(uri: ResourceUri, entry: Entry): void {
    this.entries.delete(uri);
    if (entry.outcome instanceof ImageError && !lasting.has(entry.outcome.reason)) return;
    this.entries.set(uri, entry);
    if (this.entries.size <= this.capacity) return;
    const [oldest] = this.entries.keys();
    if (oldest !== undefined) this.entries.delete(oldest);
  }

  private acquire(): Promise<void> | undefined {
    if (this.free > 0) {
      this.free--;
      return undefined;
    }
    return new Promise(resolve => this.waiting.push(resolve));
  }

  private release(): void {
    const next = this.waiting.shift();
    if (next === undefined) this.free++;
    else next();
  }
}
