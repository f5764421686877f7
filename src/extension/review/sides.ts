import * as vscode from 'vscode';
import type { State } from '../../host/revisions';
import type { GitApi } from './gitApi';
import type { Reviewed } from './reviewProject';

/** The documents of both sides of a review, as the editor opens them. */
export class SideUris {
  constructor(private readonly api: Pick<GitApi, 'getRepository' | 'toGitUri'>) {}

  /** A file as it was. `undefined` where Git's extension has nothing for it. @param file the review's path */
  before(reviewed: Reviewed, file: string): vscode.Uri | undefined {
    return this.#at(reviewed, file, reviewed.result.review.from);
  }

  /** A file as it is in what is reviewed. */
  after(reviewed: Reviewed, file: string): vscode.Uri | undefined {
    return this.#at(reviewed, file, reviewed.result.review.to);
  }

  /** The file on disk, whether it is there or not. */
  onDisk({ project }: Reviewed, file: string): vscode.Uri {
    return vscode.Uri.joinPath(project.folder, ...file.split('/'));
  }

  #at(reviewed: Reviewed, file: string, state: State): vscode.Uri | undefined {
    const uri = this.onDisk(reviewed, file);
    if (state.kind === 'working') return uri;
    if (state.kind === 'nothing') return undefined;
    // What is in a submodule has other commits, which the outer ones only name.
    const own = this.api.getRepository(uri)?.rootUri.toString();
    if (own !== undefined && own !== reviewed.project.repository.rootUri.toString()) return undefined;
    return this.api.toGitUri(uri, state.kind === 'index' ? '' : state.id);
  }
}

/** `at 1a2b3c4d (main)`, `in the index`: which side a document or a picture is of. */
export function sideWords(state: State): string {
  switch (state.kind) {
    case 'working':
      return 'in the working tree';
    case 'index':
      return 'in the index';
    case 'commit':
      return state.name === state.id
        ? `at ${state.id.slice(0, 8)}`
        : `at ${state.id.slice(0, 8)} (${state.name})`;
    case 'nothing':
      return 'before the first commit';
  }
}

/** `1a2b3c4d`, `Working Tree`: the same in the title of a diff, as the editor's own are. */
export function sideTitle(state: State): string {
  switch (state.kind) {
    case 'working':
      return 'Working Tree';
    case 'index':
      return 'Index';
    case 'commit':
      return state.id.slice(0, 8);
    case 'nothing':
      return 'Nothing';
  }
}
