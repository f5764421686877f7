import { posix } from 'node:path';
import * as vscode from 'vscode';
import type { GitApi, GitRepositoryApi } from './gitApi';

/** What is reviewed as one, as `tilescope check` in its folder does: a repository, or a workspace folder within one. */
export interface Project {
  /** The same for the same folder. */
  readonly key: string;
  readonly repository: GitRepositoryApi;
  /** The folder as the editor knows it: links on the way are not followed. */
  readonly folder: vscode.Uri;
  readonly name: string;
}

/**
 * The projects of a window. A workspace that is part of a repository is a project of its own: its `tilescope.json` is the
 * outermost in the editor, too.
 */
export function projectsOf({ repositories }: Pick<GitApi, 'repositories'>): readonly Project[] {
  const folders = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri);
  return repositories
    .filter(({ rootUri }) => rootUri.scheme === 'file')
    .flatMap(repository => {
      const { rootUri } = repository;
      const within = folders.filter(folder => isBelow(folder, rootUri));
      const whole = within.length === 0 || folders.some(folder => isIn(rootUri, folder));
      return (whole ? [rootUri] : within).map(folder => ({
        key: folder.toString(),
        repository,
        folder,
        name: posix.basename(folder.path),
      }));
    })
    .sort((a, b) => (a.folder.path < b.folder.path ? -1 : 1));
}

/** The innermost project that a file is in. */
export function projectAt(projects: readonly Project[], uri: vscode.Uri): Project | undefined {
  return projects
    .filter(({ folder }) => isIn(uri, folder))
    .sort((a, b) => b.folder.path.length - a.folder.path.length)[0];
}

export function isIn(uri: vscode.Uri, folder: vscode.Uri): boolean {
  return uri.path === folder.path || isBelow(uri, folder);
}

function isBelow(uri: vscode.Uri, folder: vscode.Uri): boolean {
  return uri.path.startsWith(folder.path.endsWith('/') ? folder.path : `${folder.path}/`);
}
