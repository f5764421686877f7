import type { ByteSource } from '../host/bytes';
import { ImageError } from './imageError';

/** Bytes that are there already: reading them waits for nothing. */
export interface InlineSource extends ByteSource {
  readonly size: number;
  readSync(offset: number, length: number): Uint8Array;
}

/**
 * The content of a `data:` URI (RFC 2397), base64 or percent-encoded. Only the bytes asked for are decoded: a URI of
 * 20 MB costs a scan for stray blanks, not 15 MB of memory.
 *
 * Throws `ImageError` of reason `malformed-uri` (as `read` does, for characters that are not of the encoding) or
 * `empty`. The name is `data:` with the media type.
 */
export function dataUriSource(uri: string): InlineSource {
  const comma = uri.indexOf(',');
  if (!/^data:/i.test(uri)) throw malformed('data:', 'does not begin with `data:`');
  // A header longer than this is a forgotten comma, whatever comes later.
  if (comma === -1 || comma > 1024)
    throw malformed('data:', 'has no comma between its media type and its content');
  const header = uri.slice(5, comma).trim();
  const mediaType = (header.split(';', 1)[0] ?? '').trim().toLowerCase();
  const name = `data:${mediaType}`;
  if (mediaType !== '' && !/^[\w.+-]+\/[\w.+-]+$/.test(mediaType)) {
    throw malformed('data:', 'has a media type that is none');
  }
  // A fragment is not part of the content. In base64 a `#` could be nothing else; unescaped in SVG text it is a slip
  // that readers forgive (`fill="#fff"`), so it stays there.
  if (/;\s*base64\s*$/i.test(header)) {
    const end = uri.indexOf('#', comma);
    return new Base64Source(name, uri, comma + 1, end === -1 ? uri.length : end);
  }
  return new PercentSource(name, uri.slice(comma + 1));
}

function malformed(name: string, what: string): ImageError {
  return new ImageError('malformed-uri', name, what, {
    wayOut: 'A data URI reads `data:image/png;base64,` followed by the encoded file.',
  });
}

class Base64Source implements InlineSource {
  readonly size: number;
  private readonly text: string;
  private readonly start: number;
  private readonly end: number;

  constructor(
    readonly name: string,
    uri: string,
    start: number,
    end: number,
  ) {
    this.text = uri;
    this.start = start;
    this.end = end;
    // Line breaks and escapes would shift every position, so such a text is straightened first; it is rare.
    if (['%', '\n', '\r', ' ', '\t'].some(char => hasChar(uri, char, start, end))) {
      this.text = straighten(uri.slice(start, end), name);
      this.start = 0;
      this.end = this.text.length;
    }
    while (this.end > this.start && this.text[this.end - 1] === '=') this.end--;
    const length = this.end - this.start;
    if (length % 4 === 1) throw malformed(name, 'ends within a group of base64');
    this.size = Math.floor((length * 3) / 4);
  }

  read(offset: number, length: number): Promise<Uint8Array> {
    return new Promise(resolve => {
      resolve(this.readSync(offset, length));
    });
  }

  readSync(offset: number, length: number): Uint8Array {
    const until = Math.min(offset + length, this.size);
    if (until <= offset) return new Uint8Array(0);
    const bytes = new Uint8Array(until - offset);
    for (let i = 0; i < bytes.length; i++) {
      // Byte n lies in the characters 4·n/3 and the next.
      const at = offset + i;
      const char = this.start + Math.floor(at / 3) * 4 + (at % 3);
      const shift = 2 * ((at % 3) + 1);
      bytes[i] = (this.value(char) << shift) | (this.value(char + 1) >> (6 - shift));
    }
    return bytes;
  }

  private value(at: number): number {
    const value = values[this.text.charCodeAt(at)];
    if (value === undefined || value === -1) {
      throw malformed(this.name, `has a character that is not base64 (at ${at - this.start})`);
    }
    return value;
  }
}

/** Character code → its six bits, -1 for others. The URL-safe alphabet is taken as well. */
const values: Int8Array = (() => {
  const table = new Int8Array(128).fill(-1);
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
  for (let i = 0; i < alphabet.length; i++) table[alphabet.charCodeAt(i)] = i;
  for (const [char, value] of [
    ['+', 62],
    ['-', 62],
    ['/', 63],
    ['_', 63],
  ] as const) {
    table[char.charCodeAt(0)] = value;
  }
  return table;
})();

function hasChar(text: string, char: string, start: number, end: number): boolean {
  const at = text.indexOf(char, start);
  return at !== -1 && at < end;
}

function straighten(text: string, name: string): string {
  try {
    return decodeURIComponent(text).replace(/\s+/g, '');
  } catch (error) {
    throw new ImageError('malformed-uri', name, 'has a broken percent escape', { cause: error });
  }
}

/** Percent-encoded text, decoded as far as it was asked for. Characters outside ASCII stand for their UTF-8. */
class PercentSource implements InlineSource {
  readonly size: number;
  private decoded = new Uint8Array(256);
  private length = 0;
  private at = 0;

  constructor(
    readonly name: string,
    private readonly text: string,
  ) {
    this.size = measure(text);
  }

  read(offset: number, length: number): Promise<Uint8Array> {
    return Promise.resolve(this.readSync(offset, length));
  }

  readSync(offset: number, length: number): Uint8Array {
    const end = Math.min(offset + length, this.size);
    if (end <= offset) return new Uint8Array(0);
    while (this.length < end) this.decodeNext();
    return this.decoded.subarray(offset, end);
  }

  private decodeNext(): void {
    const byte = escaped(this.text, this.at);
    if (byte !== undefined) {
      this.at += 3;
      this.push(byte);
      return;
    }
    const point = this.text.codePointAt(this.at) ?? 0;
    this.at += point > 0xffff ? 2 : 1;
    if (point < 0x80) this.push(point);
    else for (const part of new TextEncoder().encode(String.fromCodePoint(point))) this.push(part);
  }

  private push(byte: number): void {
    if (this.length === this.decoded.length) {
      const larger = new Uint8Array(this.length * 2);
      larger.set(this.decoded);
      this.decoded = larger;
    }
    this.decoded[this.length++] = byte;
  }
}

/** The byte of a `%xx` at `at`. A percent sign before anything else stands for itself, as in browsers. */
function escaped(text: string, at: number): number | undefined {
  if (text.charCodeAt(at) !== 0x25) return undefined;
  const digits = text.slice(at + 1, at + 3);
  return /^[\da-f]{2}$/i.test(digits) ? Number.parseInt(digits, 16) : undefined;
}

/** Bytes the text stands for. */
function measure(text: string): number {
  let bytes = 0;
  for (let at = 0; at < text.length; bytes++) {
    if (escaped(text, at) !== undefined) {
      at += 3;
      continue;
    }
    const point = text.codePointAt(at) ?? 0;
    at += point > 0xffff ? 2 : 1;
    // A lone surrogate becomes U+FFFD, which takes three bytes as its neighbours do.
    if (point >= 0x80) bytes += point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
  }
  return bytes;
}
