import { basename } from 'node:path';
import { access, constants } from 'node:fs/promises';
import type { Sharp, SharpOptions } from 'sharp';
import type { Size } from '../core/size';
import { gridOverlay, layOut, type GridLayout, type ThumbnailGrid } from './gridOverlay';
import { ImageError, toImageError } from './imageError';
import { numberedOverlay } from './seenDrawing';

export type { ThumbnailGrid } from './gridOverlay';

export interface ThumbnailOptions {
  /** Pixels the thumbnail, unused parts of cells included, is at most wide; 300. */
  readonly width?: number;
  /** Pixels it is at most high; 300. */
  readonly maxHeight?: number;
  /** The cells a model pays for, to be drawn over the picture. */
  readonly grid?: ThumbnailGrid;
  /** `webp`. */
  readonly format?: 'webp' | 'png';
  /** Turn the picture as its EXIF says; `true`. Off, it is shown as an API sees it that does not turn pictures. */
  readonly orient?: boolean;
}

/** A picture to draw may have; past it decoding takes longer, and more memory, than a preview is worth. */
const maxPixels = 150_000_000;
/** Seconds of drawing after which a preview is given up, and a picture that somebody asked to have. */
const patience = { preview: 10, export: 120 };

type Engine = (input: string | Uint8Array, options: SharpOptions) => Sharp;
let engine: Promise<Engine> | undefined;

/**
 * A small version of the picture (a path, or its bytes), with the grid on it where one is given. A picture is never
 * enlarged. Partial cells are drawn whole: what they have beyond the picture is paid for, and shown hatched.
 *
 * Of an animation the first frame. Rejects with `ImageError`: `engine-missing` where sharp cannot be loaded (the
 * message of its loader is the cause), `undecodable` where it cannot read the picture (BMP, ICO, HEIC and JPEG XL among
 * others) or the picture is too large to draw, `not-found` or `denied` for a path.
 */
export async function thumbnail(input: string | Uint8Array, options: ThumbnailOptions = {}): Promise<Buffer> {
  const { width = 300, maxHeight = 300, grid, format = 'webp', orient = true } = options;
  return drawn(input, { orient, seconds: patience.preview }, image => {
    let sized = image;
    if (grid === undefined) {
      sized = image.resize({ width, height: maxHeight, fit: 'inside', withoutEnlargement: true });
    } else {
      const layout = layOut(grid, width, maxHeight);
      sized = overlaid(image, layout, gridOverlay(layout));
    }
    return format === 'png' ? sized.png() : sized.webp({ quality: 82, effort: 2 });
  });
}

/**
 * The picture as a model sees it, upright, at that very size: with its grid and the numbers of the cells where a layout
 * is given, else scaled to a size. A PNG. Input and errors are those of {@link thumbnail}.
 */
export async function seenPicture(input: string | Uint8Array, seen: GridLayout | Size): Promise<Buffer> {
  return drawn(input, { orient: true, seconds: patience.export }, image =>
    ('canvas' in seen
      ? overlaid(image, seen, numberedOverlay(seen))
      : image.resize({ width: seen.width, height: seen.height, fit: 'fill' })
    ).png(),
  );
}

function overlaid(image: Sharp, { picture, canvas }: GridLayout, overlay: string): Sharp {
  return image
    .resize({ ...picture, fit: 'fill' })
    .extend({
      right: canvas.width - picture.width,
      bottom: canvas.height - picture.height,
      background: { r: 0, g: 0, b: 0, alpha: 0 },
    })
    .composite([{ input: Buffer.from(overlay) }]);
}

async function drawn(
  input: string | Uint8Array,
  { orient, seconds }: { readonly orient: boolean; readonly seconds: number },
  draw: (image: Sharp) => Sharp,
): Promise<Buffer> {
  const name = typeof input === 'string' ? basename(input) : 'image';
  const open = await (engine ??= load(name));
  try {
    const image = open(input, { limitInputPixels: maxPixels, failOn: 'error', pages: 1 });
    return await draw(orient ? image.autoOrient() : image)
      .timeout({ seconds })
      .toBuffer();
  } catch (error) {
    if (typeof input === 'string') await readable(input, name);
    throw new ImageError('undecodable', name, undefined, { cause: error });
  }
}

async function load(name: string): Promise<Engine> {
  try {
    const { default: sharp } = await import('sharp');
    // An extension host is shared: no memory is kept between pictures, and one core is enough for a thumbnail.
    sharp.cache(false);
    sharp.concurrency(1);
    return sharp;
  } catch (error) {
    engine = undefined;
    throw new ImageError('engine-missing', name, undefined, { cause: error });
  }
}

/** The engine knows one error for all it cannot open; the file system tells which it is. */
async function readable(path: string, name: string): Promise<void> {
  try {
    await access(path, constants.R_OK);
  } catch (error) {
    throw toImageError(error, name);
  }
}
