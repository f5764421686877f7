import type { StatePath } from '../host/revisions';
import type { ImageFacts } from '../images/facts';
import type { FactsCache } from '../images/factsCache';
import { ImageError } from '../images/imageError';
import type { PictureChange, PictureSide, PictureUse, ReviewUnknown } from './change';
import { pathOf } from './causes';
import type { IsChanged } from './causes';
import type { ChangedPaths } from './changedPaths';
import type { Layout } from './layout';
import type { Scanned } from './side';
import { isPicture } from './sources';

export interface PicturesOptions {
  readonly changed: ChangedPaths;
  readonly layout: Layout;
  readonly before: Pick<FactsCache, 'facts'>;
  readonly after: Pick<FactsCache, 'facts'>;
}

/** A changed picture before its users are known, and its paths in the repository. */
export interface FoundPicture {
  readonly change: PictureChange;
  readonly paths: readonly string[];
}

/** Pictures that were added, removed, given other bytes, or moved with the same. */
export async function changedPictures(options: PicturesOptions): Promise<readonly FoundPicture[]> {
  const { changed, layout } = options;
  const side = async (of: StatePath, facts: Pick<FactsCache, 'facts'>): Promise<PictureSide> => ({
    path: layout.shown(of.path),
    facts: await factsOf(facts, layout.uri(of.path)),
  });
  const found: FoundPicture[] = [];
  for (const [before, after] of pairsOf(changed)) {
    if (before !== undefined && after !== undefined) {
      const sides = { before: await side(before, options.before), after: await side(after, options.after) };
      const kind = before.path === after.path ? ('re-encoded' as const) : ('moved' as const);
      found.push({ change: { kind, ...sides, uses: [] }, paths: [...new Set([before.path, after.path])] });
    } else if (after !== undefined)
      found.push({
        change: { kind: 'added', before: undefined, after: await side(after, options.after), uses: [] },
        paths: [after.path],
      });
    else if (before !== undefined)
      found.push({
        change: { kind: 'removed', before: await side(before, options.before), after: undefined, uses: [] },
        paths: [before.path],
      });
  }
  return found;
}

/** The two sides of each changed picture. One that was moved and given other bytes is one that went and one that came. */
function pairsOf(
  changed: ChangedPaths,
): readonly (readonly [StatePath | undefined, StatePath | undefined])[] {
  const pairs: (readonly [StatePath | undefined, StatePath | undefined])[] = [];
  const gone = new Map([...changed.before].filter(([path]) => isPicture(path) && !changed.after.has(path)));
  const byId = new Map(
    [...gone.values()].flatMap(one => (one.id === undefined ? [] : [[one.id, one] as const])),
  );
  for (const [path, after] of changed.after) {
    if (!isPicture(path) || after.type === 'submodule') continue;
    const same = changed.before.get(path);
    if (same !== undefined) {
      if (same.id === undefined || same.id !== after.id) pairs.push([same, after]);
      continue;
    }
    const named = gone.get(changed.movedFrom.get(path) ?? '');
    const from =
      named?.id !== undefined && named.id === after.id
        ? named
        : after.id === undefined
          ? undefined
          : byId.get(after.id);
    if (from !== undefined && gone.delete(from.path)) pairs.push([from, after]);
    else pairs.push([undefined, after]);
  }
  for (const before of gone.values()) if (before.type !== 'submodule') pairs.push([before, undefined]);
  return pairs;
}

async function factsOf(facts: Pick<FactsCache, 'facts'>, uri: string): Promise<ImageFacts | ImageError> {
  try {
    return await facts.facts(uri);
  } catch (error) {
    if (ImageError.is(error)) return error;
    throw error;
  }
}

/** Where the pictures of a source are named, by their paths in the repository. */
export function usesIn(
  { calls, findings }: Pick<Scanned, 'calls' | 'findings'>,
  layout: Layout,
  isChanged: IsChanged,
): ReadonlyMap<string, readonly PictureUse[]> {
  const uses = new Map<string, PictureUse[]>();
  const add = (path: string | undefined, use: PictureUse): void => {
    if (path === undefined) return;
    const list = uses.get(path) ?? [];
    uses.set(path, list);
    if (!list.some(({ line, column }) => line === use.line && column === use.column)) list.push(use);
  };
  for (const { file, line, column, places, priced } of calls) {
    const images = priced.model.kind === 'choice' ? (priced.model.priced[0]?.images ?? []) : priced.images;
    for (const [i, { pictures }] of images.entries()) {
      const place = places[i] ?? { line, column };
      for (const { assessment } of pictures)
        add(pathOf(assessment, layout, isChanged), {
          file,
          line: place.line,
          column: place.column,
          call: true,
        });
    }
  }
  for (const { file, line, column, assessment } of findings)
    add(pathOf(assessment, layout, isChanged), { file, line, column, call: false });
  return uses;
}

/** What of a changed picture that is used cannot be told. */
export function unknownOf({ before, after, uses }: PictureChange): ReviewUnknown | undefined {
  if (uses.length === 0) return undefined;
  for (const side of [after, before]) {
    if (side === undefined || !(side.facts instanceof Error)) continue;
    const then = side === before ? 'Before the change it ' : '';
    const { message, image, reason } = side.facts;
    const said = message.startsWith(image) ? message.slice(image.length).trim() : message;
    return {
      reason: reason === 'lfs-pointer' ? 'lfs-pointer' : 'unread-picture',
      path: side.path,
      message: then === '' ? `It ${said}` : `${then}${said.replace(/^is /, 'was ')}`,
    };
  }
  return undefined;
}
