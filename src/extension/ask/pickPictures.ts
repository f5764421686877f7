import * as vscode from 'vscode';
import type { Model } from '../../core/models/model';
import { plural } from '../../core/text';
import type { Tier } from '../../core/money';
import type { ImageFacts } from '../../images/facts';
import type * as Pixels from '../../images/pixels';
import { plainRow, pricedRow, workspacePictures } from './pictureRows';
import type { PictureRow } from './pictureRows';

export interface PickServices {
  readonly log: vscode.LogOutputChannel;
  facts(uri: vscode.Uri): Promise<ImageFacts>;
}

/** Milliseconds that the list waits for prices and thumbnails: what has none by then is listed without. */
const patience = 2000;
/** So many pictures are read at a time. */
const batch = 20;
const nothingTicked = 'Nothing is ticked yet: go to a picture with the arrow keys and tick it with Space';
/** Pixels of a thumbnail: twice the size of an icon, for dense screens. */
const iconSize = 44;

/**
 * Offers the workspace's pictures, newest first, with thumbnails and prices; several can be chosen.
 * @returns `undefined` where the user thinks better of it
 */
export async function pickPictures(
  services: PickServices,
  pricing: {
    readonly model: Model | undefined;
    readonly name: string;
    readonly detail: string | undefined;
    readonly tier: Tier;
  },
): Promise<readonly vscode.Uri[] | undefined> {
  const stop = new vscode.CancellationTokenSource();
  const pick = vscode.window.createQuickPick<PictureRow>();
  pick.title = 'Tilescope: Describe Mockup';
  pick.placeholder = `Choose one picture or several; prices are for ${pricing.name}, without the answer`;
  pick.canSelectMany = true;
  pick.matchOnDescription = true;
  pick.busy = true;
  pick.ignoreFocusOut = true;
  /** As it was before it said that nothing is ticked. */
  let title: string | undefined;
  const chosen = new Promise<readonly vscode.Uri[] | undefined>(resolve => {
    pick.onDidAccept(() => {
      const rows = pick.selectedItems.length > 0 ? pick.selectedItems : pick.activeItems;
      if (rows.length === 0) {
        // VS Code makes no row active in a list with boxes: Enter alone chooses nothing, and is told what would.
        if (pick.items.length === 0) return;
        title ??= pick.title;
        pick.title = nothingTicked;
        return;
      }
      resolve(rows.map(({ uri }) => uri));
      pick.hide();
    });
    pick.onDidChangeSelection(() => {
      if (title !== undefined) pick.title = title;
      title = undefined;
    });
    pick.onDidHide(() => {
      resolve(undefined);
      stop.cancel();
    });
  });
  pick.show();
  try {
    void fill(pick, services, pricing, stop.token).catch((error: unknown) => {
      services.log.error(`The list of pictures: ${String(error)}`);
    });
    return await chosen;
  } finally {
    stop.cancel();
    stop.dispose();
    pick.dispose();
  }
}

async function fill(
  pick: vscode.QuickPick<PictureRow>,
  services: PickServices,
  pricing: Parameters<typeof pickPictures>[1],
  token: vscode.CancellationToken,
): Promise<void> {
  const { uris, more } = await workspacePictures(token);
  if (isOver(token)) return;
  if (uris.length === 0) {
    pick.placeholder = 'No picture is in the workspace';
    pick.busy = false;
    return;
  }
  if (more > 0)
    pick.title = `${pick.title ?? ''} (the newest; ${plural(more, 'older one', 'older ones')} not listed)`;
  const rows = uris.map(plainRow);
  const filled = fillIn(rows, services, pricing, token);
  // Rows are put in place once, or twice where that takes long; not again once some of them are chosen.
  await Promise.race([filled, new Promise(resolve => setTimeout(resolve, patience))]);
  if (isOver(token)) return;
  pick.items = [...rows];
  await filled;
  pick.busy = false;
  if (isOver(token) || pick.selectedItems.length > 0) return;
  const active = new Set(pick.activeItems.map(({ uri }) => uri.toString()));
  pick.keepScrollPosition = true;
  pick.items = [...rows];
  pick.activeItems = rows.filter(({ uri }) => active.has(uri.toString()));
}

/** Gives rows their prices, which take a look at each header, and then their thumbnails, which take their time. */
async function fillIn(
  rows: PictureRow[],
  services: PickServices,
  pricing: Parameters<typeof pickPictures>[1],
  token: vscode.CancellationToken,
): Promise<void> {
  const known = new Map<PictureRow, ImageFacts>();
  await inBatches(rows, token, async ({ uri }) => {
    const facts = await services.facts(uri).catch((error: unknown) => error);
    const row = pricedRow(uri, facts instanceof Error ? facts : (facts as ImageFacts), pricing, undefined);
    if (!(facts instanceof Error)) known.set(row, facts as ImageFacts);
    return row;
  });
  if (isOver(token)) return;
  const thumbnail = await thumbnails(services.log);
  await inBatches(rows, token, async row => {
    const facts = known.get(row);
    return facts === undefined ? row : pricedRow(row.uri, facts, pricing, await thumbnail(row.uri));
  });
}

/** Replaces rows, the first ones first. */
async function inBatches(
  rows: PictureRow[],
  token: vscode.CancellationToken,
  better: (row: PictureRow) => Promise<PictureRow>,
): Promise<void> {
  for (let from = 0; from < rows.length && !isOver(token); from += batch)
    rows.splice(from, batch, ...(await Promise.all(rows.slice(from, from + batch).map(better))));
}

/** Asked anew each time: it changes while one waits. */
function isOver(token: vscode.CancellationToken): boolean {
  return token.isCancellationRequested;
}

type Thumbnail = (uri: vscode.Uri) => Promise<vscode.Uri | undefined>;

/** Without the image engine, and in folders that are not trusted, rows have no picture. */
async function thumbnails(log: vscode.LogOutputChannel): Promise<Thumbnail> {
  const none: Thumbnail = () => Promise.resolve(undefined);
  if (!vscode.workspace.isTrusted) return none;
  let pixels: typeof Pixels;
  try {
    pixels = await import('../../images/pixels');
  } catch (error) {
    log.info(`The list shows no thumbnails: the image engine cannot be loaded (${String(error)}).`);
    return none;
  }
  return async uri => {
    if (uri.scheme !== 'file') return undefined;
    try {
      const made = await pixels.thumbnail(uri.fsPath, {
        width: iconSize,
        maxHeight: iconSize,
        format: 'webp',
      });
      return vscode.Uri.parse(`data:image/webp;base64,${made.toString('base64')}`);
    } catch (error) {
      log.debug(`No thumbnail of ${uri.toString(true)}: ${String(error)}`);
      return undefined;
    }
  };
}
