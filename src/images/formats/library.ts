import type { IImage } from 'image-size/types/interface';
import type { Head } from '../head';

/**
 * Width and height as the `image-size` library reads them from the bytes at hand.
 *
 * The library wants its input in memory from the start and knows one failure for all; so it serves the formats whose
 * size stands at a fixed place (PNG, GIF, WebP, BMP, ICO), and the caller checks first that these bytes are there.
 */
export function librarySize(
  head: Head,
  handler: IImage,
  bytes: Uint8Array,
): { readonly width: number; readonly height: number } {
  try {
    const { width, height, images } = handler.calculate(bytes);
    if (images === undefined) return { width, height };
    return images.reduce((most, each) => (area(each) > area(most) ? each : most));
  } catch (error) {
    throw head.corrupt('has a damaged header', error);
  }
}

function area(size: { readonly width: number; readonly height: number }): number {
  return size.width * size.height;
}
