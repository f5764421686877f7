import { displaySize } from '../../images/facts';
import type { ImageFacts } from '../../images/facts';
import { drawnGrid } from '../../images/gridOverlay';
import type { GridLayout } from '../../images/gridOverlay';
import { shownByBrowsers } from '../../images/names';
import { fullLayout, seenDrawing } from '../../images/seenDrawing';
import type { Registry } from '../../core/models/registry';
import { estimateFacts } from '../../references/assess';
import type { PageChoice } from '../../webview/protocol';
import type { ViewedPicture } from './viewedPicture';

/** A picture as a model sees it, laid out to be drawn; `undefined` for a picture or a choice with nothing to draw. */
export interface Seen {
  readonly facts: ImageFacts;
  readonly layout: GridLayout;
  /** `checkout.png as gpt-5.2 sees it: 1,566 tokens` */
  readonly title: string;
}

/** Why there is nothing to draw, as a sentence. */
export interface NothingSeen {
  readonly why: string;
}

export function seenAs(
  picture: ViewedPicture,
  { model: asked, detail, tier }: PageChoice,
  registry: Registry,
  today: string,
): Seen | NothingSeen {
  const { facts, name } = picture;
  if (facts === undefined) return { why: `${name} cannot be read, so there is nothing to draw.` };
  const lookup = registry.find(asked);
  if (!lookup.found) return { why: `"${asked}" is not a known model: choose another one on the page.` };
  const estimate = estimateFacts(facts, lookup.model, detail, tier, today);
  if (estimate.outcome === 'rejected')
    return { why: `${lookup.model.id} refuses ${name}, so it sees nothing: ${estimate.rejected.message}` };
  const turned = facts.orientation >= 5;
  const { seen = null, grid = null } = estimate.outcome === 'counted' ? estimate : {};
  const stored = seen ?? { width: facts.width, height: facts.height };
  const { width, height } = displaySize({ ...stored, orientation: facts.orientation });
  const layout =
    grid === null
      ? fullLayout({
          columns: 1,
          rows: 1,
          cellWidth: width,
          cellHeight: height,
          seenWidth: width,
          seenHeight: height,
        })
      : fullLayout(drawnGrid(grid, stored, turned));
  return { facts, layout, title: `${name} as ${lookup.model.id} sees it` };
}

/** Rejects with `ImageError` where the image engine is missing or cannot decode the picture. */
export async function pngOf(picture: ViewedPicture, { layout }: Seen): Promise<Uint8Array> {
  const { seenPicture } = await import('../../images/pixels');
  const alone = layout.columns * layout.rows === 1 && layout.cell.width === layout.picture.width;
  return seenPicture(await picture.content(), alone ? layout.picture : layout);
}

/** Needs no image engine where browsers show the picture's format. */
export async function svgOf(picture: ViewedPicture, { facts, layout, title }: Seen): Promise<Uint8Array> {
  const { format, orientation } = facts;
  const direct = shownByBrowsers.has(format);
  const bytes = direct ? await picture.bytes() : await pixelsOf(picture, layout);
  const type = !direct ? 'png' : format === 'svg' ? 'svg+xml' : format === 'ico' ? 'x-icon' : format;
  const address = `data:image/${type};base64,${Buffer.from(bytes).toString('base64')}`;
  return new TextEncoder().encode(
    seenDrawing(layout, { address, orientation: direct ? orientation : 1 }, title),
  );
}

async function pixelsOf(picture: ViewedPicture, layout: GridLayout): Promise<Uint8Array> {
  const { seenPicture } = await import('../../images/pixels');
  return seenPicture(await picture.content(), layout.picture);
}
