import { URI, Utils } from 'vscode-uri';
import type { ResourceUri } from '../host/host';
import { fileUrlPath, relativeFileUrl } from './fileUrls';
import { isNetworkPath } from './networkPath';
import type { Project } from './project/project';
import type { Named, Place, Via } from './resolve';
import { brokenPair, spellings, toSlashes } from './spellings';

/** A file a reference may mean. */
export interface Candidate {
  readonly uri: ResourceUri;
  readonly via: Via;
}

/**
 * The files a reference may mean by what it says alone, likeliest first; each is worked out only when the one before
 * led nowhere.
 * @param served roots of folders nearer than the workspace folder: for paths that start at a site's root
 */
export function* plainCandidates(
  { target, form, anchored = false }: Named,
  place: Place,
  served: readonly URI[],
): Generator<Candidate> {
  if (form === 'file-url') {
    yield* fileUrlCandidates(target, place);
    return;
  }
  const document = place.document === undefined ? undefined : folderOf(place.document);
  const folder = place.folder === undefined ? undefined : parsed(place.folder);
  for (const spelling of spellings(target)) {
    const rooted = isRooted(spelling);
    if (!isDrive(spelling)) {
      if (!rooted && document !== undefined && document.path !== '')
        yield* found(document, spelling, 'document');
      if (!anchored) {
        // `/logo.png` is the site's root in markup, and only then the file system's.
        if (rooted) yield* foundIn([...served, ...rootsOf(place)], spelling, 'root');
        if (folder !== undefined) yield* found(folder, spelling, 'folder');
        if (!rooted) yield* foundIn(rootsOf(place), spelling, 'root');
      }
    }
    const absolute = absoluteUri(spelling, folder ?? document);
    if (absolute !== undefined) yield { uri: absolute.toString(), via: 'absolute' };
    // With a project at hand its own names go first.
    if (!anchored && place.projects === undefined) yield* foundIn(rootsOf(place), aliased(spelling), 'root');
  }
}

/** The files a reference may mean by what the project's files say. */
export function* projectCandidates(
  { target }: Named,
  place: Place,
  project: Project,
  served: readonly URI[],
): Generator<Candidate> {
  for (const spelling of spellings(target)) {
    if (isDrive(spelling)) continue;
    if (isRooted(spelling)) {
      yield* foundIn(project.roots, spelling, 'project');
      yield* foundIn(project.packages, spelling, 'package');
      continue;
    }
    const bare = !/^\.\.?[\\/]/.test(spelling);
    if (bare) {
      for (const specifier of specifiers(spelling))
        for (const uri of project.aliases(specifier)) yield { uri: uri.toString(), via: 'alias' };
      yield* foundIn(project.sourceRoots, aliased(spelling), 'alias');
    }
    yield* foundIn(project.packages, spelling, 'package');
    yield* foundIn(served, spelling, 'root');
    yield* foundIn(project.roots, spelling, 'project');
    if (!bare) continue;
    yield* foundIn([...served, ...rootsOf(place)], aliased(spelling), 'root');
    for (const specifier of specifiers(spelling)) yield* foundIn(project.modules, specifier, 'package');
  }
}

function* fileUrlCandidates(target: string, { document }: Place): Generator<Candidate> {
  const path = fileUrlPath(target);
  if (path !== undefined && !brokenPair.test(path)) {
    yield { uri: URI.file(path).toString(), via: 'file-url' };
    return;
  }
  const relative = relativeFileUrl(target);
  const folder = document === undefined ? undefined : folderOf(document);
  if (relative === undefined || folder === undefined || folder.path === '') return;
  for (const spelling of spellings(relative.path))
    if (!isRooted(spelling)) yield* found(folder, spelling, 'document');
}

/** Style sheets put a `~` before what a bundler is to look up. */
function specifiers(spelling: string): readonly string[] {
  return /^~[^/]/.test(spelling) ? [spelling, spelling.slice(1)] : [spelling];
}

/** The rest of `@/logo.png` and `~/logo.png`: bundlers' names for the folder of the sources. */
function aliased(spelling: string): string | undefined {
  return isRooted(spelling) ? undefined : /^~?@?\/(.*)$/s.exec(spelling)?.[1];
}

function* foundIn(folders: readonly URI[], path: string | undefined, via: Via): Generator<Candidate> {
  if (path === undefined) return;
  for (const folder of folders) yield* found(folder, path, via);
}

function* found(folder: URI, path: string, via: Via): Generator<Candidate> {
  const uri = Utils.joinPath(folder, path);
  // Below the root of all, a backslash would begin another machine's name.
  if (uri.authority !== '' || !isNetworkPath(uri.path)) yield { uri: uri.toString(), via };
}

function isDrive(path: string): boolean {
  return /^[a-z]:[\\/]/i.test(path);
}

export function isRooted(path: string): boolean {
  return /^[\\/]/.test(path);
}

const roots = new WeakMap<Place, readonly URI[]>();

function rootsOf(place: Place): readonly URI[] {
  let value = roots.get(place);
  if (value === undefined) {
    const folder = place.folder === undefined ? undefined : parsed(place.folder);
    const document = place.document === undefined ? undefined : folderOf(place.document);
    roots.set(place, (value = place.roots.flatMap(root => rootUri(root, folder, document))));
  }
  return value;
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

/** An absolute path on the file system the other resources are on. */
function absoluteUri(path: string, beside: URI | undefined): URI | undefined {
  const slashed = toSlashes(path);
  if (isNetworkPath(path)) return undefined;
  const drive = /^[a-z]:\//i.test(slashed);
  if (!drive && !slashed.startsWith('/')) return undefined;
  if (beside === undefined) return URI.file(slashed);
  return beside.with({ path: drive ? `/${slashed}` : slashed, query: '', fragment: '' });
}
