import type { Head, Step } from '../head';
import type { Decoded } from './decoded';
import { orientationOf, readTags } from './exif';

const widthTag = 256;
const heightTag = 257;

/**
 * TIFF and BigTIFF of both byte orders: the first page. Reads the header, then the directory wherever it stands (often
 * at the end of the file, out of the library's reach): 12 kB, for BigTIFF 20 kB, at most.
 */
export function* tiff(head: Head): Step<Decoded> {
  const tags = yield* readTags(head, 0, head.size ?? Number.MAX_SAFE_INTEGER);
  if (tags === undefined) throw head.truncated();
  const width = tags.get(widthTag);
  const height = tags.get(heightTag);
  if (width === undefined || height === undefined) throw head.corrupt('has a page without a size');
  return { format: 'tiff', width, height, orientation: orientationOf(tags) };
}
