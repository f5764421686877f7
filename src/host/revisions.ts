import type { Cancellation, FolderHost, OpenFile, ResourceUri } from './host';

/** The name of a content in Git: 40 or 64 hexadecimal digits. Equal ids are equal bytes. */
export type ObjectId = string;

/** A state of a project's files. */
export type State =
  /** What is on disk: saved files, those that Git does not know yet too, and none that it ignores. */
  | { readonly kind: 'working' }
  /** What is staged. */
  | { readonly kind: 'index' }
  /** `name` is how it was asked for: `main`, `HEAD~3`. */
  | { readonly kind: 'commit'; readonly id: ObjectId; readonly name: string }
  /** Before the first commit. */
  | { readonly kind: 'nothing' };

/** A path of one state. Paths are relative to the repository's root, with forward slashes. */
export interface StatePath {
  readonly path: string;
  readonly type: 'file' | 'link' | 'submodule';
  /**
   * Of a submodule, its commit. Of a file on disk that is not as Git holds it, the id of what is there, which Git may not
   * have; `undefined` where nobody has to know.
   */
  readonly id: ObjectId | undefined;
}

/**
 * A path that is not the same in two states: without `before` it was added, without `after` removed; where the two paths
 * differ, it was moved, and perhaps edited.
 */
export type PathChange =
  | { readonly before: StatePath; readonly after: StatePath }
  | { readonly before: undefined; readonly after: StatePath }
  | { readonly before: StatePath; readonly after: undefined };

/** Two states of a project to be compared. */
export interface Comparison {
  readonly from: State;
  readonly to: State;
}

/**
 * A project whose earlier states can be read, whoever reads them: the `git` program, or VS Code's Git extension. Nothing
 * is checked out, written or fetched. All of it rejects with `RevisionError` only.
 */
export interface Repository {
  /** The top folder of the working tree, as a `file:` URI without a slash at its end. */
  readonly root: ResourceUri;
  /** History was cut off: what lies behind is not here. */
  readonly shallow: boolean;
  /** The commit that is checked out; `nothing` before the first one. */
  head(): Promise<State>;
  /** @param revision as people write one: `main`, `origin/main`, `HEAD~2`, an id */
  commit(revision: string): Promise<State>;
  /** The last commit that both have: what a branch is compared with. */
  mergeBase(one: State, other: State): Promise<State>;
  /**
   * What differs, in no order, as it is found. What is within a submodule is listed as if it were part of the project; a
   * submodule that is listed itself has no contents here, or not those of both states.
   */
  changes(comparison: Comparison, cancellation: Cancellation): AsyncIterable<PathChange>;
  /** The files of a state under the addresses they have on disk: below {@link root}. Links are followed within it. */
  files(state: State): FolderHost;
  /** The paths of a state that Git knows, and the ids of their contents; on disk, those of which are as Git knows them. */
  paths(state: State, cancellation: Cancellation): AsyncIterable<StatePath>;
  /** The content of a path that has an id, whole. */
  object(of: StatePath): Promise<OpenFile>;
  /** Ends what it has running. */
  close(): void;
}

export type RevisionErrorReason =
  /** The folder is in no repository. */
  | 'no-repository'
  /** There is no `git` program, or no Git extension. */
  | 'no-git'
  /** Git will not work with this repository: it is broken, or somebody else's. */
  | 'refused'
  /** There is no such revision. */
  | 'unknown-revision'
  /** There would be one, in the part of the history that is not here. */
  | 'shallow'
  /** Two revisions have no commit in common. */
  | 'no-merge-base'
  /** A merge left conflicts in the index: it is no state of the project. */
  | 'unmerged'
  /** A content that Git names is not here: a partial clone, or a damaged repository. */
  | 'missing-object'
  | 'too-large'
  | 'cancelled'
  | 'failed';

/** A state that cannot be read, with a reason to branch on and a way out to show. */
export class RevisionError extends Error {
  override readonly name = 'RevisionError';
  readonly reason: RevisionErrorReason;
  /** What the user can do, as a sentence; also the end of `message`. */
  readonly wayOut: string;

  /** @param what a sentence without its full stop */
  constructor(
    reason: RevisionErrorReason,
    what: string,
    wayOut: string,
    options?: { readonly cause?: unknown },
  ) {
    super(`${what}. ${wayOut}`.trim(), options);
    this.reason = reason;
    this.wayOut = wayOut;
  }

  /** By its name: each bundle has a class of its own. */
  static is(error: unknown, reason?: RevisionErrorReason): error is RevisionError {
    if (!(error instanceof Error) || error.name !== 'RevisionError') return false;
    return reason === undefined || ('reason' in error && error.reason === reason);
  }
}

/** `main`, `the working tree`: what a state is called in a sentence. */
export function stateText(state: State): string {
  switch (state.kind) {
    case 'working':
      return 'the working tree';
    case 'index':
      return 'the index';
    case 'commit':
      return state.name === state.id ? state.id.slice(0, 8) : state.name;
    case 'nothing':
      return 'nothing';
  }
}
