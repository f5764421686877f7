import { URI, Utils } from 'vscode-uri';
import type { FolderHost, ResourceUri } from '../../host/host';
import { isNetworkPath } from '../networkPath';
import { below } from './below';
import { ProjectFiles } from './files';
import { folderPart, isThere } from './folderPart';
import type { FolderPart } from './folderPart';
import { mapped } from './mapping';
import type { Project, ProjectSource, Standing } from './project';

/** Deeper trees are nobody's project. */
const mostFolders = 64;

/**
 * Projects by folder: every file is read and every folder listed once, however many documents ask, until it is said to
 * have changed. Texts are read as data; nothing of a project is run.
 */
export class ProjectCache implements ProjectSource {
  readonly #files: ProjectFiles;
  readonly #parts = new Map<ResourceUri, Promise<FolderPart>>();
  readonly #projects = new Map<string, Promise<Project>>();
  readonly #served = new Map<string, Promise<readonly URI[]>>();

  constructor(host: Pick<FolderHost, 'open' | 'list'>) {
    this.#files = new ProjectFiles(host);
  }

  served(standing: Standing): Promise<readonly URI[]> {
    return kept(this.#served, keyOf(standing), () => this.#findServed(standing));
  }

  project(standing: Standing): Promise<Project> {
    return kept(this.#projects, keyOf(standing), () => this.#findProject(standing));
  }

  async hasBeside({ document }: Standing, name: string): Promise<boolean> {
    if (document === undefined) return false;
    return (await this.#files.names(Utils.dirname(URI.parse(document)).toString())).has(name);
  }

  /** A file was written, made or removed: what was concluded from it, or from its being there, is forgotten. */
  invalidate(uri: ResourceUri): void {
    this.#files.invalidate(uri);
    this.#forget();
  }

  clear(): void {
    this.#files.clear();
    this.#forget();
  }

  #forget(): void {
    this.#parts.clear();
    this.#projects.clear();
    this.#served.clear();
  }

  async #findServed(standing: Standing): Promise<readonly URI[]> {
    const roots = standing.roots.filter(root => !isNetworkPath(root));
    const found: URI[] = [];
    const top = topOf(standing);
    for (const folder of foldersUp(standing)) {
      if (folder.path === top?.path) continue;
      const names = await this.#files.names(folder.toString());
      found.push(...roots.filter(root => isThere(root, names)).flatMap(root => below(folder, root) ?? []));
    }
    return found;
  }

  async #findProject(standing: Standing): Promise<Project> {
    const parts: FolderPart[] = [];
    const top = topOf(standing);
    for (const folder of foldersUp(standing)) {
      const isTop = folder.path === top?.path;
      const key = `${folder.toString()}${isTop ? ' top' : ''}`;
      parts.push(await kept(this.#parts, key, () => folderPart(folder, isTop, this.#files)));
    }
    const answers = new Map<string, readonly URI[]>();
    return {
      roots: parts.flatMap(({ roots }) => roots),
      aliases: specifier => {
        let answer = answers.get(specifier);
        if (answer === undefined) {
          if (answers.size > 1000) answers.clear();
          answer = parts.flatMap(({ mappings }) => mapped(specifier, mappings));
          answers.set(specifier, answer);
        }
        return answer;
      },
      sourceRoots: parts.flatMap(({ sourceRoots }) => sourceRoots),
      packages: parts.flatMap(({ packages }) => packages),
      modules: parts.flatMap(({ modules }) => modules),
      problems: parts.flatMap(({ problems }) => problems),
    };
  }
}

function kept<T>(cache: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  let value = cache.get(key);
  if (value === undefined) {
    if (cache.size > 2000) cache.clear();
    cache.set(key, (value = make()));
  }
  return value;
}

function keyOf({ document, folder, roots }: Standing): string {
  const own = document?.replace(/[^/]*$/, '') ?? '';
  return [own, folder ?? '', ...roots].join('\n');
}

function topOf({ folder }: Pick<Standing, 'folder'>): URI | undefined {
  if (folder === undefined) return undefined;
  const uri = URI.parse(folder);
  return uri.with({ path: uri.path.replace(/(?<=.)\/$/, '') });
}

/** The document's folder and those above it up to the workspace folder; its own alone where it is in none. */
function foldersUp(standing: Standing): readonly URI[] {
  const top = topOf(standing);
  const own = standing.document === undefined ? top : Utils.dirname(URI.parse(standing.document));
  if (own === undefined || own.path === '') return [];
  if (top === undefined || !isWithin(own, top)) return [own];
  const folders = [own];
  for (let at = own; at.path !== top.path && folders.length < mostFolders; folders.push(at))
    at = Utils.dirname(at);
  return folders;
}

function isWithin(own: URI, top: URI): boolean {
  if (own.scheme !== top.scheme || own.authority !== top.authority) return false;
  return own.path === top.path || own.path.startsWith(top.path.endsWith('/') ? top.path : `${top.path}/`);
}
