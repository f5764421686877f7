import { ImageError } from './imageError';

/** A stretch of the source a decoder asks for. */
export interface Wanted {
  readonly offset: number;
  readonly length: number;
}

/**
 * Decoding as a generator: it yields what it wants to read and is handed the bytes.
 * So the same decoders serve an editor (driven by promises) and the command line (driven synchronously).
 */
export type Step<T> = Generator<Wanted, T, Uint8Array>;

/** Enough for most headers whole, and as cheap to read as a single byte. */
export const firstRead = 4096;
/** The least a jump to another place reads: the next few small chunks come with it. */
const hop = 512;
/** Header reading that gets here is being led around by the file. */
const maxReads = 1100;
const maxBytes = 1024 * 1024;

const nothing = new Uint8Array(0);
const nothingView = new DataView(nothing.buffer);

/** The part of a source that was read last, with absolute offsets; keeps the budget a hostile header cannot exceed. */
export class Head {
  /** Total bytes: from the source, or found by reading past the end. */
  size: number | undefined;
  private bytes: Uint8Array = nothing;
  private view: DataView = nothingView;
  private start = 0;
  // The first read counts; who makes a head makes it.
  private reads = 1;
  private spent = firstRead;

  constructor(
    /** For messages. */
    readonly image: string,
    size: number | undefined,
  ) {
    this.size = size;
  }

  /** Whether `length` bytes from `offset` are at hand. */
  has(offset: number, length: number): boolean {
    return offset >= this.start && offset + length <= this.start + this.bytes.length;
  }

  /** Fetches `length` bytes from `offset` where not at hand (and up to `ahead` with them); `false` where the source ends before. */
  *reach(offset: number, length: number, ahead = hop): Step<boolean> {
    if (this.has(offset, length)) return true;
    const end = offset + length;
    if (!Number.isSafeInteger(end) || (this.size !== undefined && end > this.size)) return false;
    const wanted = Math.max(length, ahead);
    const asked = this.size === undefined ? wanted : Math.min(wanted, this.size - offset);
    this.reads++;
    this.spent += asked;
    if (this.reads > maxReads || this.spent > maxBytes) {
      throw new ImageError('corrupt', this.image, 'has a header that goes on without end');
    }
    this.accept(yield { offset, length: asked }, offset, asked);
    return this.has(offset, length);
  }

  /** Takes what was read from `offset`, where `asked` bytes were asked for. */
  accept(bytes: Uint8Array, offset: number, asked: number): void {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.start = offset;
    // A short answer is how a source of unknown size, or a file cut since it was looked at, says where it ends.
    if (bytes.length < asked && bytes.length > 0) this.size = offset + bytes.length;
  }

  /** As {@link reach}, where ending before is an error of reason `truncated`. */
  *need(offset: number, length: number, ahead = hop): Step<void> {
    if (!this.has(offset, length) && !(yield* this.reach(offset, length, ahead))) throw this.truncated();
  }

  truncated(): ImageError {
    return new ImageError('truncated', this.image);
  }

  corrupt(what: string, cause?: unknown): ImageError {
    return new ImageError('corrupt', this.image, what, { cause });
  }

  /** A view of at most `length` bytes from `offset`; fewer where fewer are at hand. */
  slice(offset: number, length: number): Uint8Array {
    return this.bytes.subarray(offset - this.start, offset - this.start + length);
  }

  u8(offset: number): number {
    return this.view.getUint8(offset - this.start);
  }

  u16(offset: number, littleEndian = false): number {
    return this.view.getUint16(offset - this.start, littleEndian);
  }

  u32(offset: number, littleEndian = false): number {
    return this.view.getUint32(offset - this.start, littleEndian);
  }

  /** Past 2^53 the value is no longer exact, which only tells that it is past any file's end. */
  u64(offset: number, littleEndian = false): number {
    return Number(this.view.getBigUint64(offset - this.start, littleEndian));
  }
}

/** Four characters as the big-endian number a header holds, to compare without making strings. */
export function fourCC(name: string): number {
  return (
    ((name.charCodeAt(0) << 24) |
      (name.charCodeAt(1) << 16) |
      (name.charCodeAt(2) << 8) |
      name.charCodeAt(3)) >>>
    0
  );
}
