import { existsSync } from 'node:fs';
import path from 'node:path';
import { URI } from 'vscode-uri';
import { GitFiles, openBytes } from './gitFiles';
import { GitObjects } from './gitObjects';
import { GitFailure, GitProgram } from './gitProgram';
import { rawChanges, sideOf, stagedPaths } from './gitRaw';
import { CommitTree, IndexTree, nothingTree } from './gitTree';
import { stillAsItWas, untracked, withId } from './gitWorking';
import { neverCancelled } from './host';
import type { Cancellation, FolderHost, OpenFile, ResourceUri } from './host';
import { RevisionError, stateText } from './revisions';
import type { Comparison, PathChange, Repository, State, StatePath } from './revisions';

/** What a repository has before its first commit, by how it names things; Git knows these without having them. */
const emptyTrees = {
  sha1: '4b825dc642cb6eb9a060e54bf8d69288fbee4904',
  sha256: '6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321',
} as const;

/** Beyond so many files that may have been moved, only those with the same bytes are paired. */
const renames = ['-M', '-l300'];

/**
 * The repository a folder is in, read by the `git` program.
 * @param folder absolute, with no link on the way
 * @param disk what is in the working tree
 * @param program `git` where it is not on the PATH
 */
export async function openGitRepository(
  folder: string,
  disk: FolderHost,
  program?: string,
): Promise<Repository> {
  return open(new GitProgram(folder, false, program), disk);
}

async function open(git: GitProgram, disk: FolderHost): Promise<GitRepository> {
  let said: string;
  try {
    said = (
      await git.run(['rev-parse', '--show-toplevel', '--is-shallow-repository', '--show-object-format'])
    ).toString('utf8');
  } catch (error) {
    throw error instanceof GitFailure ? notOpened(git.folder, error) : error;
  }
  const [root = '', shallow = '', format = ''] = said.split('\n');
  const top = path.resolve(root);
  return new GitRepository(
    top === git.folder ? git : new GitProgram(top, git.nested, git.program),
    disk,
    shallow === 'true',
    format === 'sha256' ? 'sha256' : 'sha1',
  );
}

/** Git's own words where it does not want a repository: only it knows why (an owner that is not the user, most often). */
function notOpened(folder: string, failure: GitFailure): RevisionError {
  for (let at = folder; ; at = path.dirname(at)) {
    if (existsSync(path.join(at, '.git')))
      return new RevisionError('refused', `Git does not open the repository at ${at}: ${failure.said}`, '', {
        cause: failure,
      });
    if (path.dirname(at) === at) break;
  }
  return new RevisionError(
    'no-repository',
    `${folder} is in no Git repository`,
    'Only a repository has earlier states to compare with: run `git init`, or name a folder in one.',
    { cause: failure },
  );
}

class GitRepository implements Repository {
  readonly root: ResourceUri;
  readonly #objects: GitObjects;
  /** By their paths. */
  readonly #submodules = new Map<string, Promise<GitRepository | undefined>>();

  constructor(
    private readonly git: GitProgram,
    private readonly disk: FolderHost,
    readonly shallow: boolean,
    private readonly format: keyof typeof emptyTrees,
  ) {
    this.root = URI.file(git.folder).toString();
    this.#objects = new GitObjects(git);
  }

  async head(): Promise<State> {
    const id = await this.#idOf('HEAD');
    return id === undefined ? { kind: 'nothing' } : { kind: 'commit', id, name: 'HEAD' };
  }

  async commit(revision: string): Promise<State> {
    const id = await this.#idOf(revision);
    if (id !== undefined) return { kind: 'commit', id, name: revision };
    const what = `There is no revision ${JSON.stringify(revision)} in ${this.git.folder}`;
    throw this.shallow
      ? new RevisionError('shallow', `${what}, which is a shallow clone`, deepen(revision))
      : new RevisionError(
          'unknown-revision',
          what,
          'Name a branch, a tag or a commit; fetch it first if it is new.',
        );
  }

  async mergeBase(one: State, other: State): Promise<State> {
    const [a, b] = [await this.#committed(one), await this.#committed(other)];
    if (a.kind !== 'commit' || b.kind !== 'commit') return { kind: 'nothing' };
    const id = await this.git.line(['merge-base', a.id, b.id]);
    if (id !== undefined) return { kind: 'commit', id, name: id };
    const what = `${stateText(a)} and ${stateText(b)} have no commit in common`;
    throw this.shallow
      ? new RevisionError('shallow', `${what} in this shallow clone`, deepen(a.name))
      : new RevisionError('no-merge-base', what, 'Name another revision to compare with.');
  }

  async *changes(comparison: Comparison, cancellation: Cancellation): AsyncGenerator<PathChange> {
    const { to } = comparison;
    const seen = new Set<string>();
    const removed: StatePath[] = [];
    const others = to.kind === 'working' ? untracked(this.git, cancellation) : undefined;
    others?.catch(() => undefined);
    for await (const change of rawChanges(await this.#raw(comparison, cancellation))) {
      const { before, after } = change;
      if (before?.type === 'submodule' || after?.type === 'submodule') {
        seen.add(after?.path ?? before?.path ?? '');
        yield* this.#withinSubmodule(change, to, cancellation);
      } else if (to.kind !== 'working') yield change;
      else if (after === undefined) removed.push(before);
      else {
        const there = withId(after, this.git.folder, emptyTrees[this.format].length);
        if (before === undefined) yield { before, after: there };
        else if (!(await stillAsItWas(before, there, this.git, this.#objects)))
          yield { before, after: there };
      }
    }
    yield* this.#madeAndRemoved((await others) ?? [], removed);
    if (to.kind === 'working') yield* this.#dirtySubmodules(seen, cancellation);
  }

  /** Git does not pair files that it does not know with those that are gone. */
  *#madeAndRemoved(made: readonly StatePath[], removed: readonly StatePath[]): Generator<PathChange> {
    const left = new Set(removed);
    const extensions = new Set(removed.map(({ path: gone }) => path.posix.extname(gone)));
    for (const one of made) {
      const after = extensions.has(path.posix.extname(one.path))
        ? withId(one, this.git.folder, emptyTrees[this.format].length)
        : one;
      const before =
        after.id === undefined
          ? undefined
          : [...left].find(({ id, type }) => id === after.id && type === after.type);
      if (before !== undefined) left.delete(before);
      yield { before, after };
    }
    for (const before of left) yield { before, after: undefined };
  }

  async *#withinSubmodule(
    change: PathChange,
    to: State,
    cancellation: Cancellation,
  ): AsyncGenerator<PathChange> {
    const { before, after } = change;
    const at = (after ?? before).path;
    const inner = await this.#submodule(at);
    const from = before === undefined ? nothing : await inner?.stateOf(before);
    const until = after === undefined ? undefined : to.kind === 'working' ? to : await inner?.stateOf(after);
    if (inner === undefined || from === undefined || until === undefined) yield change;
    else yield* inner.#changesAt(at, { from, to: until }, cancellation);
  }

  /** Files changed within a submodule whose commit is the same. */
  async *#dirtySubmodules(seen: ReadonlySet<string>, cancellation: Cancellation): AsyncGenerator<PathChange> {
    if (!existsSync(path.join(this.git.folder, '.gitmodules'))) return;
    for await (const entry of this.#staged(cancellation)) {
      if (entry.type !== 'submodule' || seen.has(entry.path)) continue;
      const inner = await this.#submodule(entry.path);
      const from = await inner?.stateOf(entry);
      if (inner !== undefined && from !== undefined)
        yield* inner.#changesAt(entry.path, { from, to: { kind: 'working' } }, cancellation);
    }
  }

  async *#changesAt(
    at: string,
    comparison: Comparison,
    cancellation: Cancellation,
  ): AsyncGenerator<PathChange> {
    const moved = (of: StatePath): StatePath => ({ ...of, path: `${at}/${of.path}` });
    for await (const { before, after } of this.changes(comparison, cancellation)) {
      if (before === undefined) yield { before, after: moved(after) };
      else yield { before: moved(before), after: after === undefined ? undefined : moved(after) };
    }
  }

  /** The commit a submodule is at; `undefined` where it is not here. */
  async stateOf({ id }: StatePath): Promise<State | undefined> {
    const commit = id === undefined ? undefined : await this.#idOf(id);
    return commit === undefined ? undefined : { kind: 'commit', id: commit, name: commit };
  }

  files(state: State): FolderHost {
    if (state.kind === 'working') return this.disk;
    const tree =
      state.kind === 'nothing'
        ? nothingTree
        : state.kind === 'index'
          ? new IndexTree(this.#staged(neverCancelled))
          : new CommitTree(this.#objects, state.id);
    return new GitFiles({
      root: this.root,
      tree,
      disk: this.disk,
      read: of => this.#read(of),
      submodule: async of => {
        const inner = await this.#submodule(of.path);
        const at = await inner?.stateOf(of);
        return at === undefined ? undefined : inner?.files(at);
      },
    });
  }

  async *paths(state: State, cancellation: Cancellation): AsyncGenerator<StatePath> {
    const own =
      state.kind === 'working'
        ? this.#onDisk(cancellation)
        : state.kind === 'index'
          ? this.#staged(cancellation)
          : this.#committedPaths(state, cancellation);
    for await (const entry of own) {
      if (entry.type !== 'submodule') {
        yield entry;
        continue;
      }
      const inner = await this.#submodule(entry.path);
      const at = state.kind === 'working' ? state : await inner?.stateOf(entry);
      if (inner === undefined || at === undefined) continue;
      for await (const within of inner.paths(at, cancellation))
        yield { ...within, path: `${entry.path}/${within.path}` };
    }
  }

  async object(of: StatePath): Promise<OpenFile> {
    return openBytes(of.path.slice(of.path.lastIndexOf('/') + 1), await this.#read(of));
  }

  close(): void {
    this.#objects.close();
    for (const inner of this.#submodules.values())
      inner.then(
        repository => repository?.close(),
        () => undefined,
      );
  }

  async #read(of: StatePath): Promise<Buffer> {
    for (const [at, inner] of this.#submodules)
      if (of.path.startsWith(`${at}/`)) {
        const repository = await inner;
        if (repository !== undefined) return repository.#read({ ...of, path: of.path.slice(at.length + 1) });
      }
    return this.#objects.read(of.id ?? '');
  }

  async #raw({ from, to }: Comparison, cancellation: Cancellation): Promise<AsyncGenerator<string>> {
    const options = ['--raw', '-z', '--no-abbrev', ...renames, '--ignore-submodules=dirty'];
    const filters = await this.git.withoutFilters();
    const command = (): readonly string[] => {
      if (from.kind === 'index' && to.kind === 'working') return ['diff-files', ...options];
      const tree = from.kind === 'commit' ? from.id : emptyTrees[this.format];
      if (to.kind === 'working') return ['diff-index', ...options, tree];
      if (to.kind === 'index') return ['diff-index', '--cached', ...options, tree];
      return ['diff-tree', '-r', ...options, tree, to.kind === 'commit' ? to.id : emptyTrees[this.format]];
    };
    if (from.kind === 'working' || (from.kind === 'index' && to.kind !== 'working'))
      throw new RevisionError('failed', `${stateText(from)} cannot be compared with ${stateText(to)}`, '');
    return this.git.records([...filters, ...command(), '--'], cancellation);
  }

  #staged(cancellation: Cancellation): AsyncGenerator<StatePath> {
    return stagedPaths(this.git.records(['ls-files', '--stage', '-z'], cancellation));
  }

  async *#committedPaths(state: State, cancellation: Cancellation): AsyncGenerator<StatePath> {
    if (state.kind !== 'commit') return;
    for await (const line of this.git.records(
      ['ls-tree', '-r', '-z', '--full-tree', state.id],
      cancellation,
    )) {
      const tab = line.indexOf('\t');
      const [mode = '', , id] = line.slice(0, tab).split(' ');
      const entry = sideOf(mode, id, line.slice(tab + 1));
      if (entry !== undefined) yield entry;
    }
  }

  /** What is staged, without an id where the file is another, and what Git does not know yet. */
  async *#onDisk(cancellation: Cancellation): AsyncGenerator<StatePath> {
    const others = untracked(this.git, cancellation);
    others.catch(() => undefined);
    const changed = new Map<string, StatePath | undefined>();
    const raw = await this.#raw({ from: { kind: 'index' }, to: { kind: 'working' } }, cancellation);
    for await (const { before, after } of rawChanges(raw)) {
      if (before !== undefined && before.path !== after?.path) changed.set(before.path, undefined);
      if (after !== undefined) changed.set(after.path, { ...after, id: undefined });
    }
    const unmerged = new Set<string>();
    for await (const entry of stagedPaths(
      this.git.records(['ls-files', '--stage', '-z'], cancellation),
      unmerged,
    )) {
      if (!changed.has(entry.path)) yield entry;
      else {
        const there = changed.get(entry.path);
        if (there !== undefined) yield there;
      }
    }
    for (const at of unmerged) yield { path: at, type: 'file', id: undefined };
    yield* await others;
  }

  /** The commit that is checked out, for what is on top of it. */
  async #committed(state: State): Promise<State> {
    return state.kind === 'working' || state.kind === 'index' ? this.head() : state;
  }

  async #idOf(revision: string): Promise<string | undefined> {
    // What begins with a dash would be an option, and no revision does.
    if (revision === '' || revision.startsWith('-') || /[\0\n]/.test(revision)) return undefined;
    const id = await this.git.line(['rev-parse', '--verify', '--quiet', `${revision}^{commit}`]);
    return id === undefined || !/^[\da-f]{40,64}$/.test(id) ? undefined : id;
  }

  #submodule(at: string): Promise<GitRepository | undefined> {
    let inner = this.#submodules.get(at);
    if (inner === undefined) {
      inner = this.#openSubmodule(path.join(this.git.folder, at));
      this.#submodules.set(at, inner);
    }
    return inner;
  }

  async #openSubmodule(folder: string): Promise<GitRepository | undefined> {
    // Without this Git would find the outer repository.
    if (!existsSync(path.join(folder, '.git'))) return undefined;
    try {
      const inner = await open(new GitProgram(folder, true, this.git.program), this.disk);
      return inner.root === URI.file(folder).toString() ? inner : undefined;
    } catch (error) {
      if (RevisionError.is(error)) return undefined;
      throw error;
    }
  }
}

const nothing: State = { kind: 'nothing' };

function deepen(revision: string): string {
  const branch = /^origin\/(.+)$/.exec(revision)?.[1];
  return branch === undefined
    ? 'Fetch the history with `git fetch --unshallow` (in GitHub Actions: `fetch-depth: 0`).'
    : `Fetch it with \`git fetch --unshallow origin ${branch}\` (in GitHub Actions: \`fetch-depth: 0\`).`;
}
