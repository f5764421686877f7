import type { URI } from 'vscode-uri';
import { Utils } from 'vscode-uri';
import { isNetworkPath } from '../networkPath';
import { brokenPair, toSlashes } from '../spellings';

/**
 * What a relative path of a project's file leads to. `undefined` for absolute paths, those of another machine above all:
 * a project that was only opened must not make the editor ask a host its files name.
 */
export function below(folder: URI, path: string): URI | undefined {
  const slashed = toSlashes(path);
  if (slashed.startsWith('/') || /^[a-z][a-z\d+.-]*:/i.test(slashed) || slashed.includes('\0'))
    return undefined;
  if (brokenPair.test(slashed) || folder.path === '') return undefined;
  const uri = Utils.joinPath(folder, slashed);
  return isNetworkPath(uri.path) ? undefined : uri;
}
