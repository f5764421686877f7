import { URI } from 'vscode-uri';
import type { PathTree } from './gitTree';
import { linkTarget } from './linkTarget';
import type { FileStat, FolderHost, OpenFile, ResourceUri } from './host';
import { RevisionError } from './revisions';
import type { StatePath } from './revisions';

/** A chain of links this long is a circle. */
const mostLinks = 8;

export interface GitFilesOptions {
  /** The top folder's URI. */
  readonly root: ResourceUri;
  readonly tree: PathTree;
  /** The content of a file or link. */
  readonly read: (of: StatePath) => Promise<Buffer>;
  /** The files of a submodule in the state that this one names; `undefined` where it is not here. */
  readonly submodule: (of: StatePath) => Promise<FolderHost | undefined>;
  /** What is outside of the repository is in no state of it. */
  readonly disk: FolderHost;
}

/** What a path leads to once links are followed. */
type Found =
  | { readonly kind: 'file'; readonly of: StatePath }
  | { readonly kind: 'folder'; readonly path: string }
  | { readonly kind: 'elsewhere'; readonly files: FolderHost; readonly uri: ResourceUri };

/** The files of a state, under the addresses they would have on disk. */
export class GitFiles implements FolderHost {
  readonly #root: URI;
  readonly #prefix: string;

  constructor(private readonly options: GitFilesOptions) {
    this.#root = URI.parse(options.root);
    this.#prefix = this.#root.path.endsWith('/') ? this.#root.path : `${this.#root.path}/`;
  }

  async stat(uri: ResourceUri): Promise<FileStat | undefined> {
    const found = await this.#find(uri).catch(absent);
    switch (found?.kind) {
      case undefined:
        return undefined;
      case 'elsewhere':
        return found.files.stat(found.uri);
      case 'folder':
        return { type: 'directory', size: 0, mtime: 0 };
      case 'file': {
        try {
          return { type: 'file', size: (await this.options.read(found.of)).length, mtime: 0 };
        } catch (error) {
          // It is there, and opening it says what is wrong.
          if (RevisionError.is(error)) return { type: 'file', size: 0, mtime: 0 };
          throw error;
        }
      }
    }
  }

  async open(uri: ResourceUri): Promise<OpenFile> {
    const found = await this.#find(uri);
    if (found === undefined) throw coded('ENOENT', `no such file: ${uri}`);
    if (found.kind === 'elsewhere') return found.files.open(found.uri);
    if (found.kind === 'folder') throw coded('EISDIR', `a directory: ${uri}`);
    return openBytes(nameOf(uri), await this.options.read(found.of));
  }

  async list(uri: ResourceUri): Promise<readonly string[] | undefined> {
    const found = await this.#find(uri).catch(absent);
    if (found?.kind === 'elsewhere') return found.files.list(found.uri);
    return found?.kind === 'folder' ? this.options.tree.names(found.path) : undefined;
  }

  #find(uri: ResourceUri): Promise<Found | undefined> {
    const { path, scheme } = URI.parse(uri);
    if (scheme !== this.#root.scheme)
      return Promise.resolve({ kind: 'elsewhere', files: this.options.disk, uri });
    if (path === this.#root.path) return Promise.resolve({ kind: 'folder', path: '' });
    return path.startsWith(this.#prefix)
      ? this.#follow(path.slice(this.#prefix.length).replace(/\/+$/, ''), uri, 0)
      : Promise.resolve({ kind: 'elsewhere', files: this.options.disk, uri });
  }

  async #follow(path: string, uri: ResourceUri, links: number): Promise<Found | undefined> {
    const entry = await this.options.tree.find(path);
    if (entry === undefined) return undefined;
    if (entry === 'folder') return { kind: 'folder', path };
    const rest = path.slice(entry.path.length + 1);
    switch (entry.type) {
      case 'file':
        return rest === '' ? { kind: 'file', of: entry } : undefined;
      case 'submodule': {
        const files = await this.options.submodule(entry);
        return files === undefined ? undefined : { kind: 'elsewhere', files, uri: this.#uriOf(path) };
      }
      case 'link': {
        if (links >= mostLinks) return undefined;
        const target = (await this.options.read(entry)).toString('utf8');
        const led = linkTarget(entry.path, target, rest);
        return led === undefined ? undefined : this.#follow(led, uri, links + 1);
      }
    }
  }

  #uriOf(path: string): ResourceUri {
    return this.#root.with({ path: this.#prefix + path }).toString();
  }
}

/** A content in memory as a file. */
export function openBytes(name: string, bytes: Buffer): OpenFile {
  return {
    name,
    size: bytes.length,
    read: (offset, length) => Promise.resolve(bytes.subarray(offset, offset + length)),
    close: () => Promise.resolve(),
  };
}

/** The last part of a URI or path, unescaped. */
function nameOf(uri: ResourceUri): string {
  const { path } = URI.parse(uri);
  return path.slice(path.lastIndexOf('/') + 1);
}

/** For a look-up, what cannot be read is not there. */
function absent(error: unknown): undefined {
  if (!RevisionError.is(error)) throw error;
}

function coded(code: string, message: string): Error {
  return Object.assign(new Error(message), { code });
}
