import type { MeasuredFile } from '../core/budget/measured';
import type { Cancellation, FolderHost } from '../host/host';
import { configName } from '../host/projectConfigs';
import { RevisionError } from '../host/revisions';
import type { Repository, State, StatePath } from '../host/revisions';
import type { ChangedPaths } from './changedPaths';
import type { Layout } from './layout';
import { isTouched, reachOf, recordOf, stillHolds } from './records';
import type { RecordStore, SourceRecord } from './records';
import type { Scanned, Side } from './side';
import { isSource } from './sources';

/** Has all of a project measured, not only what changed. */
export interface WholeOptions {
  /** Of all that decides a file's numbers apart from what it depends on: models, prices, the day. */
  readonly key: (file: string) => Promise<string>;
  readonly measure: (file: string, scanned: Scanned) => MeasuredFile;
}

/** Asked once, before anything else is read, with all `tilescope.json` there are: whether the whole is wanted. */
export type AskWhole = (configs: readonly string[]) => Promise<WholeOptions | undefined>;

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
  readonly whole: AskWhole | undefined;
  readonly cancellation: Cancellation;
}

export interface Affected {
  /** Sources that did not change and whose calls or references may have: the review's paths, and what they hold now. */
  readonly sources: ReadonlyMap<string, Scanned>;
  /** The others, where the whole is asked for; those with calls. */
  readonly rest: readonly MeasuredFile[] | undefined;
}

/**
 * Finds whom a changed picture, a changed import or a changed folder matters to. What every source depends on is looked
 * for once for each of its contents and remembered by the ids of Git; so most often nothing is read here.
 */
export async function affectedSources(options: AffectedOptions): Promise<Affected> {
  const { repository, to, changed, layout, side, files, isLeftOut, store, cancellation } = options;
  const ids = new Map<string, StatePath>();
  for await (const path of repository.paths(to, cancellation)) ids.set(path.path, path);
  const whole = await options.whole?.(configsIn(ids.keys(), layout));
  const known = (await store?.load()) ?? new Map<string, SourceRecord>();
  const records = new Map<string, SourceRecord>();
  const reach = reachOf(changed);
  const sources = new Map<string, Scanned>();
  const rest: MeasuredFile[] = [];
  let learned = 0;
  for (const [path, source] of ids) {
    if (cancellation.isCancellationRequested)
      throw new RevisionError('cancelled', 'The review was cancelled', '');
    if (!isSource(path)) continue;
    const file = layout.below(path);
    if (file === undefined || isLeftOut(file)) continue;
    const old = known.get(path);
    const holds = old !== undefined && (await stillHolds(old, source, ids, files, layout));
    if (holds) records.set(path, old);
    if (changed.has(path)) continue;
    if (holds && isTouched(old, reach)) sources.set(file, await side.scan(file));
    else {
      const key = holds && !old.finds ? undefined : await whole?.key(file);
      if (holds && (key === undefined || old.measured?.key === key)) {
        if (key !== undefined && old.measured !== undefined) rest.push(old.measured.file);
        continue;
      }
      const scanned = await side.scan(file);
      const record =
        source.id === undefined ? undefined : await recordOf(scanned, source.id, ids, files, layout);
      const measured = record?.finds === true ? whole?.measure(file, scanned) : undefined;
      if (record !== undefined) {
        records.set(
          path,
          measured === undefined || key === undefined
            ? record
            : { ...record, measured: { key, file: measured } },
        );
        learned += 1;
      }
      if (record === undefined || isTouched(record, reach)) sources.set(file, scanned);
      else if (measured !== undefined) rest.push(measured);
    }
  }
  if (learned > 0) await store?.save(records);
  return { sources, rest: whole === undefined ? undefined : rest };
}

function configsIn(paths: Iterable<string>, layout: Layout): readonly string[] {
  const found: string[] = [];
  for (const path of paths) {
    if (path !== configName && !path.endsWith(`/${configName}`)) continue;
    const file = layout.below(path);
    if (file !== undefined) found.push(file);
  }
  return found;
}
