import type { Orientation } from '../facts';
import type { Head, Step } from '../head';
import type { Decoded } from './decoded';
import { exifOrientation } from './exif';

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const DHT = 0xc4;
const JPG = 0xc8;
const DAC = 0xcc;
const APP1 = 0xe1;
/** Bytes between segments that belong to none. Decoders skip a few; a longer run is no JPEG. */
const maxStray = 4096;

/**
 * JPEG of every process (baseline, progressive, lossless, arithmetic). Walks the segments by their lengths, so that an
 * EXIF or ICC block costs one jump and is not read: 512 bytes a segment, 550 kB at most (some 1,000 segments).
 *
 * The library cannot do this part: it needs all segments in memory and knows only three of the frame types.
 */
export function* jpeg(head: Head): Step<Decoded> {
  let orientation: Orientation = 1;
  let seenExif = false;
  let stray = 0;
  let at = 2;
  for (;;) {
    if (!head.has(at, 4)) yield* head.need(at, 2);
    const marker = head.u8(at + 1);
    if (head.u8(at) !== 0xff || marker === 0xff) {
      at++;
      if (++stray > maxStray) throw head.corrupt('has no JPEG segments where they should be');
    } else if (isFrame(marker)) {
      yield* head.need(at, 9);
      return {
        format: 'jpeg',
        width: head.u16(at + 7),
        height: head.u16(at + 5),
        orientation,
        animated: false,
        frames: 1,
      };
    } else if (marker === EOI || marker === SOS) {
      throw head.corrupt('has no frame header, where a JPEG says its size');
    } else if (isAlone(marker)) {
      at += 2;
      stray += 2;
      if (stray > maxStray) throw head.corrupt('has no JPEG segments where they should be');
    } else {
      if (!head.has(at, 4)) yield* head.need(at, 4);
      const length = head.u16(at + 2);
      if (length < 2) throw head.corrupt('has a segment of impossible length');
      const end = at + 2 + length;
      if (marker === APP1 && !seenExif && length >= 16) {
        yield* head.need(at, 10);
        if (head.u32(at + 4) === 0x45786966 && head.u16(at + 8) === 0) {
          seenExif = true;
          orientation = yield* exifOrientation(head, at + 4, end);
        }
      }
      at = end;
    }
  }
}

/** SOF0 to SOF15, among which three other markers have their numbers. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== DHT && marker !== JPG && marker !== DAC;
}

/** Markers without a length: TEM, RST0 to RST7, a second SOI, and the stuffed zero. */
function isAlone(marker: number): boolean {
  return marker <= 0x01 || (marker >= 0xd0 && marker <= SOI);
}
