import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { codeOf } from './ledgerError';
import { parseRun } from './parseRun';
import type { RunRecord } from './run';

/** What the ledger holds. */
export interface LedgerContents {
  /** In the order they were written. */
  readonly runs: readonly RunRecord[];
  /** Lines that are no record: a process ended in the middle of one, or someone edited the file. */
  readonly damaged: number;
  /** Records of a later version of Tilescope, which are left alone. */
  readonly newer: number;
}

const lineEnd = 0x0a;
const chunkSize = 1 << 20;
/** So many bytes of the beginning tell a file from another: the first record's number is among them. */
const headSize = 256;

/** Reads the ledger; another time, only what came since. */
export class LedgerReader {
  #runs: RunRecord[] = [];
  #ids = new Set<string>();
  #damaged = 0;
  #newer = 0;
  /** Up to here all lines are read. */
  #offset = 0;
  #head: Buffer = Buffer.alloc(0);
  #changed = -1;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly file: string) {}

  /** Rejects with the system's error; a file that is not there holds nothing. */
  read(): Promise<LedgerContents> {
    // One after the other: each goes on where the one before ended.
    const next = this.#turn.then(
      () => this.#read(),
      () => this.#read(),
    );
    this.#turn = next;
    return next;
  }

  async #read(): Promise<LedgerContents> {
    let handle: FileHandle;
    try {
      handle = await open(this.file, 'r');
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw error;
      this.#reset();
      return this.#contents(Buffer.alloc(0));
    }
    try {
      await this.#begin(handle);
      return this.#contents(await this.#readOn(handle));
    } finally {
      await handle.close();
    }
  }

  /** Goes back to the start where the file is another, or was changed in some other way than by appending. */
  async #begin(handle: FileHandle): Promise<void> {
    const { size, mtimeMs } = await handle.stat();
    const head = await bytesAt(handle, 0, headSize);
    const known = this.#head.length;
    const grown = size > this.#offset || (size === this.#offset && mtimeMs === this.#changed);
    if (!grown || !head.subarray(0, known).equals(this.#head)) this.#reset();
    this.#head = head;
    this.#changed = mtimeMs;
  }

  /** Reads all whole lines. @returns what follows the last of them */
  async #readOn(handle: FileHandle): Promise<Buffer> {
    let rest: Buffer = Buffer.alloc(0);
    for (;;) {
      const chunk = await bytesAt(handle, this.#offset + rest.length, chunkSize);
      if (chunk.length === 0) return rest;
      const last = chunk.lastIndexOf(lineEnd);
      if (last === -1) {
        rest = Buffer.concat([rest, chunk]);
        continue;
      }
      const whole = Buffer.concat([rest, chunk.subarray(0, last + 1)]);
      for (const line of linesOf(whole)) this.#take(line);
      this.#offset += whole.length;
      rest = Buffer.from(chunk.subarray(last + 1));
    }
  }

  #take(line: string): void {
    const parsed = parseRun(line);
    if (parsed.kind === 'newer') this.#newer += 1;
    else if (parsed.kind === 'damaged') this.#damaged += 1;
    // A record is written again where the ledger was cleared just then: see `Ledger.append`.
    else if (!this.#ids.has(parsed.run.id)) {
      this.#ids.add(parsed.run.id);
      this.#runs.push(parsed.run);
    }
  }

  /** With what stands after the last end of a line: a whole record if an editor took the end away, else a torn one. */
  #contents(rest: Buffer): LedgerContents {
    const runs = [...this.#runs];
    let [damaged, newer] = [this.#damaged, this.#newer];
    for (const line of linesOf(rest)) {
      const parsed = parseRun(line);
      if (parsed.kind === 'newer') newer += 1;
      else if (parsed.kind === 'damaged') damaged += 1;
      else if (!this.#ids.has(parsed.run.id)) runs.push(parsed.run);
    }
    return { runs, damaged, newer };
  }

  #reset(): void {
    this.#runs = [];
    this.#ids = new Set();
    this.#damaged = 0;
    this.#newer = 0;
    this.#offset = 0;
    this.#head = Buffer.alloc(0);
    this.#changed = -1;
  }
}

const strict = new TextDecoder('utf-8', { fatal: true });
const lenient = new TextDecoder('utf-8');

/**
 * The lines that are not blank. Half a character is no character: a line that holds one is given with U+FFFD before it,
 * which no record begins with.
 */
function linesOf(bytes: Uint8Array): readonly string[] {
  const text = decoded(bytes);
  if (text !== undefined) return text.split('\n').filter(line => line.trim() !== '');
  const lines: string[] = [];
  for (let start = 0; start < bytes.length;) {
    const found = bytes.indexOf(lineEnd, start);
    const end = found === -1 ? bytes.length : found;
    const line = bytes.subarray(start, end);
    lines.push(decoded(line) ?? `\uFFFD${lenient.decode(line)}`);
    start = end + 1;
  }
  return lines.filter(line => line.trim() !== '');
}

function decoded(bytes: Uint8Array): string | undefined {
  try {
    return strict.decode(bytes);
  } catch {
    return undefined;
  }
}

async function bytesAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length);
  const { bytesRead } = await handle.read(buffer, 0, length, position);
  return buffer.subarray(0, bytesRead);
}
