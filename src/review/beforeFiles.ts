import { linkTarget } from '../host/linkTarget';
import type { FileStat, FolderHost, OpenFile, ResourceUri } from '../host/host';
import type { Repository, StatePath } from '../host/revisions';
import type { ChangedPaths } from './changedPaths';
import type { Layout } from './layout';
import { nameOf } from '../host/uriName';

/** A chain of links this long is a circle. */
const mostLinks = 8;

/**
 * The files as they were: what changed comes from the repository's objects, everything else is as it is now. So nothing
 * that did not change is read from history, and what Git does not hold (ignored files) is the same on both sides.
 */
export class BeforeFiles implements FolderHost {
  /** Names that changed files had, by their folders and the folders above. */
  readonly #names = new Map<string, Set<string>>();

  constructor(
    private readonly repository: Pick<Repository, 'object'>,
    private readonly now: FolderHost,
    private readonly changed: ChangedPaths,
    private readonly layout: Layout,
  ) {
    for (const path of changed.before.keys())
      for (let child = path; child !== '';) {
        const folder = child.slice(0, Math.max(child.lastIndexOf('/'), 0));
        const names = this.#names.get(folder);
        const name = child.slice(folder === '' ? 0 : folder.length + 1);
        if (names === undefined) this.#names.set(folder, new Set([name]));
        else names.add(name);
        child = folder;
      }
  }

  /** Whether a file is another than it is now, or was not there, or is not any more. */
  differs(uri: ResourceUri): boolean {
    const path = this.layout.inRepository(uri);
    return path !== undefined && this.changed.has(path);
  }

  async stat(uri: ResourceUri): Promise<FileStat | undefined> {
    const found = this.#find(uri);
    if (found === 'now') return (await this.now.stat(uri)) ?? this.#folder(uri);
    if (found === undefined) return undefined;
    const led = await this.#follow(found);
    if (typeof led === 'string') return this.stat(led);
    if (led === undefined) return undefined;
    try {
      const file = await this.repository.object(led);
      return { type: 'file', size: file.size ?? 0, mtime: 0 };
    } catch {
      // It was there; opening it says what is wrong.
      return { type: 'file', size: 0, mtime: 0 };
    }
  }

  async open(uri: ResourceUri): Promise<OpenFile> {
    const found = this.#find(uri);
    if (found === 'now') return this.now.open(uri);
    const led = found === undefined ? undefined : await this.#follow(found);
    if (typeof led === 'string') return this.open(led);
    if (led === undefined) throw Object.assign(new Error(`no such file: ${uri}`), { code: 'ENOENT' });
    const file = await this.repository.object(led);
    return {
      name: nameOf(uri),
      size: file.size,
      read: (offset, length) => file.read(offset, length),
      close: () => file.close(),
    };
  }

  async list(uri: ResourceUri): Promise<readonly string[] | undefined> {
    const folder = this.layout.inRepository(`${uri.replace(/\/$/, '')}/`)?.replace(/\/$/, '');
    const now = await this.now.list(uri);
    if (folder === undefined) return now;
    const then = this.#names.get(folder);
    if (now === undefined) return then === undefined ? undefined : [...then];
    const prefix = folder === '' ? '' : `${folder}/`;
    const { before, after } = this.changed;
    const stayed = now.filter(name => !after.has(prefix + name) || before.has(prefix + name));
    return [...new Set([...stayed, ...(then ?? [])])];
  }

  #find(uri: ResourceUri): StatePath | 'now' | undefined {
    const path = this.layout.inRepository(uri);
    if (path === undefined) return 'now';
    return this.changed.before.get(path) ?? (this.changed.after.has(path) ? undefined : 'now');
  }

  #folder(uri: ResourceUri): FileStat | undefined {
    const path = this.layout.inRepository(uri);
    return path !== undefined && this.#names.has(path) ? { type: 'directory', size: 0, mtime: 0 } : undefined;
  }

  /** Where a link led: the path of another file, or another changed one. */
  async #follow(of: StatePath): Promise<StatePath | ResourceUri | undefined> {
    let at = of;
    for (let links = 0; links < mostLinks; links += 1) {
      if (at.type === 'file') return at;
      if (at.type === 'submodule') return undefined;
      const file = await this.repository.object(at);
      const target = new TextDecoder().decode(await file.read(0, 4096));
      const path = linkTarget(at.path, target);
      if (path === undefined) return undefined;
      const next = this.#find(this.layout.uri(path));
      if (next === 'now') return this.layout.uri(path);
      if (next === undefined) return undefined;
      at = next;
    }
    return undefined;
  }
}
