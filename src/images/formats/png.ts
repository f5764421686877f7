import { PNG } from 'image-size/types/png';
import type { ImageWarning, Orientation } from '../facts';
import { fourCC, type Head, type Step } from '../head';
import type { Decoded } from './decoded';
import { exifOrientation } from './exif';
import { librarySize } from './library';

const CgBI = fourCC('CgBI');
const IHDR = fourCC('IHDR');
const IDAT = fourCC('IDAT');
const IEND = fourCC('IEND');
const acTL = fourCC('acTL');
const eXIf = fourCC('eXIf');
/** Both chunks looked for must stand before the pixels; past this many others the search is given up. */
const maxChunks = 128;

/** PNG and APNG. Reads the headers of the chunks before the pixels: at most 128 jumps of 512 bytes, 70 kB. */
export function* png(head: Head): Step<Decoded> {
  yield* head.need(0, 33);
  const apple = head.u32(12) === CgBI;
  if (apple) yield* head.need(0, 49);
  if (head.u32(apple ? 28 : 12) !== IHDR) throw head.corrupt('does not begin with its header');
  const size = librarySize(head, PNG, head.slice(0, 49));
  let frames = 1;
  let orientation: Orientation = 1;
  let at = 8;
  for (let chunks = 0; ; chunks++) {
    if (chunks === maxChunks) {
      return { format: 'png', ...size, orientation, animated: frames > 1, warnings: [undecided] };
    }
    if (!head.has(at, 8)) yield* head.need(at, 8);
    const length = head.u32(at);
    const type = head.u32(at + 4);
    if (type === IDAT || type === IEND) break;
    if (type === acTL && length >= 8) {
      yield* head.need(at + 8, 4);
      frames = Math.max(1, head.u32(at + 8));
    } else if (type === eXIf) {
      orientation = yield* exifOrientation(head, at + 8, at + 8 + length);
    }
    at += 12 + length;
  }
  return { format: 'png', ...size, orientation, animated: frames > 1, frames };
}

const undecided: ImageWarning = {
  kind: 'animation-unknown',
  message: `Whether this PNG is animated was not looked for past its first ${maxChunks} chunks; it is taken for a still.`,
};
