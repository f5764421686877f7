import type { Orientation } from '../facts';
import { fourCC, type Head, type Step } from '../head';
import type { Decoded } from './decoded';
import { boxAt } from './boxes';

const jxlc = fourCC('jxlc');
const jxlp = fourCC('jxlp');
/** The size, orientation and animation flag stand within so many bytes of a codestream. */
const enough = 48;
const maxBoxes = 64;
/** Width ÷ height, by the three bits that follow the height; 0 means the width is written out. */
const ratios: readonly (readonly [number, number])[] = [
  [1, 1],
  [12, 10],
  [4, 3],
  [3, 2],
  [16, 9],
  [5, 4],
  [2, 1],
];

/**
 * JPEG XL, bare or in its container. One read, or a jump of 512 bytes for each box before the codestream, 36 kB at most.
 * The size alone would be the library's; orientation and animation are in the bits behind it.
 */
export function* jxl(head: Head): Step<Decoded> {
  const codestream = yield* findCodestream(head);
  try {
    return parse(new Bits(codestream.subarray(2)));
  } catch (error) {
    if (error instanceof RangeError) throw head.truncated();
    throw error;
  }
}

function* findCodestream(head: Head): Step<Uint8Array> {
  yield* head.need(0, 2);
  if (head.u16(0) === 0xff0a) {
    yield* head.reach(0, enough);
    return head.slice(0, enough);
  }
  const pieces: number[] = [];
  let at = 0;
  for (let boxes = 0; boxes < maxBoxes; boxes++) {
    const box = yield* boxAt(head, at);
    if (box === undefined) break;
    if (box.type === jxlc || box.type === jxlp) {
      // A partial codestream has its number before it.
      const from = box.type === jxlc ? box.body : box.body + 4;
      const length = Math.min(enough - pieces.length, box.end - from);
      if (length > 0) {
        if (!(yield* head.reach(from, length))) yield* head.reach(from, 1);
        pieces.push(...head.slice(from, length));
      }
      if (box.type === jxlc || pieces.length >= enough) break;
    }
    at = box.end;
  }
  if (pieces.length < 2) throw head.truncated();
  if (pieces[0] !== 0xff || pieces[1] !== 0x0a) throw head.corrupt('has a damaged codestream');
  return Uint8Array.from(pieces);
}

function parse(bits: Bits): Decoded {
  const { width, height } = sizeHeader(bits);
  let orientation: Orientation = 1;
  let animated = false;
  const allDefault = bits.take(1) === 1;
  if (!allDefault && bits.take(1) === 1) {
    orientation = (1 + bits.take(3)) as Orientation;
    if (bits.take(1) === 1) sizeHeader(bits);
    if (bits.take(1) === 1) skipPreview(bits);
    animated = bits.take(1) === 1;
  }
  return { format: 'jxl', width, height, orientation, animated, ...(animated ? {} : { frames: 1 }) };
}

/** ISO/IEC 18181-1, SizeHeader. */
function sizeHeader(bits: Bits): { readonly width: number; readonly height: number } {
  const small = bits.take(1) === 1;
  const side = (): number =>
    small ? 8 * (1 + bits.take(5)) : 1 + bits.take([9, 13, 18, 30][bits.take(2)] ?? 0);
  const height = side();
  const ratio = ratios[bits.take(3) - 1];
  return { height, width: ratio === undefined ? side() : Math.floor((height * ratio[0]) / ratio[1]) };
}

/** ISO/IEC 18181-1, PreviewHeader: of no use here, but in the way. */
function skipPreview(bits: Bits): void {
  const small = bits.take(1) === 1;
  const skipSide = (): void => {
    bits.take((small ? [0, 0, 5, 9] : [6, 8, 10, 12])[bits.take(2)] ?? 0);
  };
  skipSide();
  if (bits.take(3) === 0) skipSide();
}

/** Bits from the least significant up, as JPEG XL packs them. */
class Bits {
  private at = 0;

  constructor(private readonly bytes: Uint8Array) {}

  /** The next `count` (at most 30) bits; throws a `RangeError` at the end. */
  take(count: number): number {
    let value = 0;
    for (let i = 0; i < count; i++, this.at++) {
      const byte = this.bytes[this.at >> 3];
      if (byte === undefined) throw new RangeError('end of bits');
      value |= ((byte >> (this.at & 7)) & 1) << i;
    }
    return value;
  }
}
