import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ByteSource } from '../../../src/host/bytes';
import type { ImageFacts } from '../../../src/images/facts';
import type { ImageErrorReason } from '../../../src/images/imageError';

const folder = new URL('../../fixtures/images/', `file://${__dirname.replaceAll('\\', '/')}/`);

/** A line of `expected.json`. */
export type Expected =
  | {
      readonly file: string;
      readonly facts: Pick<ImageFacts, 'format' | 'width' | 'height' | 'orientation' | 'animated'> & {
        readonly frames?: number;
        readonly warnings?: readonly string[];
      };
    }
  | { readonly file: string; readonly reason: ImageErrorReason };

export const expected = JSON.parse(
  readFileSync(new URL('expected.json', folder), 'utf8'),
) as readonly Expected[];

export function fixturePath(file: string): string {
  return fileURLToPath(new URL(file, folder));
}

export function fixture(file: string): Uint8Array {
  return new Uint8Array(readFileSync(fixturePath(file)));
}

/** Bytes in memory as a source that counts what it is asked for. */
export class CountingSource implements ByteSource {
  reads = 0;
  bytes = 0;
  largest = 0;

  constructor(
    private readonly content: Uint8Array,
    readonly name = 'image',
    /** `undefined` as from a server that does not say. */
    readonly size: number | undefined = content.length,
  ) {}

  static ofUnknownSize(content: Uint8Array, name = 'image'): CountingSource {
    const source = new CountingSource(content, name);
    Object.defineProperty(source, 'size', { value: undefined });
    return source;
  }

  read(offset: number, length: number): Promise<Uint8Array> {
    return Promise.resolve(this.readSync(offset, length));
  }

  readSync(offset: number, length: number): Uint8Array {
    if (!Number.isSafeInteger(offset) || !Number.isSafeInteger(length) || offset < 0 || length <= 0) {
      throw new RangeError(`asked for ${length} bytes from ${offset}`);
    }
    const bytes = this.content.subarray(offset, offset + length);
    this.reads++;
    this.bytes += bytes.length;
    this.largest = Math.max(this.largest, length);
    return bytes;
  }
}
