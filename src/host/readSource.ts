import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** Larger files are no source that people write; they are said, not read. */
export const largestSource = 32_000_000;

let shared = Buffer.allocUnsafe(256 * 1024);

/**
 * A source file's bytes, for a look before they are decoded. The buffer is reused: what is kept must be copied or decoded
 * before the next call. Throws Node's errors, and one with the code `EFBIG` beyond {@link largestSource}.
 */
export function readSource(file: string): Buffer {
  const fd = openSync(file, 'r');
  try {
    const { size } = fstatSync(fd);
    if (size > largestSource) throw Object.assign(new Error(`too large: ${file}`), { code: 'EFBIG' });
    if (size + 1 > shared.length) shared = Buffer.allocUnsafe(Math.max(size + 1, shared.length * 2));
    let length = 0;
    // One read most often; more where the file grows meanwhile or is one whose size is not known (/proc).
    for (;;) {
      const read = readSync(fd, shared, length, shared.length - length, null);
      length += read;
      if (read === 0 || length === size) return shared.subarray(0, length);
      if (length === shared.length) {
        if (length > largestSource) throw Object.assign(new Error(`too large: ${file}`), { code: 'EFBIG' });
        const larger = Buffer.allocUnsafe(shared.length * 2);
        shared.copy(larger);
        shared = larger;
      }
    }
  } finally {
    closeSync(fd);
  }
}

/** UTF-8, or UTF-16 where a byte order mark says so; the mark itself is left off. */
export function decodeSource(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le', 2);
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return Buffer.from(bytes.subarray(2, bytes.length & ~1))
      .swap16()
      .toString('utf16le');
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return bytes.toString('utf8', 3);
  return bytes.toString('utf8');
}
