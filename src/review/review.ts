import type { Cancellation } from '../host/host';
import { IgnoredPaths } from '../host/ignoredPaths';
import type { Repository, State, StatePath } from '../host/revisions';
import { FactsCache } from '../images/factsCache';
import type { AskWhole } from './affected';
import { BeforeFiles } from './beforeFiles';
import { causesOfCall } from './causes';
import type { IsChanged } from './causes';
import type {
  CallChange,
  LookedSource,
  PictureChange,
  PictureUse,
  Review,
  ReviewChange,
  ReviewUnknown,
} from './change';
import { ChangedPaths } from './changedPaths';
import { amountOfCall, byRise, deltaOf, nothingSpent, sumOfDeltas } from './delta';
import { Layout } from './layout';
import { matchCalls } from './match';
import type { CallPair } from './match';
import { changedPictures, unknownOf, usesIn } from './pictures';
import type { RecordStore } from './records';
import { matchReferences, referenceChanges } from './referenceChanges';
import { Side } from './side';
import type { PricedWith } from './side';
import { sourcePairs } from './sourcePairs';
import type { ScannedSource, SourcePair } from './sourcePairs';

/** What is reviewed, and with what it is priced. */
export interface ReviewOptions extends PricedWith {
  readonly from: State;
  readonly to: State;
  /** The folder that is reviewed, absolute and without links on the way: the repository's root, or below it. */
  readonly root: string;
  /** What was learned of a project's sources by the reviews before. */
  readonly store?: RecordStore;
  /** Has the rest of the project measured too, for limits on all of it. */
  readonly whole?: AskWhole;
  readonly cancellation: Cancellation;
}

/** What changed in cost from one state of a project to another. Rejects with `RevisionError` only. */
export async function review(repository: Repository, options: ReviewOptions): Promise<Review> {
  const { from, to, root, cancellation } = options;
  const layout = new Layout(repository.root, root);
  // Git takes about as long for each: both at once.
  const ids = pathsOf(repository, to, cancellation);
  ids.catch(() => undefined);
  const changed = await ChangedPaths.collect(repository.changes({ from, to }, cancellation));
  const files = repository.files(to);
  const facts = new FactsCache(files);
  const then = new BeforeFiles(repository, files, changed, layout);
  const factsThen = factsBefore(then, facts);
  const after = new Side(files, facts, layout, options, cancellation);
  const before = new Side(then, factsThen, layout, options, cancellation, {
    side: after,
    isSame: uri => !then.differs(uri),
  });
  const ignored = new IgnoredPaths(root);

  const found = await changedPictures({ changed, layout, before: factsThen, after: facts });
  const { pairs, rest } = await sourcePairs({
    ...options,
    ids,
    changed,
    layout,
    before,
    after,
    files,
    filesBefore: then,
    isLeftOut: file => ignored.has(file),
  });

  const uses = usesOf(
    pairs.map(pair => pair.after),
    layout,
    path => changed.has(path),
  );
  const usesThen = usesOf(
    pairs.map(pair => pair.before),
    layout,
    path => changed.has(path),
  );
  const pictures: PictureChange[] = [];
  const byPath = new Map<string, PictureChange>();
  for (const { change, paths } of found) {
    const now = paths.flatMap(path => uses.get(path) ?? []);
    const named = now.length > 0 ? now : paths.flatMap(path => usesThen.get(path) ?? []);
    if (named.length === 0 && paths.every(path => layout.below(path) === undefined)) continue;
    const whole = { ...change, uses: named };
    pictures.push(whole);
    for (const path of paths) byPath.set(path, whole);
  }

  const calls = matchCalls(
    pairs.map(pair => ({ before: pair.before?.calls ?? [], after: pair.after?.calls ?? [] })),
  );
  const references = matchReferences(pairs, byPath, layout);
  const changes: ReviewChange[] = [
    ...callChanges(calls, byPath, layout),
    ...referenceChanges(references, byPath, layout),
  ];
  changes.sort((a, b) => byRise(a.delta, b.delta) || byPlace(a, b));
  pictures.sort((a, b) => (shownPath(a) < shownPath(b) ? -1 : 1));
  return {
    from,
    to,
    changes,
    pictures,
    total: sumOfDeltas(changes.flatMap(change => (change.kind === 'call' ? [change.delta] : []))),
    unknowns: unknownsOf(pairs, pictures, changed, layout),
    looked: {
      before: pairs.flatMap(pair => lookedAt(pair.before, pair.after)),
      after: pairs.flatMap(pair => lookedAt(pair.after, pair.before)),
      calls,
      references,
      rest,
      unread: pairs.flatMap(pair => pair.after?.unread ?? []),
    },
  };
}

async function pathsOf(
  repository: Repository,
  state: State,
  cancellation: Cancellation,
): Promise<ReadonlyMap<string, StatePath>> {
  const paths = new Map<string, StatePath>();
  for await (const path of repository.paths(state, cancellation)) paths.set(path.path, path);
  return paths;
}

/** Facts of what did not change are those of now, and read once. */
function factsBefore(files: BeforeFiles, now: FactsCache): Pick<FactsCache, 'facts'> {
  const own = new FactsCache(files);
  return { facts: uri => (files.differs(uri) ? own.facts(uri) : now.facts(uri)) };
}

type Uses = ReadonlyMap<string, readonly PictureUse[]>;

/** Where pictures are named on one side, by their paths in the repository. */
function usesOf(sources: readonly (ScannedSource | undefined)[], layout: Layout, isChanged: IsChanged): Uses {
  const all = new Map<string, PictureUse[]>();
  for (const scanned of sources)
    if (scanned !== undefined)
      for (const [path, uses] of usesIn(scanned, layout, isChanged))
        all.set(path, [...(all.get(path) ?? []), ...uses]);
  return all;
}

function lookedAt(own: ScannedSource | undefined, other: ScannedSource | undefined): readonly LookedSource[] {
  if (own === undefined) return [];
  const { file, calls, findings, ignores } = own;
  return [{ file, other: other?.file, ignores, calls, findings }];
}

function callChanges(
  matched: readonly CallPair[],
  pictures: ReadonlyMap<string, PictureChange>,
  layout: Layout,
): readonly CallChange[] {
  return matched.flatMap(({ before, after }): readonly CallChange[] => {
    const delta = deltaOf(
      before === undefined ? nothingSpent : amountOfCall(before),
      after === undefined ? nothingSpent : amountOfCall(after),
    );
    const causes = causesOfCall(before, after, delta, pictures, layout);
    if (causes.length === 0) return [];
    if (before !== undefined) return [{ kind: 'call', before, after, causes, delta }];
    return after === undefined ? [] : [{ kind: 'call', before, after, causes, delta }];
  });
}

function unknownsOf(
  pairs: readonly SourcePair[],
  pictures: readonly PictureChange[],
  changed: ChangedPaths,
  layout: Layout,
): readonly ReviewUnknown[] {
  const unknowns: ReviewUnknown[] = [];
  for (const { before, after } of pairs)
    for (const [scanned, when] of [
      [after, ''],
      [before, 'Before the change it '],
    ] as const)
      for (const { file, why } of scanned?.unread ?? [])
        if (!unknowns.some(({ path }) => path === file))
          unknowns.push({
            reason: 'unread-source',
            path: file,
            message: `${when === '' ? 'It ' : when}could not be read: ${why}.`,
          });
  for (const picture of pictures) unknowns.push(...[unknownOf(picture)].filter(one => one !== undefined));
  for (const path of changed.submodules)
    unknowns.push({
      reason: 'submodule',
      path: layout.shown(path),
      message:
        'This submodule changed, and what is in it is not here: check it out with `git submodule update --init --recursive`.',
    });
  return unknowns;
}

function shownPath({ before, after }: PictureChange): string {
  return (after ?? before).path;
}

function byPlace(a: ReviewChange, b: ReviewChange): number {
  const [one, other] = [a.after ?? a.before, b.after ?? b.before];
  if (one.file !== other.file) return one.file < other.file ? -1 : 1;
  return one.line - other.line || one.column - other.column;
}
