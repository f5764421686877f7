import { createHash } from 'node:crypto';
import { lstatSync, readFileSync, readlinkSync } from 'node:fs';
import type { GitObjects } from './gitObjects';
import { largestObject } from './gitObjects';
import type { GitProgram } from './gitProgram';
import type { Cancellation } from './host';
import type { ObjectId, StatePath } from './revisions';

/** Files that Git does not know yet and does not ignore. */
export async function untracked(git: GitProgram, cancellation: Cancellation): Promise<readonly StatePath[]> {
  const found: StatePath[] = [];
  const args = ['ls-files', '--others', '--exclude-standard', '-z'];
  for await (const path of git.records(args, cancellation)) {
    // A folder is a repository of its own that nobody made a submodule.
    if (!path.endsWith('/')) found.push({ path, type: 'file', id: undefined });
  }
  return found;
}

/** With the id of what is on disk now. @param folder the working tree's top @param digits of an id */
export function withId(of: StatePath, folder: string, digits: number): StatePath {
  if (of.id !== undefined || of.type === 'submodule') return of;
  const bytes = bytesOf(`${folder}/${of.path}`);
  return bytes === undefined ? of : { ...of, id: idOf(bytes, digits) };
}

/**
 * Whether a file that Git takes for changed, by its time or since Git keeps it in another form, is what it was. Its
 * filters are not asked: of those of Git LFS it is known what they do.
 */
export async function stillAsItWas(
  before: StatePath,
  after: StatePath,
  git: GitProgram,
  objects: GitObjects,
): Promise<boolean> {
  if (before.path !== after.path || before.type !== after.type) return false;
  if (before.id === undefined || after.id === undefined) return false;
  if (after.id === before.id) return true;
  if (!(await git.withoutFilters()).some(arg => arg.startsWith('filter.lfs.'))) return false;
  const kept = await objects.read(before.id).catch(() => undefined);
  const pointed =
    kept !== undefined && kept.length < 1024
      ? /^oid sha256:([\da-f]{64})$/m.exec(kept.toString('latin1'))?.[1]
      : undefined;
  const bytes = pointed === undefined ? undefined : bytesOf(`${git.folder}/${after.path}`);
  return bytes !== undefined && createHash('sha256').update(bytes).digest('hex') === pointed;
}

/** As Git names a content: SHA-1, or SHA-256 where its ids are that long. */
function idOf(bytes: Buffer, digits: number): ObjectId {
  return createHash(digits === 64 ? 'sha256' : 'sha1')
    .update(`blob ${String(bytes.length)}\0`)
    .update(bytes)
    .digest('hex');
}

/** `undefined` for what is not there, may not be read, or is larger than anything that is looked at. */
function bytesOf(file: string): Buffer | undefined {
  try {
    const stat = lstatSync(file);
    if (stat.isSymbolicLink()) return Buffer.from(readlinkSync(file));
    return stat.isFile() && stat.size <= largestObject ? readFileSync(file) : undefined;
  } catch {
    return undefined;
  }
}
