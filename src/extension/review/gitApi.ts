import * as vscode from 'vscode';

/** What is used here of the API that VS Code's own Git extension exports. */
export interface GitApi {
  readonly state: 'uninitialized' | 'initialized';
  readonly onDidChangeState: vscode.Event<'uninitialized' | 'initialized'>;
  /** The program that the Git extension has found, by `git.path` or elsewhere. */
  readonly git: { readonly path: string };
  readonly repositories: readonly GitRepositoryApi[];
  readonly onDidOpenRepository: vscode.Event<GitRepositoryApi>;
  readonly onDidCloseRepository: vscode.Event<GitRepositoryApi>;
  /** Of the innermost repository that a file is in. */
  getRepository(uri: vscode.Uri): GitRepositoryApi | null;
  /** @param ref a revision; empty: the index */
  toGitUri(uri: vscode.Uri, ref: string): vscode.Uri;
}

export interface GitRepositoryApi {
  readonly rootUri: vscode.Uri;
  readonly state: {
    /** `undefined` before Git was asked; without a name where no branch is checked out. */
    readonly HEAD: GitBranch | undefined;
    /** Fires after each time that Git was asked for its status, too. */
    readonly onDidChange: vscode.Event<void>;
  };
  getBranchBase(name: string): Promise<GitBranch | undefined>;
  getRefs(query: { readonly sort?: 'alphabetically' | 'committerdate' }): Promise<readonly GitRef[]>;
}

export interface GitRef {
  /** 0: a branch, 1: one of a remote, 2: a tag. */
  readonly type: number;
  readonly name?: string;
  readonly commit?: string;
  readonly remote?: string;
}

export interface GitBranch extends GitRef {
  readonly upstream?: { readonly remote: string; readonly name: string };
}

interface GitExtension {
  readonly enabled: boolean;
  readonly onDidChangeEnablement: vscode.Event<boolean>;
  getAPI(version: 1): GitApi;
}

/** Whether repositories can be looked at. */
export type GitAccess =
  | { readonly kind: 'ready'; readonly api: GitApi }
  /** Restricted Mode: Git is the user's program, and runs with the user's rights in somebody else's folder. */
  | { readonly kind: 'restricted' }
  /** There is no such extension, or the user has disabled it. */
  | { readonly kind: 'missing' }
  /** `git.enabled` is off, or it has found no program. */
  | { readonly kind: 'off' };

/** Asks for the Git extension, and waits until it has found its repositories. */
export async function gitAccess(): Promise<GitAccess> {
  if (!vscode.workspace.isTrusted) return { kind: 'restricted' };
  const extension = vscode.extensions.getExtension<GitExtension>('vscode.git');
  if (extension === undefined) return { kind: 'missing' };
  const git = await extension.activate();
  if (!git.enabled) return { kind: 'off' };
  const api = git.getAPI(1);
  if (api.state !== 'initialized')
    await new Promise<void>(resolve => {
      const listening = api.onDidChangeState(state => {
        if (state !== 'initialized') return;
        listening.dispose();
        resolve();
      });
    });
  return { kind: 'ready', api };
}

/** Tells when the Git extension is switched on or off; nothing where there is none. */
export function onDidChangeGit(changed: () => void): vscode.Disposable {
  const extension = vscode.extensions.getExtension<GitExtension>('vscode.git');
  const installed = vscode.extensions.onDidChange(changed);
  return extension?.isActive === true
    ? vscode.Disposable.from(installed, extension.exports.onDidChangeEnablement(changed))
    : installed;
}
