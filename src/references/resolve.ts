import { URI, Utils } from 'vscode-uri';
import type { Cancellation, FileHost, ResourceUri } from '../host/host';
import type { ImageReference } from './reference';

/** Where a text stands, for paths that are relative to something. */
export interface Place {
  /** The document; for a notebook's cell, the notebook. `undefined` for one that was never saved. */
  readonly document: ResourceUri | undefined;
  /** The workspace folder the document is in, or the folder that is reported on. */
  readonly folder: ResourceUri | undefined;
  /** Folders that paths may start from besides, relative to `folder`, or absolute: `public`, `static`. */
  readonly roots: readonly string[];
}

/** Where nothing else is configured: what a web server serves from `/`. */
export const defaultRoots: readonly string[] = ['public', 'static'];

/** What a reference leads to. */
export type Resolution =
  | { readonly kind: 'file'; readonly uri: ResourceUri; readonly via: Via }
  | { readonly kind: 'data' }
  | { readonly kind: 'remote'; readonly url: string }
  /** Nothing is there; `tried` in order. */
  | { readonly kind: 'missing'; readonly tried: readonly ResourceUri[] }
  /** Not looked up, and why. */
  | { readonly kind: 'unresolved'; readonly why: 'dynamic' | 'glob' | 'network-path' | 'no-folder' };

export type Via = 'document' | 'folder' | 'root' | 'absolute' | 'file-url';

/**
 * Finds the file a reference names: beside the document, from the workspace folder, from the configured roots, absolute.
 * Asks the host for one `stat` a candidate and stops at the first file.
 *
 * A path on another machine (`\\host\share`, `file://host/…`) is never looked up: on Windows that alone would hand the
 * user's credentials to the host a text names.
 */
export async function resolve(
  reference: Pick<ImageReference, 'target' | 'form'>,
  place: Place,
  files: Pick<FileHost, 'stat'>,
  cancellation: Cancellation,
): Promise<Resolution> {
  const settled = withoutFiles(reference);
  if (settled !== undefined) return settled;
  const tried: ResourceUri[] = [];
  for (const { uri, via } of candidates(reference, place)) {
    if (cancellation.isCancellationRequested) break;
    if (tried.includes(uri)) continue;
    tried.push(uri);
    const stat = await files.stat(uri);
    if (stat?.type === 'file') return { kind: 'file', uri, via };
  }
  return tried.length === 0 ? { kind: 'unresolved', why: 'no-folder' } : { kind: 'missing', tried };
}

interface Candidate {
  readonly uri: ResourceUri;
  readonly via: Via;
}

/** The resolution of a reference that no file has to be looked for. */
function withoutFiles({ target, form }: Pick<ImageReference, 'target' | 'form'>): Resolution | undefined {
  switch (form) {
    case 'data':
      return { kind: 'data' };
    case 'url':
      return { kind: 'remote', url: target };
    case 'dynamic':
    case 'glob':
      return { kind: 'unresolved', why: form };
    case 'file-url':
      return fileUrlPath(target) === undefined ? { kind: 'unresolved', why: 'network-path' } : undefined;
    case 'path':
      return isNetworkPath(target) ? { kind: 'unresolved', why: 'network-path' } : undefined;
  }
}

/** `\\host\share`, `//host/share`, `\\?\…`, `/\host`, `\??\…`: Windows takes both slashes for the same. */
function isNetworkPath(path: string): boolean {
  return /^[\\/](?:[\\/]|\?\?[\\/])/.test(path);
}

/** The path of a `file:` URL, or `undefined` for one on another machine. */
function fileUrlPath(target: string): string | undefined {
  const rest = target.replace(/^file:/i, '').replace(/[?#].*$/s, '');
  const host = /^\/\/([^\\/]*)/.exec(rest);
  const path = decoded(host === null ? rest : rest.slice(host[0].length));
  if (isNetworkPath(path)) return undefined;
  // `file://C:/a.png` has a slash too few, and no machine is called so.
  if (/^[a-z]:$/i.test(host?.[1] ?? '')) return `/${host?.[1] ?? ''}${path}`;
  return /^(?:localhost)?$/i.test(host?.[1] ?? '') ? path : undefined;
}

/** The files a reference may mean, likeliest first; each is worked out only when the one before led nowhere. */
function* candidates(
  { target, form }: Pick<ImageReference, 'target' | 'form'>,
  place: Place,
): Generator<Candidate> {
  if (form === 'file-url') {
    const path = fileUrlPath(target);
    if (path !== undefined && !brokenPair.test(path))
      yield { uri: URI.file(path).toString(), via: 'file-url' };
    return;
  }
  const document = place.document === undefined ? undefined : folderOf(place.document);
  const folder = place.folder === undefined ? undefined : parsed(place.folder);
  let rootUris: readonly URI[] | undefined;
  const roots = (): readonly URI[] =>
    (rootUris ??= place.roots.flatMap(root => rootUri(root, folder, document)));
  for (const spelling of spellings(target)) {
    const drive = /^[a-z]:[\\/]/i.test(spelling);
    const rooted = /^[\\/]/.test(spelling);
    if (!drive) {
      if (!rooted && document !== undefined && document.path !== '')
        yield { uri: Utils.joinPath(document, spelling).toString(), via: 'document' };
      // `/logo.png` is the site's root in markup, and only then the file system's.
      if (rooted)
        for (const root of roots()) yield { uri: Utils.joinPath(root, spelling).toString(), via: 'root' };
      if (folder !== undefined) yield { uri: Utils.joinPath(folder, spelling).toString(), via: 'folder' };
      if (!rooted)
        for (const root of roots()) yield { uri: Utils.joinPath(root, spelling).toString(), via: 'root' };
    }
    const absolute = absoluteUri(spelling, folder ?? document);
    if (absolute !== undefined) yield { uri: absolute.toString(), via: 'absolute' };
    // `@/logo.png` and `~/logo.png` are a bundler's names for the folder of the sources.
    const aliased = /^~?@?\/(.*)$/s.exec(spelling)?.[1];
    if (aliased !== undefined && !rooted)
      for (const root of roots()) yield { uri: Utils.joinPath(root, aliased).toString(), via: 'root' };
  }
}

function rootUri(root: string, folder: URI | undefined, document: URI | undefined): readonly URI[] {
  const absolute = absoluteUri(root, folder ?? document);
  if (absolute !== undefined) return [absolute];
  return folder === undefined || isNetworkPath(root) ? [] : [Utils.joinPath(folder, toSlashes(root))];
}

/** The few documents and folders in use are asked for again and again. */
const uris = new Map<ResourceUri, URI>();

function parsed(uri: ResourceUri): URI {
  let value = uris.get(uri);
  if (value === undefined) {
    if (uris.size > 500) uris.clear();
    uris.set(uri, (value = URI.parse(uri)));
  }
  return value;
}

const folders = new Map<ResourceUri, URI>();

function folderOf(uri: ResourceUri): URI {
  let value = folders.get(uri);
  if (value === undefined) {
    if (folders.size > 500) folders.clear();
    folders.set(uri, (value = Utils.dirname(URI.parse(uri))));
  }
  return value;
}

/**
 * How a path may be meant: as written, without `?url` or `#id`, percent-decoded, with Windows separators, and with its
 * accents composed or apart: editors write the one, some file systems keep the other.
 */
function* spellings(target: string): Generator<string> {
  const given = new Set<string>();
  for (const path of meanings(target)) {
    for (const spelling of path.includes('\\') ? [toSlashes(path), path] : [path]) {
      if (spelling === '' || given.has(spelling) || isNetworkPath(spelling) || brokenPair.test(spelling))
        continue;
      given.add(spelling);
      yield spelling;
    }
  }
}

/** Half of a surrogate pair is in no file's name, and in no URI. */
const brokenPair = /[\ud800-\udfff]/u;

function* meanings(target: string): Generator<string> {
  const plain = target.replace(/[?#].*$/s, '');
  const all = [target, plain, decoded(target), decoded(plain)];
  yield* all;
  if (!/[^\0-\x7f]/.test(all.join(''))) return;
  for (const path of all) {
    yield path.normalize('NFC');
    yield path.normalize('NFD');
  }
}

function decoded(path: string): string {
  if (!path.includes('%')) return path;
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function toSlashes(path: string): string {
  return path.replaceAll('\\', '/');
}

/** An absolute path on the file system the other resources are on. */
function absoluteUri(path: string, beside: URI | undefined): URI | undefined {
  const slashed = toSlashes(path);
  if (isNetworkPath(path)) return undefined;
  const drive = /^[a-z]:\//i.test(slashed);
  if (!drive && !slashed.startsWith('/')) return undefined;
  if (beside === undefined) return URI.file(slashed);
  return beside.with({ path: drive ? `/${slashed}` : slashed, query: '', fragment: '' });
}
