import { URI } from 'vscode-uri';
import { neverCancelled } from '../../../src/host/host';
import type { FileStat, FolderHost, OpenFile, ResourceUri } from '../../../src/host/host';
import { ProjectCache } from '../../../src/references/project/projectCache';
import type { Project } from '../../../src/references/project/project';
import { formOf } from '../../../src/references/reference';
import { defaultRoots, resolve } from '../../../src/references/resolve';
import type { Named, Place, Resolution } from '../../../src/references/resolve';

/** A project in memory, by paths, with the texts of its files; pictures have none. Counts what it is asked. */
export class ProjectHost implements FolderHost {
  readonly stats: ResourceUri[] = [];
  readonly opened: ResourceUri[] = [];
  readonly listed: ResourceUri[] = [];
  readonly #files = new Map<ResourceUri, Uint8Array>();

  constructor(files: Readonly<Record<string, string>> | readonly string[]) {
    for (const [path, text] of Array.isArray(files)
      ? (files as readonly string[]).map(path => [path, ''] as const)
      : Object.entries(files as Readonly<Record<string, string>>))
      this.write(path, text);
  }

  write(path: string, text: string): void {
    this.#files.set(uriOf(path), new TextEncoder().encode(text));
  }

  remove(path: string): void {
    this.#files.delete(uriOf(path));
  }

  stat(uri: ResourceUri): Promise<FileStat | undefined> {
    this.stats.push(uri);
    const file = this.#files.get(uri);
    return Promise.resolve(file && { type: 'file', size: file.length, mtime: 1 });
  }

  open(uri: ResourceUri): Promise<OpenFile> {
    this.opened.push(uri);
    const file = this.#files.get(uri);
    if (file === undefined) return Promise.reject(new Error('nothing there'));
    return Promise.resolve({
      name: uri,
      size: file.length,
      // In small pieces, as a host may.
      read: (offset, length) => Promise.resolve(file.subarray(offset, offset + Math.min(length, 1000))),
      close: () => Promise.resolve(),
    });
  }

  list(uri: ResourceUri): Promise<readonly string[] | undefined> {
    this.listed.push(uri);
    const names = [...this.#files.keys()]
      .filter(file => file.startsWith(`${uri}/`))
      .map(file => decodeURIComponent(file.slice(uri.length + 1).split('/', 1)[0] ?? ''));
    return Promise.resolve(names.length === 0 ? undefined : [...new Set(names)]);
  }

  /** Everything asked since the last time. */
  asked(): { readonly stats: number; readonly opened: number; readonly listed: number } {
    const counts = {
      stats: this.stats.length,
      opened: this.opened.length,
      listed: this.listed.length,
    };
    for (const list of [this.stats, this.opened, this.listed]) list.length = 0;
    return counts;
  }
}

function uriOf(path: string): ResourceUri {
  return path.includes(':') ? path : URI.file(`/ws/${path}`).toString();
}

/** A project with a cache of its own, to resolve in again and again. */
export class TestProject {
  readonly host: ProjectHost;
  readonly cache: ProjectCache;

  constructor(files: Readonly<Record<string, string>> | readonly string[]) {
    this.host = new ProjectHost(files);
    this.cache = new ProjectCache(this.host);
  }

  place(document: string, more: Partial<Place> = {}): Place {
    return {
      document: uriOf(document),
      folder: 'file:///ws',
      roots: defaultRoots,
      projects: this.cache,
      ...more,
    };
  }

  resolve(
    target: string,
    document: string,
    more: Partial<Place> & Pick<Named, 'anchored'> = {},
  ): Promise<Resolution> {
    const { anchored = false, ...place } = more;
    const form = formOf(target, true) ?? 'path';
    return resolve({ target, form, anchored }, this.place(document, place), this.host, neverCancelled);
  }

  /** Where a target leads, as `path (via)`; `missing` or why it is not looked up. */
  async leads(target: string, document: string, more: Partial<Place> = {}): Promise<string> {
    const resolution = await this.resolve(target, document, more);
    if (resolution.kind === 'file')
      return `${decodeURIComponent(resolution.uri).replace('file:///ws/', '')} (${resolution.via})`;
    return resolution.kind === 'unresolved' ? resolution.why : resolution.kind;
  }

  project(document: string): Promise<Project> {
    return this.cache.project(this.place(document));
  }
}

/** Where a target leads in a project of these files. */
export function leads(
  files: Readonly<Record<string, string>> | readonly string[],
  target: string,
  document: string,
): Promise<string> {
  return new TestProject(files).leads(target, document);
}
