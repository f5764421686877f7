import { basename } from 'node:path';
import { NodeFileSync } from '../host/nodeFiles';
import type { ImageFacts } from './facts';
import { toImageError } from './imageError';
import { readImageFactsSync } from './readFactsSync';

/** Facts of the file at `path`, at once; Node only. Throws `ImageError` only. */
export function readFileFactsSync(path: string): ImageFacts {
  let file: NodeFileSync;
  try {
    file = new NodeFileSync(path);
  } catch (error) {
    throw toImageError(error, basename(path));
  }
  try {
    return readImageFactsSync(file);
  } finally {
    file.close();
  }
}
