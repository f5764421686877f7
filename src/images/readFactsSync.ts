import type { ByteSource } from '../host/bytes';
import { decode } from './decode';
import type { ImageFacts } from './facts';
import { toImageError } from './imageError';

/** A `ByteSource` that answers at once. */
export interface SyncByteSource extends Pick<ByteSource, 'name' | 'size'> {
  readSync(offset: number, length: number): Uint8Array;
}

/** As `readImageFacts`, with the same decoders and limits, for the command line; throws `ImageError` only. */
export function readImageFactsSync(source: SyncByteSource): ImageFacts {
  const run = decode(source.name, source.size);
  let step = run.next();
  while (step.done !== true) {
    let bytes: Uint8Array;
    try {
      bytes = source.readSync(step.value.offset, step.value.length);
    } catch (error) {
      throw toImageError(error, source.name);
    }
    step = run.next(bytes);
  }
  return step.value;
}
