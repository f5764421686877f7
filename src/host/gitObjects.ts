import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import type { GitProgram } from './gitProgram';
import { RevisionError } from './revisions';
import type { ObjectId } from './revisions';

/** Larger contents are no source and no picture that a model takes; they are said, not read. Bytes. */
export const largestObject = 64_000_000;

/** Bytes of contents that are kept, since what is asked for once is asked for again right after. */
const mostKept = 32_000_000;

interface Waiting {
  readonly id: ObjectId;
  readonly resolve: (bytes: Buffer) => void;
  readonly reject: (error: RevisionError) => void;
}

/** What is being received: the content of the first that waits. */
interface Receiving {
  readonly size: number;
  readonly parts: Buffer[];
  /** With the line break behind the content. */
  missing: number;
}

/** Contents by their ids, from one `git cat-file` that is kept for as long as it is needed. */
export class GitObjects {
  #process: ChildProcessWithoutNullStreams | undefined;
  #waiting: Waiting[] = [];
  #receiving: Receiving | undefined;
  /** The beginning of a line that says what comes. */
  #header = Buffer.alloc(0);
  /** In order of use; `size` once it is there. */
  readonly #kept = new Map<ObjectId, { readonly read: Promise<Buffer>; size: number }>();
  #keptBytes = 0;

  constructor(private readonly git: GitProgram) {}

  /** The whole content. Rejects with `RevisionError`: `missing-object`, `too-large`. */
  read(id: ObjectId): Promise<Buffer> {
    const kept = this.#kept.get(id);
    if (kept !== undefined) return kept.read;
    const entry = { read: this.#request(id), size: 0 };
    this.#kept.set(id, entry);
    entry.read.then(
      bytes => {
        entry.size = bytes.length;
        this.#keptBytes += bytes.length;
        this.#forgetOldest();
      },
      () => this.#kept.delete(id),
    );
    return entry.read;
  }

  close(): void {
    this.#process?.stdin.end();
    this.#process?.kill();
    this.#process = undefined;
  }

  #forgetOldest(): void {
    for (const [id, { size }] of this.#kept) {
      if (this.#keptBytes <= mostKept) return;
      if (size === 0) continue;
      this.#kept.delete(id);
      this.#keptBytes -= size;
    }
  }

  #request(id: ObjectId): Promise<Buffer> {
    if (!/^(?:[\da-f]{40}|[\da-f]{64})$/.test(id)) return Promise.reject(missing(id));
    return new Promise((resolve, reject) => {
      this.#waiting.push({ id, resolve, reject });
      this.#running().stdin.write(`${id}\n`);
    });
  }

  #running(): ChildProcessWithoutNullStreams {
    if (this.#process !== undefined) return this.#process;
    const child = this.git.keep(['cat-file', '--batch']);
    this.#process = child;
    this.#receiving = undefined;
    this.#header = Buffer.alloc(0);
    child.stdout.on('data', (chunk: Buffer) => {
      if (this.#process === child) this.#receive(chunk);
    });
    child.stderr.resume();
    const ended = (): void => {
      if (this.#process === child) this.#restart();
    };
    child.once('error', ended);
    child.once('close', ended);
    return child;
  }

  /** It ended over the first that waits: a content that would have to be fetched, or that is damaged. */
  #restart(): void {
    this.#process = undefined;
    const [first, ...others] = this.#waiting;
    this.#waiting = [];
    first?.reject(missing(first.id));
    for (const { id, resolve, reject } of others) this.#request(id).then(resolve, reject);
  }

  #receive(chunk: Buffer): void {
    let rest = chunk;
    while (rest.length > 0) {
      const receiving = this.#receiving;
      if (receiving === undefined) {
        const end = rest.indexOf(10);
        this.#header = Buffer.concat([this.#header, end < 0 ? rest : rest.subarray(0, end)]);
        if (end < 0) return;
        rest = rest.subarray(end + 1);
        const header = this.#header.toString('latin1');
        this.#header = Buffer.alloc(0);
        this.#begin(header);
        continue;
      }
      const part = rest.subarray(0, receiving.missing);
      rest = rest.subarray(part.length);
      receiving.missing -= part.length;
      if (receiving.size <= largestObject) receiving.parts.push(part);
      if (receiving.missing === 0) this.#finish(receiving);
    }
  }

  /** `<id> <type> <size>`, or `<id> missing`. */
  #begin(header: string): void {
    const size = / (\d+)$/.exec(header)?.[1];
    if (size !== undefined) {
      this.#receiving = { size: Number(size), parts: [], missing: Number(size) + 1 };
      return;
    }
    const first = this.#waiting.shift();
    first?.reject(missing(first.id));
  }

  #finish({ size, parts }: Receiving): void {
    this.#receiving = undefined;
    const first = this.#waiting.shift();
    if (size > largestObject)
      first?.reject(
        new RevisionError('too-large', 'It is larger than 64 MB', 'Models take no picture of that size.'),
      );
    else first?.resolve(Buffer.concat(parts).subarray(0, size));
  }
}

function missing(id: ObjectId): RevisionError {
  return new RevisionError(
    'missing-object',
    `The object ${id.slice(0, 12)} is not in this repository`,
    'A partial clone lacks such: fetch all of it with `git fetch --refetch --no-filter`.',
  );
}
