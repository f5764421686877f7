import { GIF } from 'image-size/types/gif';
import type { ImageWarning } from '../facts';
import { fourCC, type Head, type Step } from '../head';
import type { Decoded } from './decoded';
import { librarySize } from './library';

const NETS = fourCC('NETSCAPE');
const extension = 0x21;
const image = 0x2c;
const trailer = 0x3b;
const application = 0xff;
/** What the walk reads at a time: the steps are too small to be read one by one. */
const readAhead = 64 * 1024;
/** How far the second frame is looked for. */
const maxBytes = 256 * 1024;

/**
 * GIF. Whether it is animated is written nowhere: it is if a second image follows the first, whose data can only be
 * skipped in steps of 255 bytes. So up to 256 kB are read (64 kB at a time); past that a loop extension counts as
 * animated, and without one the facts say `animated: false` with the warning `animation-unknown`.
 */
export function* gif(head: Head): Step<Decoded> {
  yield* head.need(0, 13);
  const size = librarySize(head, GIF, head.slice(0, 13));
  let at = 13 + colourTable(head.u8(10));
  let images = 0;
  let loops = false;
  const ahead = (): number => Math.min(readAhead, maxBytes - at);
  while (at < maxBytes) {
    if (!head.has(at, 1) && !(yield* head.reach(at, 1, ahead()))) return ended(head, size, images);
    const block = head.u8(at);
    if (block === image) {
      if (++images > 1) return { format: 'gif', ...size, animated: true };
      if (!(yield* head.reach(at, 11, ahead()))) return ended(head, size, images);
      at += 11 + colourTable(head.u8(at + 9));
    } else if (block === extension) {
      if (!(yield* head.reach(at, 2, ahead()))) return ended(head, size, images);
      if (head.u8(at + 1) === application && (yield* head.reach(at, 7, ahead()))) {
        loops ||= head.u32(at + 3) === NETS;
      }
      at += 2;
    } else {
      // The trailer, or rubbish that decoders take for it.
      if (block !== trailer && images === 0) throw head.corrupt('has no image where a GIF should have one');
      return still(size);
    }
    // The data of either, in blocks of up to 255 bytes with a length before each.
    for (let length = -1; length !== 0 && at < maxBytes; at += 1 + length) {
      if (!head.has(at, 1) && !(yield* head.reach(at, 1, ahead()))) return ended(head, size, images);
      length = head.u8(at);
    }
  }
  return loops
    ? { format: 'gif', ...size, animated: true }
    : { format: 'gif', ...size, animated: false, warnings: [undecided] };
}

/** Bytes of the colour table a flags byte announces. */
function colourTable(flags: number): number {
  return (flags & 0x80) === 0 ? 0 : 3 << ((flags & 7) + 1);
}

function still(size: { readonly width: number; readonly height: number }): Decoded {
  return { format: 'gif', ...size, animated: false, frames: 1 };
}

/** The file ended before its trailer. */
function ended(
  head: Head,
  size: { readonly width: number; readonly height: number },
  images: number,
): Decoded {
  if (images === 0) throw head.truncated();
  return { ...still(size), warnings: [cut] };
}

const cut: ImageWarning = {
  kind: 'incomplete',
  message: 'The file ends before the end of its first image: it was cut short, and a model may refuse it.',
};

const undecided: ImageWarning = {
  kind: 'animation-unknown',
  message: `No second frame begins within the first ${maxBytes / 1024} kB of this GIF; it is taken for a still.`,
};
