import type { Head, Step } from '../head';

/** A box of the ISO base media file format (AVIF, HEIF, JPEG XL): where it is, not what is in it. */
export interface Box {
  /** Four characters as a number, see `fourCC`. */
  readonly type: number;
  /** Offset of the content. */
  readonly body: number;
  /** Offset past the content; infinite for a last box in a source of unknown size. */
  readonly end: number;
}

/** The box at `at`, or `undefined` where the source (or `limit`, the end of the box around it) ends before one. */
export function* boxAt(head: Head, at: number, limit = Infinity): Step<Box | undefined> {
  if (at + 8 > limit || !(head.has(at, 8) || (yield* head.reach(at, 8)))) return undefined;
  let size = head.u32(at);
  const type = head.u32(at + 4);
  let body = at + 8;
  if (size === 1) {
    body = at + 16;
    if (body > limit || !(yield* head.reach(at, 16))) return undefined;
    size = head.u64(at + 8);
  } else if (size === 0) {
    size = Math.min(limit, head.size ?? Infinity) - at;
  }
  if (size < body - at) throw head.corrupt('has a box of impossible length');
  return { type, body, end: Math.min(at + size, limit) };
}
