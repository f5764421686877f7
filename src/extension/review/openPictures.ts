import * as vscode from 'vscode';
import { URI } from 'vscode-uri';
import { fileOf } from '../../references/assess';
import type { PricedImage, PricedPicture } from '../../references/calls/price/pricedCall';
import type { FoundCall } from '../../references/scan/found';
import type { PictureChange, PictureSide, ReviewChange } from '../../review/change';
import { pictureLine } from '../../review/words';
import type { PagePricing } from '../../webview/protocol';
import type { OpenRequest } from '../tileView/request';
import type { PictureSource } from '../tileView/source';
import type { Reviewed } from './reviewProject';
import type { Row } from './rows';
import type { SideUris } from './sides';
import { sideWords } from './sides';

/** What a row's Tile View is of; of several changed pictures of a call, the one that is chosen. */
export async function requestOfRow(
  uris: SideUris,
  row: Row,
): Promise<OpenRequest | 'none chosen' | undefined> {
  if (row.kind === 'picture') return requestOfPicture(uris, row.reviewed, row.picture);
  if (row.kind !== 'change') return undefined;
  const { reviewed, change } = row;
  const changed = changedPicturesOf(reviewed, change);
  const [only] = changed;
  if (only === undefined) return requestOfChange(uris, reviewed, change);
  if (changed.length === 1) return requestOfPicture(uris, reviewed, only);
  const rows = changed.map(picture => {
    const { path, kind, sides } = pictureLine(picture);
    return { label: path, description: `${kind} · ${sides}`, picture };
  });
  const chosen = await vscode.window.showQuickPick(rows, {
    title: 'Tilescope: Before and After of Which Picture',
    matchOnDescription: true,
  });
  return chosen === undefined ? 'none chosen' : requestOfPicture(uris, reviewed, chosen.picture);
}

/** A changed picture: before and after side by side, at the price of the call that sends it. */
function requestOfPicture(
  uris: SideUris,
  reviewed: Reviewed,
  picture: PictureChange,
): OpenRequest | undefined {
  const { from, to } = reviewed.result.review;
  const before = sourceOf(picture.before, file => uris.before(reviewed, file));
  const after = sourceOf(picture.after, file => uris.after(reviewed, file));
  const pricing = pricingOf(reviewed, picture);
  const resource = uris.onDisk(reviewed, (picture.after ?? picture.before).path);
  if (before !== undefined && after !== undefined)
    return {
      sources: [before, after],
      pair: { before: `Before, ${sideWords(from)}`, after: `After, ${sideWords(to)}` },
      pricing,
      resource,
    };
  const only = after ?? before;
  if (only === undefined) return undefined;
  const [word, state] = after === undefined ? (['removed', from] as const) : (['added', to] as const);
  const notice =
    picture.kind === word
      ? `The picture was ${word}: this is it, ${sideWords(state)}.`
      : `Only this side can be shown: ${sideWords(state)}.`;
  return { sources: [only], pricing, resource, notice };
}

/** The pictures of a changed call that changed themselves. */
function changedPicturesOf(reviewed: Reviewed, change: ReviewChange): readonly PictureChange[] {
  const files = filesOf(change);
  return reviewed.result.review.pictures.filter(({ before, after }) =>
    [before, after].some(side => side !== undefined && files.has(fullPath(reviewed, side.path))),
  );
}

/** All that a changed call sends, as it is now; where it is gone, as it was. */
function requestOfChange(uris: SideUris, reviewed: Reviewed, change: ReviewChange): OpenRequest | undefined {
  const files = filesOf(change);
  const at = change.after ?? change.before;
  const state = change.after === undefined ? uris.before.bind(uris) : uris.after.bind(uris);
  const sources = [...files].flatMap((file): readonly PictureSource[] => {
    const relative = relativeTo(reviewed, file);
    const uri = relative === undefined ? vscode.Uri.file(file) : state(reviewed, relative);
    return uri === undefined ? [] : [{ kind: 'file', uri: uri.toString() }];
  });
  if (sources.length === 0) return undefined;
  const first = 'priced' in at ? pictureIn(at, () => true) : undefined;
  return {
    sources,
    pricing: 'priced' in at && first !== undefined ? pricingFrom(at, first) : undefined,
    resource: uris.onDisk(reviewed, at.file),
  };
}

function sourceOf(
  side: PictureSide | undefined,
  uri: (file: string) => vscode.Uri | undefined,
): PictureSource | undefined {
  const at = side === undefined ? undefined : uri(side.path);
  return at === undefined ? undefined : { kind: 'file', uri: at.toString() };
}

/** Of the dearest changed call that sends it, else of any that was looked at; of none: as the project prices it. */
function pricingOf(reviewed: Reviewed, { before, after }: PictureChange): PagePricing | undefined {
  const { changes, looked } = reviewed.result.review;
  const paths = new Set(
    [after, before].flatMap(side => (side === undefined ? [] : [fullPath(reviewed, side.path)])),
  );
  const calls = [
    ...changes.flatMap(change => (change.kind === 'call' ? [change.after ?? change.before] : [])),
    ...looked.after.flatMap(source => source.calls),
    ...looked.before.flatMap(source => source.calls),
  ];
  for (const call of calls) {
    const found = pictureIn(call, file => paths.has(file));
    if (found !== undefined) return pricingFrom(call, found);
  }
  return undefined;
}

interface PictureOf {
  readonly image: PricedImage;
  readonly picture: PricedPicture;
}

function pictureIn({ priced }: FoundCall, wanted: (file: string) => boolean): PictureOf | undefined {
  for (const image of priced.images)
    for (const picture of image.pictures) {
      const uri = fileOf(picture.assessment);
      if (uri !== undefined && wanted(URI.parse(uri).fsPath)) return { image, picture };
    }
  return undefined;
}

/** `undefined` where the call's model is not known: then the settings' holds. */
function pricingFrom(
  { priced, file, line }: FoundCall,
  { image, picture }: PictureOf,
): PagePricing | undefined {
  const { model, tier } = priced;
  const [first] = model.kind === 'choice' ? model.asked : [];
  const asked = model.kind === 'known' || model.kind === 'fallback' ? model.asked : first;
  if (asked === undefined) return undefined;
  const { detail } = image.image;
  return {
    model: asked,
    detail: picture.detail ?? (detail.kind === 'stated' ? detail.value : undefined),
    tier,
    origin: `the call at ${file}:${String(line)}`,
  };
}

/** Absolute paths of all pictures of a change, on its newer side. */
function filesOf({ before, after }: ReviewChange): ReadonlySet<string> {
  const at = after ?? before;
  const assessments =
    'priced' in at
      ? at.priced.images.flatMap(({ pictures }) => pictures.map(({ assessment }) => assessment))
      : [at.assessment];
  return new Set(
    assessments.flatMap(assessment => {
      const uri = fileOf(assessment);
      return uri === undefined ? [] : [URI.parse(uri).fsPath];
    }),
  );
}

function fullPath({ root }: Reviewed, file: string): string {
  return URI.parse(vscode.Uri.joinPath(vscode.Uri.file(root), ...file.split('/')).toString()).fsPath;
}

function relativeTo({ root }: Reviewed, file: string): string | undefined {
  const top = `${vscode.Uri.file(root).path}/`;
  const { path } = vscode.Uri.file(file);
  return path.startsWith(top) ? path.slice(top.length) : undefined;
}
