import picomatch from 'picomatch';
import { URI, Utils } from 'vscode-uri';
import type { Cancellation, FolderHost, ResourceUri } from '../../../host/host';
import { imageExtensions } from '../../reference';
import type { Place } from '../../resolve';

/** Folders and names beyond these are not looked at: a lens is no search. */
const mostFolders = 200;
const mostFiles = 500;

export interface FoundFiles {
  /** Paths as the pattern would have named them, in order. */
  readonly paths: readonly string[];
  /** There are more than were looked at. */
  readonly cut: boolean;
}

const image = new RegExp(`\\.(?:${imageExtensions.join('|')})$`, 'i');

/**
 * The pictures that a glob finds now. Looked for from the document's folder, or where the program is likely to be
 * started: the workspace folder first, then the document's.
 */
export async function severalFiles(
  pattern: string,
  base: 'document' | 'working',
  place: Place,
  files: FolderHost,
  cancellation: Cancellation,
): Promise<FoundFiles | undefined> {
  const beside =
    place.document === undefined ? undefined : Utils.dirname(URI.parse(place.document)).toString();
  const starts = base === 'document' ? [beside] : [place.folder, beside];
  for (const start of new Set(starts)) {
    if (start === undefined || cancellation.isCancellationRequested) continue;
    const found = await search(pattern, start, files, cancellation);
    if (found.paths.length > 0) return found;
  }
  return undefined;
}

async function search(
  pattern: string,
  start: ResourceUri,
  files: FolderHost,
  cancellation: Cancellation,
): Promise<FoundFiles> {
  const { base, glob } = picomatch.scan(pattern);
  const matches = picomatch(glob === '' ? pattern : glob, { nocase: true, dot: false });
  const deep = /\*\*|\//.test(glob);
  const root = Utils.joinPath(URI.parse(start), base);
  const paths: string[] = [];
  let folders = 0;
  const visit = async (folder: URI, prefix: string): Promise<void> => {
    folders += 1;
    if (folders > mostFolders || paths.length > mostFiles || cancellation.isCancellationRequested) return;
    const names = [...((await files.list(folder.toString())) ?? [])].sort();
    const inner: string[] = [];
    for (const name of names) {
      const path = prefix + name;
      if (image.test(name) && matches(path)) paths.push(base === '' ? path : `${base}/${path}`);
      else if (deep && !name.startsWith('.') && name !== 'node_modules' && !/\.\w{1,5}$/.test(name))
        inner.push(name);
    }
    for (const name of inner) await visit(Utils.joinPath(folder, name), `${prefix}${name}/`);
  };
  await visit(root, '');
  return { paths: paths.slice(0, mostFiles), cut: folders > mostFolders || paths.length > mostFiles };
}
