import { ICO } from 'image-size/types/ico';
import type { Head, Step } from '../head';
import type { Decoded } from './decoded';
import { librarySize } from './library';

/** Icons have a handful of sizes. */
const maxEntries = 256;

/** ICO: the size of the largest entry. Reads its directory, 4 kB and 6 bytes at most. */
export function* ico(head: Head): Step<Decoded> {
  yield* head.need(0, 6);
  const entries = head.u16(4, true);
  if (entries > maxEntries) throw head.corrupt(`says it holds ${entries} icons`);
  yield* head.need(0, 6 + entries * 16);
  return { format: 'ico', ...librarySize(head, ICO, head.slice(0, 6 + entries * 16)), frames: 1 };
}
