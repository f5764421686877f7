import type { URI } from 'vscode-uri';
import type { Cancellation, FileHost, ResourceUri } from '../host/host';
import { fileUrlPath, relativeFileUrl } from './fileUrls';
import { isNetworkPath } from './networkPath';
import { isRooted, plainCandidates, projectCandidates } from './places';
import type { Candidate } from './places';
import type { ProjectSource, Standing } from './project/project';
import type { ImageReference } from './reference';

/** Where a text stands, for paths that are relative to something. */
export interface Place extends Standing {
  /** What the project's own files say is found here, and asked only for paths that lead nowhere without. */
  readonly projects?: ProjectSource;
  /**
   * Where a file is at the revision the text is of: the old side of a diff has the old pictures. `document` and `folder`
   * are those of today, and so is what the project says.
   */
  readonly revision?: { readonly name: string; readonly of: (uri: ResourceUri) => ResourceUri };
}

/** Where nothing else is configured: what a web server serves from `/`. */
export const defaultRoots: readonly string[] = ['public', 'static'];

/** What is looked for. */
export type Named = Pick<ImageReference, 'target' | 'form'> & {
  /** Relative to the document's folder and nothing else: `path.join(__dirname, 'a.png')`. */
  readonly anchored?: boolean;
};

/** What a reference leads to. */
export type Resolution =
  | { readonly kind: 'file'; readonly uri: ResourceUri; readonly via: Via }
  | { readonly kind: 'data' }
  | { readonly kind: 'remote'; readonly url: string }
  /** Nothing is there; `tried` in order. */
  | { readonly kind: 'missing'; readonly tried: readonly ResourceUri[] }
  /** Not looked up, and why. */
  | { readonly kind: 'unresolved'; readonly why: 'dynamic' | 'glob' | 'network-path' | 'no-folder' };

/**
 * How it was found. `root`: from a configured root; `project`: from a folder the project's framework serves; `alias`: by a
 * name of tsconfig.json, package.json or a bundler; `package`: from the folder of a package, or within `node_modules`.
 */
export type Via = 'document' | 'folder' | 'root' | 'absolute' | 'file-url' | 'project' | 'alias' | 'package';

/**
 * Finds the file a reference names: beside the document, from the workspace folder, from the configured roots, absolute;
 * where that leads nowhere, as the project's own files say. Asks the host for one `stat` a candidate and stops at the
 * first file.
 *
 * A path on another machine (`\\host\share`, `file://host/…`) is never looked up: on Windows that alone would hand the
 * user's credentials to the host a text names.
 */
export async function resolve(
  reference: Named,
  place: Place,
  files: Pick<FileHost, 'stat'>,
  cancellation: Cancellation,
): Promise<Resolution> {
  const settled = await withoutFiles(reference, place);
  if (settled !== undefined) return settled;
  const tried: ResourceUri[] = [];
  const look = async (candidates: Iterable<Candidate>): Promise<Resolution | undefined> => {
    for (const { uri: today, via } of candidates) {
      if (cancellation.isCancellationRequested) return undefined;
      const uri = place.revision === undefined ? today : place.revision.of(today);
      if (tried.includes(uri)) continue;
      tried.push(uri);
      const stat = await files.stat(uri);
      if (stat?.type === 'file') return { kind: 'file', uri, via };
    }
    return undefined;
  };
  const projects = reference.anchored === true || reference.form !== 'path' ? undefined : place.projects;
  let served: readonly URI[] = [];
  // Of two pictures of one site's path, the nearer is meant: it has to be known before the first look.
  if (projects !== undefined && isRooted(reference.target)) served = await projects.served(place);
  let found = await look(plainCandidates(reference, place, served));
  if (found === undefined && projects !== undefined && !cancellation.isCancellationRequested) {
    served = await projects.served(place);
    found = await look(projectCandidates(reference, place, await projects.project(place), served));
  }
  return (
    found ?? (tried.length === 0 ? { kind: 'unresolved', why: 'no-folder' } : { kind: 'missing', tried })
  );
}

/** The resolution of a reference that no file has to be looked for. */
async function withoutFiles({ target, form }: Named, place: Place): Promise<Resolution | undefined> {
  switch (form) {
    case 'data':
      return { kind: 'data' };
    case 'url':
      return { kind: 'remote', url: target };
    case 'dynamic':
    case 'glob':
      return { kind: 'unresolved', why: form };
    case 'file-url':
      return fileUrlPath(target) !== undefined || (await isRelativeFileUrl(target, place))
        ? undefined
        : { kind: 'unresolved', why: 'network-path' };
    case 'path':
      return isNetworkPath(target) ? { kind: 'unresolved', why: 'network-path' } : undefined;
  }
}

/** `file://images/a.png` names a machine, unless there is something called `images` beside the document. */
async function isRelativeFileUrl(target: string, place: Place): Promise<boolean> {
  const relative = relativeFileUrl(target);
  if (relative === undefined || place.document === undefined) return false;
  return relative.dotted || ((await place.projects?.hasBeside(place, relative.first)) ?? false);
}
