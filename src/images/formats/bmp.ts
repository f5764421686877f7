import { BMP } from 'image-size/types/bmp';
import { ImageError } from '../imageError';
import type { Head, Step } from '../head';
import type { Decoded } from './decoded';
import { librarySize } from './library';

/** Sizes of the header that follows the file header, by version (OS/2 1 and 2, Windows 3 to 5). */
const headerSizes = new Set([12, 16, 40, 52, 56, 64, 108, 124]);

/** BMP. One read. */
export function* bmp(head: Head): Step<Decoded> {
  yield* head.need(0, 26);
  const headerSize = head.u32(14, true);
  // Two letters make a weak signature: any text may begin with them.
  if (!headerSizes.has(headerSize)) throw new ImageError('unsupported', head.image);
  const size =
    headerSize === 12
      ? // The oldest header has sides of 16 bits, which the library does not know.
        { width: head.u16(18, true), height: head.u16(20, true) }
      : librarySize(head, BMP, head.slice(0, 26));
  return { format: 'bmp', ...size, frames: 1 };
}
