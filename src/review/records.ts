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
  folders: FolderNames,
): Promise<SourceRecord | undefined> {
  if (unread.length > 0) return undefined;
  const files: (readonly [string, ObjectId])[] = [];
  for (const path of dependencies.files) {
    const known = ids.get(path);
    if (known === undefined) {
      // A file that Git ignores, or a folder that was taken for one.
      if (await folders.has(path)) return undefined;
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

/**
 * Whether a record of the same content still says what is so now.
 * @param folders absent: a file that Git ignores, and that came to where there was none, is let pass. Who looks for it
 * has looked everywhere, so that nothing that changes is missed; but a sum would be.
 */
export async function stillHolds(
  record: SourceRecord,
  ids: ReadonlyMap<string, StatePath>,
  folders: FolderNames | undefined,
): Promise<boolean> {
  const missing: string[] = [];
  for (const [path, id] of record.files) {
    const known = ids.get(path);
    if (known === undefined ? id !== '' : known.id !== id) return false;
    if (known === undefined && folders !== undefined) missing.push(path);
  }
  for (const path of missing) if ((await folders?.has(path)) === true) return false;
  return true;
}

/** What is in folders, each listed once: for what Git ignores, and so does not list. */
export class FolderNames {
  readonly #names = new Map<string, Promise<ReadonlySet<string>>>();

  constructor(
    private readonly files: Pick<FolderHost, 'list'>,
    private readonly layout: Layout,
  ) {}

  /** @param path of the repository */
  async has(path: string): Promise<boolean> {
    const slash = path.lastIndexOf('/');
    const folder = path.slice(0, Math.max(slash, 0));
    let names = this.#names.get(folder);
    if (names === undefined) {
      const uri = folder === '' ? this.layout.repository : this.layout.uri(folder);
      names = this.files.list(uri).then(list => new Set(list));
      this.#names.set(folder, names);
    }
    return (await names).has(path.slice(slash + 1));
  }
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
