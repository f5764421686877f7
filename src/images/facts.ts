import type { Size } from '../core/size';

/** What the content is, whatever the name says. APNG is `png` with `animated: true`; every HEIF still that is not AVIF is `heic`. */
export type ImageFormat =
  'png' | 'jpeg' | 'webp' | 'gif' | 'avif' | 'heic' | 'bmp' | 'tiff' | 'ico' | 'svg' | 'jxl';

/** How a viewer turns the stored pixels, in EXIF's numbers (1: not at all; 5 to 8 swap width and height). */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/** Something that does not stop the reading, but that its user would want to know. */
export type ImageWarning =
  | {
      /** The extension or the `data:` media type promises another format than the content has. */
      readonly kind: 'misnamed';
      /** What the name says: `.png`, `image/png`. */
      readonly says: string;
      readonly format: ImageFormat;
      readonly message: string;
    }
  | {
      /** The header does not settle within its byte limit whether there is more than one frame; `animated` is the better guess. */
      readonly kind: 'animation-unknown';
      readonly message: string;
    }
  | {
      /** The size is known, but the file is shorter than it says itself: a decoder may refuse it. */
      readonly kind: 'incomplete';
      readonly message: string;
    };

/** What a header tells of an image. */
export interface ImageFacts {
  readonly format: ImageFormat;
  /** Stored pixels, before {@link orientation}: an integer, at least 1. */
  readonly width: number;
  /** Stored pixels, before {@link orientation}: an integer, at least 1. */
  readonly height: number;
  readonly orientation: Orientation;
  /** More than one frame. Pages of a TIFF and sizes in an ICO are not frames. */
  readonly animated: boolean;
  /** Only where the header says it cheaply (APNG, still images). */
  readonly frames?: number;
  /** Size of the whole file, `undefined` where its source does not say. */
  readonly bytes: number | undefined;
  readonly warnings: readonly ImageWarning[];
}

/** Width and height as a viewer shows them: the stored ones, swapped where the orientation turns by a quarter. */
export function displaySize(facts: Pick<ImageFacts, 'width' | 'height' | 'orientation'>): Size {
  return facts.orientation >= 5
    ? { width: facts.height, height: facts.width }
    : { width: facts.width, height: facts.height };
}
