import type { MeasuredFile } from '../core/budget/measured';
import type { Cancellation, FolderHost } from '../host/host';
import type { StatePath } from '../host/revisions';
import { affectedSources } from './affected';
import type { AskWhole } from './affected';
import type { ChangedPaths } from './changedPaths';
import type { Layout } from './layout';
import type { RecordStore } from './records';
import type { Scanned, Side } from './side';
import { isSource } from './sources';

export type ScannedSource = Scanned & {
  /** The review's path. */
  readonly file: string;
};

/** A source on both sides: without one of them it was added or removed, or is left out there. */
export interface SourcePair {
  readonly before: ScannedSource | undefined;
  readonly after: ScannedSource | undefined;
}

export interface SourcePairsOptions {
  /** The paths of the state that is checked. */
  readonly ids: Promise<ReadonlyMap<string, StatePath>>;
  readonly changed: ChangedPaths;
  readonly layout: Layout;
  readonly before: Side;
  readonly after: Side;
  /** The files of `to`. */
  readonly files: FolderHost;
  /** Those of the state before. */
  readonly filesBefore: FolderHost;
  /** @param file the review's path */
  readonly isLeftOut: (file: string) => boolean;
  readonly store?: RecordStore;
  readonly whole?: AskWhole;
  readonly cancellation: Cancellation;
}

/** The sources that changed, and those that what changed matters to; `rest`: all others, if the whole is asked for. */
export async function sourcePairs(options: SourcePairsOptions): Promise<{
  readonly pairs: readonly SourcePair[];
  readonly rest: readonly MeasuredFile[] | undefined;
}> {
  const { changed, layout, before, after, isLeftOut, store, whole } = options;
  const pairs: SourcePair[] = [];
  const wanted = (path: string | undefined): string | undefined => {
    if (path === undefined || !isSource(path)) return undefined;
    const file = layout.below(path);
    return file === undefined || isLeftOut(file) ? undefined : file;
  };
  const scan = async (side: Side, file: string | undefined): Promise<ScannedSource | undefined> =>
    file === undefined ? undefined : { file, ...(await side.scan(file)) };

  // What is there now first: what the other side has in common with it is not read again.
  const both = async (old: string | undefined, now: string | undefined): Promise<void> => {
    const there = await scan(after, now);
    pairs.push({ before: await scan(before, old), after: there });
  };

  const paired = new Set<string>();
  for (const path of changed.after.keys()) {
    const from = changed.movedFrom.get(path) ?? (changed.before.has(path) ? path : undefined);
    if (from !== undefined) paired.add(from);
    const [old, now] = [wanted(from), wanted(path)];
    if (old !== undefined || now !== undefined) await both(old, now);
  }
  for (const path of changed.before.keys()) {
    const old = paired.has(path) || changed.after.has(path) ? undefined : wanted(path);
    if (old !== undefined) pairs.push({ before: await scan(before, old), after: undefined });
  }
  if (changed.size === 0) return { pairs, rest: undefined };
  const { sources, rest } = await affectedSources({ ...options, side: after, store, whole });
  for (const [file, now] of sources)
    pairs.push({ before: await scan(before, file), after: { file, ...now } });
  return { pairs, rest };
}
