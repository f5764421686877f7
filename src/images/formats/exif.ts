import type { Orientation } from '../facts';
import type { Head, Step } from '../head';

const orientationTag = 274;
const short = 3;
const long = 4;
const long8 = 16;
/** No camera writes more tags into its first directory; more is damage. */
const maxEntries = 1024;

/** Tag → value, for the tags that hold one whole number in place. */
type Tags = ReadonlyMap<number, number>;

/** Reads the first image directory of a TIFF structure at `start`, which may reach up to `end`; `undefined` where it is none. */
export function* readTags(head: Head, start: number, end: number): Step<Tags | undefined> {
  if (start + 8 > end) return undefined;
  yield* head.need(start, 8);
  const order = head.u16(start);
  if (order !== 0x4949 && order !== 0x4d4d) return undefined;
  const little = order === 0x4949;
  const version = head.u16(start + 2, little);
  if (version !== 42 && version !== 43) return undefined;
  const big = version === 43;
  if (big) yield* head.need(start, 16);
  const at = start + (big ? head.u64(start + 8, little) : head.u32(start + 4, little));
  const [countSize, entrySize, valueAt] = big ? [8, 20, 12] : [2, 12, 8];
  if (at + countSize > end) return undefined;
  yield* head.need(at, countSize);
  const count = big ? head.u64(at, little) : head.u16(at, little);
  if (count > maxEntries || at + countSize + count * entrySize > end) return undefined;
  yield* head.need(at + countSize, count * entrySize);
  const tags = new Map<number, number>();
  for (let i = 0; i < count; i++) {
    const entry = at + countSize + i * entrySize;
    const type = head.u16(entry + 2, little);
    const values = big ? head.u64(entry + 4, little) : head.u32(entry + 4, little);
    if (values !== 1) continue;
    const value = entry + valueAt;
    if (type === short) tags.set(head.u16(entry, little), head.u16(value, little));
    else if (type === long) tags.set(head.u16(entry, little), head.u32(value, little));
    else if (type === long8 && big) tags.set(head.u16(entry, little), head.u64(value, little));
  }
  return tags;
}

/** The orientation among a directory's tags: 1 where there is none, or nonsense, as viewers take it. */
export function orientationOf(tags: Tags | undefined): Orientation {
  return asOrientation(tags?.get(orientationTag) ?? 1);
}

/** Orientation from an EXIF block at `start`, with or without its `Exif\0\0` prefix. Damaged EXIF turns nothing. */
export function* exifOrientation(head: Head, start: number, end: number): Step<Orientation> {
  if (start + 8 > end) return 1;
  yield* head.need(start, 8);
  const prefixed = head.u32(start) === 0x45786966;
  return orientationOf(yield* readTags(head, prefixed ? start + 6 : start, end));
}

function asOrientation(value: number): Orientation {
  switch (value) {
    case 2:
    case 3:
    case 4:
    case 5:
    case 6:
    case 7:
    case 8:
      return value;
    default:
      return 1;
  }
}
