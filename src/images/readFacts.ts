import type { ByteSource } from '../host/bytes';
import { decode } from './decode';
import type { ImageFacts } from './facts';
import { toImageError } from './imageError';

/**
 * Format, size, orientation and animation of an image, from header bytes only.
 *
 * The first read asks for 4 kB, which is all that most images need. At worst, further reads come to:
 *
 * | format | bytes | for |
 * | --- | --- | --- |
 * | PNG | 70 kB | chunks before the pixels, 512 bytes a chunk (128 of them) |
 * | JPEG | 550 kB | 512 bytes a segment; payloads (EXIF thumbnails, ICC) are jumped over |
 * | WebP | 20 kB | chunks up to the EXIF of a still |
 * | GIF | 256 kB | looking for a second frame |
 * | AVIF, HEIC | 1 MB | 512 bytes a box or property; 4 to 8 kB in practice |
 * | TIFF | 20 kB | the first directory, wherever it stands |
 * | JPEG XL | 36 kB | boxes before the codestream |
 * | SVG | 64 kB | a root element after long comments |
 * | BMP | none | |
 * | ICO | 4 kB | its directory |
 *
 * Whatever the bytes, no more than 1,100 reads and 1 MB are spent. Rejects with `ImageError` only; what the source
 * throws is mapped by its `code`.
 */
export async function readImageFacts(source: ByteSource): Promise<ImageFacts> {
  const run = decode(source.name, source.size);
  let step = run.next();
  while (step.done !== true) {
    let bytes: Uint8Array;
    try {
      bytes = await source.read(step.value.offset, step.value.length);
    } catch (error) {
      throw toImageError(error, source.name);
    }
    step = run.next(bytes);
  }
  return step.value;
}
