import { realpathSync, statSync } from 'node:fs';
import { decodeSource, readSource } from '../../host/readSource';
import { isWithin } from './projectCalls';
import type { ImportReader } from './projectCalls';

/** A file of constants and helpers is smaller than this, in bytes. */
export const largestImport = 1_000_000;

/** Files on disk that others import; nothing from outside of the project, not by a link either. @param root absolute */
export function diskImports(root: string): ImportReader {
  let real: string | undefined;
  return file => {
    try {
      const stat = statSync(file, { throwIfNoEntry: false });
      if (stat?.isFile() !== true || stat.size > largestImport) return undefined;
      real ??= realpathSync(root);
      return isWithin(real, realpathSync(file)) ? decodeSource(readSource(file)) : undefined;
    } catch {
      // Nothing that may be read: the next name is tried.
      return undefined;
    }
  };
}
