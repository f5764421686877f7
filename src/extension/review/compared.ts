import type * as vscode from 'vscode';
import { object, optional, text, unionBy, word } from '../tileView/shape';
import type { GitBranch, GitRepositoryApi } from './gitApi';
import type { Project } from './projects';

/** Which two states of a project are compared. */
export type Compared =
  /** The last commit and the files on disk: what is in an editor and not saved is not in it, as in `git diff`. */
  | { readonly kind: 'working' }
  /** The last commit and the index. */
  | { readonly kind: 'index' }
  /** Where the branch parted from its base, and the files on disk. */
  | { readonly kind: 'branch'; readonly base: string };

/** As it is kept: which base a branch has is looked for each time, unless one was chosen. */
export type ComparedChoice =
  | { readonly kind: 'working' }
  | { readonly kind: 'index' }
  | { readonly kind: 'branch'; readonly base?: string };

export const comparedKinds = ['working', 'index', 'branch'] as const;

const prefix = 'tilescope.review.compared ';

const readChoice = unionBy('kind', {
  working: object({ kind: word('working') }),
  index: object({ kind: word('index') }),
  branch: object({ kind: word('branch'), base: optional(text) }),
});

/** What was chosen for each project, kept with the workspace. */
export class ComparedChoices {
  constructor(private readonly memento: vscode.Memento) {}

  of({ key }: Project): ComparedChoice {
    const read = readChoice(this.memento.get(prefix + key))?.value;
    if (read?.kind === 'branch')
      return read.base === undefined ? { kind: 'branch' } : { kind: 'branch', base: read.base };
    return { kind: read?.kind ?? 'working' };
  }

  async choose({ key }: Project, choice: ComparedChoice): Promise<void> {
    await this.memento.update(prefix + key, choice);
  }
}

/**
 * The branch that a branch was made from, as far as Git's extension and Git know: what it was parted from, the default
 * branch of its remote, what it follows. `undefined` where none is.
 *
 * @param exists whether there is such a revision
 */
export async function baseOf(
  repository: GitRepositoryApi,
  exists: (revision: string) => Promise<boolean>,
): Promise<string | undefined> {
  const { HEAD } = repository.state;
  const name = HEAD?.name;
  const candidates: (string | undefined)[] = [];
  if (name !== undefined) candidates.push(nameOf(await madeFrom(repository, name)));
  const remote = HEAD?.upstream?.remote ?? 'origin';
  candidates.push(`${remote}/HEAD`);
  const upstream = HEAD?.upstream;
  if (upstream !== undefined) candidates.push(`${upstream.remote}/${upstream.name}`);
  candidates.push(...['main', 'master'].filter(one => one !== name));
  for (const candidate of candidates)
    if (candidate !== undefined && (await exists(candidate))) return candidate;
  return undefined;
}

/** Git's extension rejects where it knows of none. */
async function madeFrom(repository: GitRepositoryApi, name: string): Promise<GitBranch | undefined> {
  try {
    return await repository.getBranchBase(name);
  } catch {
    return undefined;
  }
}

function nameOf(branch: GitBranch | undefined): string | undefined {
  if (branch?.name === undefined) return undefined;
  const { name, remote } = branch;
  return remote === undefined || name.startsWith(`${remote}/`) ? name : `${remote}/${name}`;
}

/** `Working Tree`, `Index`, `Branch since origin/main`. */
export function comparedTitle(choice: ComparedChoice): string {
  switch (choice.kind) {
    case 'working':
      return 'Working Tree';
    case 'index':
      return 'Index';
    case 'branch':
      return choice.base === undefined ? 'Branch' : `Branch since ${choice.base}`;
  }
}
