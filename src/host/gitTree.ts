import type { GitObjects } from './gitObjects';
import { typeOf } from './gitRaw';
import type { ObjectId, StatePath } from './revisions';

/** The paths of a state of a repository. */
export interface PathTree {
  /**
   * What is at a path, or the first that is no folder on the way to it: a link, a submodule, a file. `folder` for one,
   * `undefined` for nothing.
   */
  find(path: string): Promise<StatePath | 'folder' | undefined>;
  /** Names in a folder, `''` for the root; `undefined` where there is none. */
  names(folder: string): Promise<readonly string[] | undefined>;
}

/** The tree of a commit, of which folders are read when they are asked for. */
export class CommitTree implements PathTree {
  readonly #folders = new Map<ObjectId, Promise<ReadonlyMap<string, TreeEntry>>>();
  readonly #root: Promise<ObjectId>;

  /** @param commit its id */
  constructor(
    private readonly objects: GitObjects,
    commit: ObjectId,
  ) {
    this.#root = objects.read(commit).then(bytes => {
      const tree = /^tree ([\da-f]+)\n/.exec(bytes.toString('latin1', 0, 80))?.[1];
      return tree ?? commit;
    });
    this.#root.catch(() => undefined);
  }

  async find(path: string): Promise<StatePath | 'folder' | undefined> {
    let folder = await this.#root;
    const names = path === '' ? [] : path.split('/');
    for (const [i, name] of names.entries()) {
      const entry = (await this.#folder(folder)).get(name);
      if (entry === undefined) return undefined;
      if (entry.mode !== folderMode)
        return { path: names.slice(0, i + 1).join('/'), type: typeOf(entry.mode), id: entry.id };
      folder = entry.id;
    }
    return 'folder';
  }

  async names(path: string): Promise<readonly string[] | undefined> {
    let folder = await this.#root;
    for (const name of path === '' ? [] : path.split('/')) {
      const entry = (await this.#folder(folder)).get(name);
      if (entry?.mode !== folderMode) return undefined;
      folder = entry.id;
    }
    return [...(await this.#folder(folder)).keys()];
  }

  #folder(id: ObjectId): Promise<ReadonlyMap<string, TreeEntry>> {
    let folder = this.#folders.get(id);
    if (folder === undefined) {
      folder = this.objects.read(id).then(bytes => entriesOf(bytes, id.length / 2));
      this.#folders.set(id, folder);
    }
    return folder;
  }
}

interface TreeEntry {
  readonly mode: string;
  readonly id: ObjectId;
}

const folderMode = '40000';

/** A tree object: for each entry `<mode> <name>\0` and the id's bytes. */
function entriesOf(bytes: Buffer, idBytes: number): ReadonlyMap<string, TreeEntry> {
  const entries = new Map<string, TreeEntry>();
  for (let at = 0; at < bytes.length;) {
    const space = bytes.indexOf(32, at);
    const end = bytes.indexOf(0, space);
    if (space < 0 || end < 0) break;
    entries.set(bytes.toString('utf8', space + 1, end), {
      mode: bytes.toString('latin1', at, space),
      id: bytes.toString('hex', end + 1, end + 1 + idBytes),
    });
    at = end + 1 + idBytes;
  }
  return entries;
}

/** The index: all its paths at once. */
export class IndexTree implements PathTree {
  readonly #paths: Promise<ReadonlyMap<string, StatePath>>;
  #folders: Promise<ReadonlyMap<string, Set<string>>> | undefined;

  constructor(paths: AsyncIterable<StatePath>) {
    this.#paths = (async () => {
      const map = new Map<string, StatePath>();
      for await (const entry of paths) map.set(entry.path, entry);
      return map;
    })();
    this.#paths.catch(() => undefined);
  }

  async find(path: string): Promise<StatePath | 'folder' | undefined> {
    const paths = await this.#paths;
    const own = paths.get(path);
    if (own !== undefined) return own;
    for (let slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      const above = paths.get(path.slice(0, slash));
      if (above !== undefined) return above;
    }
    return (await this.#allFolders()).has(path) ? 'folder' : undefined;
  }

  async names(folder: string): Promise<readonly string[] | undefined> {
    const names = (await this.#allFolders()).get(folder);
    return names === undefined ? undefined : [...names];
  }

  #allFolders(): Promise<ReadonlyMap<string, Set<string>>> {
    return (this.#folders ??= this.#paths.then(paths => {
      const folders = new Map<string, Set<string>>([['', new Set()]]);
      for (const path of paths.keys()) {
        // From the end: what is known already has its folders above.
        for (let child = path; child !== '';) {
          const slash = child.lastIndexOf('/');
          const folder = child.slice(0, Math.max(slash, 0));
          const names = folders.get(folder);
          const name = child.slice(slash + 1);
          if (names === undefined) folders.set(folder, new Set([name]));
          else names.add(name);
          if (names !== undefined && folder !== '') break;
          child = folder;
        }
      }
      return folders;
    }));
  }
}

/** Before the first commit. */
export const nothingTree: PathTree = {
  find: path => Promise.resolve(path === '' ? 'folder' : undefined),
  names: folder => Promise.resolve(folder === '' ? [] : undefined),
};
