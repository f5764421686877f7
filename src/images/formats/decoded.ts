import type { ImageFormat, ImageWarning, Orientation } from '../facts';
import type { Head, Step } from '../head';

/** What a format's decoder found; sizes are not yet checked for sense. */
export interface Decoded {
  readonly format: ImageFormat;
  readonly width: number;
  readonly height: number;
  /** 1 where left out. */
  readonly orientation?: Orientation;
  /** `false` where left out. */
  readonly animated?: boolean;
  readonly frames?: number;
  readonly warnings?: readonly ImageWarning[];
}

/** Reads one format's header; throws `ImageError`, or anything at all for damaged bytes (its caller makes that `corrupt`). */
export type Decoder = (head: Head) => Step<Decoded>;
