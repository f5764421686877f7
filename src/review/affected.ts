import type { MeasuredFile } from '../core/budget/measured';
import type { Cancellation, FolderHost } from '../host/host';
import { configName } from '../host/projectConfigs';
import { RevisionError } from '../host/revisions';
import type { StatePath } from '../host/revisions';
import type { ChangedPaths } from './changedPaths';
import type { Layout } from './layout';
import { Needles } from './needles';
import { Pause } from './pause';
import { leadsElsewhere } from './projectChanged';
import { FolderNames, isTouched, reachOf, recordOf, stillHolds } from './records';
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
  /** The paths of the state. */
  readonly ids: Promise<ReadonlyMap<string, StatePath>>;
  readonly changed: ChangedPaths;
  readonly layout: Layout;
  /** The side of `to`. */
  readonly side: Side;
  readonly files: FolderHost;
  readonly filesBefore: FolderHost;
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
  const { changed, layout, side, files, isLeftOut, store, cancellation } = options;
  const ids = await options.ids;
  const folders = new FolderNames(files, layout);
  const whole = await options.whole?.(configsIn(ids.keys(), layout));
  const known = (await store?.load()) ?? new Map<string, SourceRecord>();
  const records = new Map<string, SourceRecord>();
  const elsewhere = await leadsElsewhere(changed, options.filesBefore, files, layout);
  const reach = reachOf(changed, elsewhere);
  const sources = new Map<string, Scanned>();
  const rest: MeasuredFile[] = [];
  const unknown: Unknown[] = [];
  let learned = 0;
  const learn = async ({ path, file, source }: Unknown, key: string | undefined): Promise<void> => {
    const scanned = await side.scan(file);
    const record = source.id === undefined ? undefined : await recordOf(scanned, source.id, ids, folders);
    const measured = key !== undefined && record?.finds === true ? whole?.measure(file, scanned) : undefined;
    const touched = record === undefined || isTouched(record, reach);
    if (record !== undefined) {
      const kept = measured === undefined || key === undefined ? {} : { measured: { key, file: measured } };
      records.set(path, { ...record, ...kept });
      learned += 1;
    }
    if (touched) sources.set(file, scanned);
    else if (measured !== undefined) rest.push(measured);
  };

  const pause = new Pause();
  for (const [path, source] of ids) {
    await pause.now();
    cancelled(cancellation);
    if (!isSource(path)) continue;
    const file = layout.below(path);
    if (file === undefined) continue;
    const kept = known.get(path);
    // Of the same text.
    const old = kept?.id === source.id ? kept : undefined;
    if (changed.has(path)) {
      if (old !== undefined) records.set(path, old);
      continue;
    }
    // What it depends on is another, whatever else may be so too.
    if (old !== undefined && isTouched(old, reach)) {
      records.set(path, old);
      // Whatever is left out was never known; it is asked of the few others, since asking takes a while.
      if (!isLeftOut(file)) sources.set(file, await side.scan(file));
      continue;
    }
    const holds =
      old !== undefined && (await stillHolds(old, ids, whole === undefined ? undefined : folders));
    if (holds) records.set(path, old);
    const counts = whole !== undefined && (!holds || old.finds) && !isLeftOut(file);
    const key = counts ? await whole.key(file) : undefined;
    if (holds && (key === undefined || old.measured?.key === key)) {
      if (key !== undefined && old.measured !== undefined) rest.push(old.measured.file);
    } else if (counts) await learn({ path, file, source }, key);
    else if (whole === undefined && !isLeftOut(file)) unknown.push({ path, file, source });
  }

  // Those that are not known yet: a look at each, and at those that have no word of it again for each new word.
  const needles = new Needles(changed, elsewhere);
  let left = unknown;
  let first = true;
  for (let again = unknown.length > 0; again;) {
    again = false;
    const next: Unknown[] = [];
    for (const one of left) {
      await pause.now();
      cancelled(cancellation);
      const look = await side.look(one.file);
      if (look === undefined) {
        if (one.source.id !== undefined) {
          records.set(one.path, { id: one.source.id, ...nothingIn });
          learned += 1;
        }
      } else if (needles.areIn(look.text, look.calls)) {
        await learn(one, undefined);
        if (needles.addModule(one.path)) again = true;
      } else if (first && store !== undefined && next.length < mostLearned) {
        // A few of the others each time, so that they are all known before long.
        next.push(one);
        await learn(one, undefined);
      } else if (look.calls) next.push(one);
    }
    left = next;
    first = false;
  }
  if (learned > 0) await store?.save(records);
  return { sources, rest: whole === undefined ? undefined : rest };
}

/** So many sources that need not be known are learned of in one review. */
const mostLearned = 100;

const nothingIn: Omit<SourceRecord, 'id'> = { files: [], folders: [], project: false, finds: false };

interface Unknown {
  readonly path: string;
  readonly file: string;
  readonly source: StatePath;
}

function cancelled({ isCancellationRequested }: Cancellation): void {
  if (isCancellationRequested) throw new RevisionError('cancelled', 'The review was cancelled', '');
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
