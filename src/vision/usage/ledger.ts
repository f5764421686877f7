import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { dirname, join } from 'node:path';
import { dataFolder } from './dataFolder';
import { codeOf, LedgerError } from './ledgerError';
import { LedgerReader } from './ledgerReader';
import type { LedgerContents } from './ledgerReader';
import type { RunRecord } from './run';

export const ledgerName = 'usage.jsonl';

/** A file that was taken out of the way to be deleted, should we have been stopped in the middle of that. */
const clearedPrefix = `${ledgerName}.cleared-`;

/** So often a record is written anew because the ledger was cleared at that very moment. */
const attempts = 20;

/**
 * Every run, a line of JSON each, in one file of the user's that all windows and the command line write to at once.
 *
 * There is no lock that a process could leave behind when it ends. A record is one write at the end of the file, which
 * systems do whole and one after the other (on a network drive they may not: such a record is then counted as damaged).
 * It begins and ends with the end of a line, so that half a record before it damages nothing but itself.
 */
export class Ledger {
  readonly file: string;
  readonly #reader: LedgerReader;

  /** @param folder absolute; made when the first record is written */
  constructor(readonly folder: string = dataFolder()) {
    this.file = join(folder, ledgerName);
    this.#reader = new LedgerReader(this.file);
  }

  /** Resolves once the record is on the disk. Throws {@link LedgerError}: then it is not recorded, and the user is to know. */
  async append(run: RunRecord): Promise<void> {
    const record = Buffer.from(`\n${JSON.stringify(run)}\n`);
    try {
      for (let attempt = 0; attempt < attempts; attempt += 1) if (await this.#write(record)) return;
    } catch (error) {
      throw LedgerError.of(error, 'write', this.file);
    }
    throw LedgerError.of(new Error('the file goes away each time it is written to'), 'write', this.file);
  }

  /** All runs. What cannot be read in the file is counted, and hides nothing else. Throws {@link LedgerError}. */
  async read(): Promise<LedgerContents> {
    try {
      return await this.#reader.read();
    } catch (error) {
      throw LedgerError.of(error, 'read', this.file);
    }
  }

  /**
   * Deletes all records, at once or not at all; a run that is recorded meanwhile is kept. Throws {@link LedgerError}.
   * @returns what has been deleted
   */
  async clear(): Promise<LedgerContents> {
    const away = join(this.folder, `${clearedPrefix}${randomUUID()}`);
    try {
      await rename(this.file, away);
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw LedgerError.of(error, 'write', this.file);
      await this.#removeCleared();
      return { runs: [], damaged: 0, newer: 0 };
    }
    try {
      return await new LedgerReader(away).read();
    } catch (error) {
      throw LedgerError.of(error, 'read', away);
    } finally {
      await this.#removeCleared();
    }
  }

  /** @returns false where the file was cleared meanwhile, and the record perhaps with it */
  async #write(record: Uint8Array): Promise<boolean> {
    const handle = await this.#open();
    try {
      const { bytesWritten } = await handle.write(record);
      if (bytesWritten < record.length)
        throw Object.assign(new Error('Only a part was written'), { code: 'ENOSPC' });
      if (!(await isStillAt(handle, this.file))) return false;
      await handle.datasync();
      return true;
    } finally {
      await handle.close();
    }
  }

  async #open(): Promise<FileHandle> {
    try {
      return await open(this.file, 'a', 0o600);
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw error;
      // The folder of all programs' data may be missing too; that one is not ours to close to others, but new it is.
      await mkdir(dirname(this.file), { recursive: true, mode: 0o700 });
      return open(this.file, 'a', 0o600);
    }
  }

  async #removeCleared(): Promise<void> {
    try {
      const names = await readdir(this.folder);
      for (const name of names)
        if (name.startsWith(clearedPrefix)) await rm(join(this.folder, name), { force: true });
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw LedgerError.of(error, 'write', this.folder);
    }
  }
}

async function isStillAt(handle: FileHandle, file: string): Promise<boolean> {
  const ours = await handle.stat({ bigint: true });
  try {
    const there = await stat(file, { bigint: true });
    return there.ino === ours.ino && there.dev === ours.dev;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}
