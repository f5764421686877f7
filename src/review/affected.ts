import type { Cancellation, FolderHost } from '../host/host';
import type { Repository, State, StatePath } from '../host/revisions';
import { RevisionError } from '../host/revisions';
import type { Layout } from './layout';
import { isTouched, reachOf, recordOf, stillHolds } from './records';
import type { RecordStore, SourceRecord } from './records';
import type { ChangedPaths } from './changedPaths';
import type { Scanned, Side } from './side';
import { isSource } from './sources';

export interface AffectedOptions {
  readonly repository: Repository;
  readonly to: State;
  readonly changed: ChangedPaths;
  readonly layout: Layout;
  /** The side of `to`. */
  readonly side: Side;
  readonly files: FolderHost;
  /** Whether a file is left out of the review. @param file the review's path */
  readonly isLeftOut: (file: string) => boolean;
  readonly store: RecordStore | undefined;
  readonly cancellation: Cancellation;
}

/** Sources that did not change and whose calls or references may have: the review's paths, and what they hold now. */
export type Affected = ReadonlyMap<string, Scanned>;

/**
 * Finds whom a changed picture, a changed import or a changed folder matters to. What every source depends on is looked
 * for once for each of its contents and remembered by the ids of Git; so most often nothing is read here.
 */
export async function affectedSources(options: AffectedOptions): Promise<Affected> {
  const { repository, to, changed, layout, side, files, isLeftOut, store, cancellation } = options;
  const ids = new Map<string, StatePath>();
  for await (const path of repository.paths(to, cancellation)) ids.set(path.path, path);
  const known = (await store?.load()) ?? new Map<string, SourceRecord>();
  const records = new Map<string, SourceRecord>();
  const reach = reachOf(changed);
  const affected = new Map<string, Scanned>();
  let learned = 0;
  for (const [path, source] of ids) {
    if (cancellation.isCancellationRequested)
      throw new RevisionError('cancelled', 'The review was cancelled', '');
    if (!isSource(path)) continue;
    const file = layout.below(path);
    if (file === undefined || isLeftOut(file)) continue;
    const old = known.get(path);
    if (old !== undefined && (await stillHolds(old, source, ids, files, layout))) {
      records.set(path, old);
      if (!changed.has(path) && isTouched(old, reach)) affected.set(file, await side.scan(file));
      continue;
    }
    if (changed.has(path)) continue;
    const scanned = await side.scan(file);
    const record =
      source.id === undefined ? undefined : await recordOf(scanned, source.id, ids, files, layout);
    if (record !== undefined) {
      records.set(path, record);
      learned += 1;
    }
    if (record === undefined || isTouched(record, reach)) affected.set(file, scanned);
  }
  if (learned > 0) await store?.save(records);
  return affected;
}
