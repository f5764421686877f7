import { list, plural } from '../core/text';
import type { Assessment } from '../references/assess';
import { fileOf } from '../references/assess';
import { detailWords, modelText } from '../references/calls/price/words';
import type { PricedCall } from '../references/calls/price/pricedCall';
import { fullTarget } from '../references/scan/findingText';
import type { Finding, FoundCall } from '../references/scan/found';
import type { Cause, Delta, PictureChange } from './change';
import type { Layout } from './layout';

/** Changed pictures by the paths they have or had in the repository. */
export type ChangedPictures = ReadonlyMap<string, PictureChange>;

/** Why a call is not what it was; empty where it is. */
export function causesOfCall(
  before: FoundCall | undefined,
  after: FoundCall | undefined,
  delta: Delta,
  changed: ChangedPictures,
  layout: Layout,
): readonly Cause[] {
  if (before === undefined) return [{ kind: 'added' }];
  if (after === undefined) return [{ kind: 'removed' }];
  const causes: Cause[] = [];
  const words: readonly (readonly [
    Extract<Cause, { before: string }>['kind'],
    (priced: PricedCall) => string,
  ])[] = [
    ['model', ({ model }) => modelText(model)],
    ['detail', priced => list(detailWords(priced))],
    ['tier', ({ tier }) => tier],
    ['requests', ({ totals }) => plural(totals.requests, 'request')],
    ['output', outputWords],
  ];
  for (const [kind, word] of words) {
    const [old, now] = [word(before.priced), word(after.priced)];
    // Where no picture was looked at, there is no word.
    if (old !== now && old !== '' && now !== '') causes.push({ kind, before: old, after: now });
  }
  const old = picturesOf(before, layout, changed);
  const now = picturesOf(after, layout, changed);
  const added = [...now.keys()].filter(path => !old.has(path));
  const removed = [...old.keys()].filter(path => !now.has(path));
  // The same picture under another name is no other picture.
  const moved = added.filter(path => {
    const from = changed.get(now.get(path) ?? '');
    return from?.kind === 'moved' && removed.includes(from.before.path);
  });
  const movedFrom = moved.map(path => changed.get(now.get(path) ?? '')?.before?.path);
  const others = {
    added: added.filter(path => !moved.includes(path)),
    removed: removed.filter(path => !movedFrom.includes(path)),
  };
  if (others.added.length > 0 || others.removed.length > 0) causes.push({ kind: 'pictures', ...others });
  for (const [shown, path] of now) {
    const change = changed.get(path);
    if (change !== undefined && old.has(shown))
      causes.push({ kind: 'picture', path: shown, change: change.kind });
  }
  return causes.length === 0 && isSome(delta) ? [{ kind: 'cost' }] : causes;
}

/** The same for a picture named outside of calls. */
export function causesOfReference(
  before: Finding | undefined,
  after: Finding | undefined,
  delta: Delta,
  changed: ChangedPictures,
  layout: Layout,
): readonly Cause[] {
  if (before === undefined) return [{ kind: 'added' }];
  if (after === undefined) return [{ kind: 'removed' }];
  const isChanged = (one: string): boolean => changed.has(one);
  const path = pathOf(after.assessment, layout, isChanged) ?? pathOf(before.assessment, layout, isChanged);
  const change = path === undefined ? undefined : changed.get(path);
  if (path !== undefined && change !== undefined)
    return [{ kind: 'picture', path: layout.shown(path), change: change.kind }];
  return isSome(delta) ? [{ kind: 'cost' }] : [];
}

/** Whether a path of the repository is another file than it was. */
export type IsChanged = (path: string) => boolean;

/** The file a picture is, or was, as a path of the repository. */
export function pathOf(assessment: Assessment, layout: Layout, isChanged: IsChanged): string | undefined {
  const uri = fileOf(assessment);
  if (uri !== undefined) return layout.inRepository(uri);
  if (assessment.kind !== 'unresolved' || assessment.resolution.kind !== 'missing') return undefined;
  // One that is gone is still named: of the places where it is looked for, it was at the one that changed.
  const tried = assessment.resolution.tried.flatMap(one => layout.inRepository(one) ?? []);
  return tried.find(isChanged) ?? tried[0];
}

/** What a call sends: how it is shown → its path in the repository, or the same where it is no file of it. */
function picturesOf(
  { priced }: FoundCall,
  layout: Layout,
  changed: ChangedPictures,
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const images =
    priced.model.kind === 'choice' ? (priced.model.priced[0]?.images ?? priced.images) : priced.images;
  for (const { image, pictures } of images) {
    for (const { assessment } of pictures) {
      const path = pathOf(assessment, layout, one => changed.has(one));
      const shown = path === undefined ? fullTarget(assessment) : layout.shown(path);
      found.set(shown, path ?? shown);
    }
    if (pictures.length === 0 && image.source.kind === 'held')
      found.set(image.source.name, image.source.name);
    if (pictures.length === 0 && image.source.kind === 'several')
      found.set(image.source.pattern, image.source.pattern);
  }
  return found;
}

function outputWords({ output, call, totals }: PricedCall): string {
  if (output === undefined) return 'no images made';
  const { size, quality } = call.output ?? {};
  const parts = [
    output.count === undefined ? 'images made' : `${plural(output.count * totals.requests, 'image')} made`,
  ];
  if (size?.kind === 'stated') parts.push(size.value);
  if (quality?.kind === 'stated') parts.push(quality.value);
  return parts.join(' ');
}

function isSome({ tokens, costUsd }: Delta): boolean {
  return [tokens, costUsd].some(range => range !== undefined && (range[0] !== 0 || range[1] !== 0));
}
