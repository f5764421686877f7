import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { RecordStore, SourceRecord, SourceRecords } from './records';

/** Of projects reviewed longest ago the records go first. */
const mostFiles = 32;
/** A project whose records are larger is read again each time. Bytes. */
const largestFile = 64_000_000;

/** `[path, id]` for a source that holds nothing and depends on nothing: most of them. */
type Line = readonly [path: string, id: string, record?: Omit<SourceRecord, 'id'>];

const nothing: Omit<SourceRecord, 'id'> = { files: [], folders: [], project: false, finds: false };

/**
 * Records in a file of a folder that is for such things, one for each project. A file that is broken or of another
 * version is as if it were not there.
 * @param folder in the user's cache; it is made with the first file
 * @param project its folder, absolute
 * @param version of all that decides what a source depends on
 */
export function recordFile(folder: string, project: string, version: string): RecordStore {
  const name = createHash('sha256').update(project).digest('hex').slice(0, 32);
  const file = path.join(folder, `${name}.json`);
  return {
    load: async () => {
      const records = new Map<string, SourceRecord>();
      try {
        const kept: unknown = JSON.parse(await readFile(file, 'utf8'));
        if (!isKept(kept) || kept.version !== version) return records;
        for (const [at, id, record = nothing] of kept.sources) records.set(at, { id, ...record });
      } catch {
        // Nothing was kept, or nothing that can be read.
        records.clear();
      }
      return records;
    },
    save: async records => {
      try {
        const text = JSON.stringify({ version, sources: linesOf(records) });
        if (text.length > largestFile) return;
        await mkdir(folder, { recursive: true });
        // Never half of one, whoever reads or writes at the same time.
        const temporary = `${file}.${randomBytes(6).toString('hex')}`;
        await writeFile(temporary, text);
        await rename(temporary, file);
        await removeOldest(folder);
      } catch {
        // A cache that cannot be written costs time at the next review, and nothing else.
      }
    },
  };
}

function linesOf(records: SourceRecords): readonly Line[] {
  return [...records].map(([at, { id, ...record }]): Line => {
    const { files, folders, project, finds } = record;
    return finds || project || files.length > 0 || folders.length > 0 ? [at, id, record] : [at, id];
  });
}

interface Kept {
  readonly version: string;
  readonly sources: readonly Line[];
}

/** By its outline: what is in it was written here. */
function isKept(value: unknown): value is Kept {
  return (
    typeof value === 'object' &&
    value !== null &&
    'version' in value &&
    typeof value.version === 'string' &&
    'sources' in value &&
    Array.isArray(value.sources)
  );
}

async function removeOldest(folder: string): Promise<void> {
  const names = await readdir(folder);
  if (names.length <= mostFiles) return;
  const files = await Promise.all(
    names.map(async name => {
      const full = path.join(folder, name);
      return { full, mtime: (await stat(full)).mtimeMs };
    }),
  );
  files.sort((a, b) => b.mtime - a.mtime);
  for (const { full } of files.slice(mostFiles)) await rm(full, { force: true });
}
