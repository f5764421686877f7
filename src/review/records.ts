import type { MeasuredFile } from '../core/budget/measured';
import type { FolderHost } from '../host/host';
import type { ObjectId, StatePath } from '../host/revisions';
import type { ChangedPaths } from './changedPaths';
import type { Layout } from './layout';
import type { Scanned } from './side';
import { isPicture } from './sources';

/** What is remembered of a source: what its findings depend on. By its path in the repository. */
export interface SourceRecord {
  /** Of its content. */
  readonly id: ObjectId;
  /** Files that were looked for, and the ids they had; empty for those that were not there. */
  readonly files: readonly (readonly [path: string, id: ObjectId])[];
  readonly folders: readonly string[];
  readonly project: boolean;
  /** Whether it has any call or reference. */
  readonly finds: boolean;
  /** What was measured of it, with the prices that `key` stands for. */
  readonly measured?: { readonly key: string; readonly file: MeasuredFile };
}

export type SourceRecords = ReadonlyMap<string, SourceRecord>;

/** Keeps records from one review to the next. Losing them costs time and nothing else. */
export interface RecordStore {
  load(): Promise<SourceRecords>;
  save(records: SourceRecords): Promise<void>;
}

/** `undefined` where it depends on what has no id: such a source is looked into each time. */
export async function recordOf(
  { calls, findings, dependencies, unread }: Scanned,
  id: ObjectId,
  ids: ReadonlyMap<string, StatePath>,
  host: Pick<FolderHost, 'stat'>,
  layout: Layout,
): Promise<SourceRecord | undefined> {
  if (unread.length > 0) return undefined;
  const files: (readonly [string, ObjectId])[] = [];
  for (const path of dependencies.files) {
    const known = ids.get(path);
    if (known === undefined) {
      // A file that Git ignores, or a folder.
      if ((await host.stat(layout.uri(path)))?.type === 'file') return undefined;
      files.push([path, '']);
    } else if (known.id === undefined) return undefined;
    else files.push([path, known.id]);
  }
  return {
    id,
    files,
    folders: [...dependencies.folders],
    project: dependencies.project,
    finds: calls.length + findings.length > 0,
  };
}

/** Whether a record of an earlier review still says what is so now. */
export async function stillHolds(
  record: SourceRecord,
  source: StatePath,
  ids: ReadonlyMap<string, StatePath>,
  files: Pick<FolderHost, 'stat'>,
  layout: Layout,
): Promise<boolean> {
  if (record.id !== source.id) return false;
  for (const [path, id] of record.files) {
    const known = ids.get(path);
    if (known !== undefined) {
      if (known.id !== id) return false;
    } else if (id !== '' || (await files.stat(layout.uri(path)))?.type === 'file') return false;
  }
  return true;
}

/** What a change does beyond the files that changed. */
export interface Reach {
  readonly changed: ChangedPaths;
  /** Folders in which a file came or went, with those above: their lists are others. */
  readonly folders: ReadonlySet<string>;
  /** Where the project says that paths lead may be another place, or there may be something in it now. */
  readonly project: boolean;
}

/** @param leadsElsewhere what the project's files say of its paths is something else now */
export function reachOf(changed: ChangedPaths, leadsElsewhere: boolean): Reach {
  const folders = new Set<string>();
  let project = leadsElsewhere;
  for (const path of changed.all()) {
    if (changed.before.has(path) && changed.after.has(path)) continue;
    if (isPicture(path)) project = true;
    for (let at = path; at !== '';) {
      at = at.slice(0, Math.max(at.lastIndexOf('/'), 0));
      if (folders.has(at)) break;
      folders.add(at);
    }
  }
  return { changed, folders, project };
}

/** Whether a change can make a source's findings others than they were, though its text is the same. */
export function isTouched(record: SourceRecord, { changed, folders, project }: Reach): boolean {
  return (
    (project && record.project) ||
    record.files.some(([path]) => changed.has(path)) ||
    record.folders.some(folder => folders.has(folder))
  );
}
