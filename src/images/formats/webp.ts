import { WEBP } from 'image-size/types/webp';
import type { ImageWarning, Orientation } from '../facts';
import { fourCC, type Head, type Step } from '../head';
import type { Decoded } from './decoded';
import { exifOrientation } from './exif';
import { librarySize } from './library';

const VP8 = fourCC('VP8 ');
const VP8L = fourCC('VP8L');
const VP8X = fourCC('VP8X');
const EXIF = fourCC('EXIF');
const animation = 0x02;
const hasExif = 0x08;
const reserved = 0xc1;
/** A still has six kinds of chunk at most; a few unknown ones are allowed beside them. */
const maxChunks = 32;

/** WebP: lossy, lossless, extended, animated. One read; with EXIF one jump of 512 bytes a chunk, 20 kB at most. */
export function* webp(head: Head): Step<Decoded> {
  yield* head.need(0, 21);
  const warnings = incomplete(head);
  const kind = head.u32(12);
  if (kind === VP8L) {
    yield* head.need(0, 25);
    if (head.u8(20) !== 0x2f) throw head.corrupt('has a damaged lossless header');
  } else {
    yield* head.need(0, 30);
    if (kind === VP8 && (head.u16(23) !== 0x9d01 || head.u8(25) !== 0x2a)) {
      throw head.corrupt('does not start with a key frame');
    }
  }
  const bytes = head.slice(0, 30).slice();
  const flags = kind === VP8X ? head.u8(20) : 0;
  // Readers are to ignore the reserved bits; the library refuses them.
  if (kind === VP8X) bytes[20] = flags & ~reserved;
  const size = librarySize(head, WEBP, bytes);
  if ((flags & animation) !== 0) return { format: 'webp', ...size, animated: true, warnings };
  // Browsers and editors do not turn the frames of an animation, so its EXIF at the far end is not looked for.
  const orientation = (flags & hasExif) === 0 ? 1 : yield* findOrientation(head);
  return { format: 'webp', ...size, orientation, animated: false, frames: 1, warnings };
}

/** EXIF stands behind the pixels; chunks are skipped by their lengths. */
function* findOrientation(head: Head): Step<Orientation> {
  let at = 12;
  for (let chunks = 0; chunks < maxChunks; chunks++) {
    if (!(yield* head.reach(at, 8))) return 1;
    const length = head.u32(at + 4, true);
    const end = at + 8 + length;
    if (head.u32(at) === EXIF) {
      return (yield* head.reach(at + 8, length)) ? yield* exifOrientation(head, at + 8, end) : 1;
    }
    at = end + (length & 1);
  }
  return 1;
}

function incomplete(head: Head): readonly ImageWarning[] {
  const says = head.u32(4, true) + 8;
  if (head.size === undefined || says <= head.size) return [];
  return [
    {
      kind: 'incomplete',
      message: `The file has ${head.size} bytes but says it has ${says}: it was cut short, and a model may refuse it.`,
    },
  ];
}
