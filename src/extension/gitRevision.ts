import * as vscode from 'vscode';
import type { Place } from '../references/resolve';

/**
 * The revision a `git:` document is of, which is how VS Code's Git extension shows the old side of a diff: a file's path,
 * and `{"path":…,"ref":…}` for a query. That extension serves the other files of the revision by the same kind of address.
 * `undefined` for every other document.
 */
export function gitRevision(uri: vscode.Uri): Place['revision'] {
  const ref = refOf(uri);
  if (ref === undefined) return undefined;
  return {
    name: nameOf(ref),
    of: file => {
      const today = vscode.Uri.parse(file);
      const query = JSON.stringify({ path: today.fsPath, ref });
      return today.with({ scheme: 'git', query, fragment: '' }).toString();
    },
  };
}

/** Why no picture of a revision can be looked at, where that is so; to be asked only for an explanation. */
export async function whyNoRevision(uri: vscode.Uri): Promise<string | undefined> {
  if (refOf(uri) === undefined) return undefined;
  if (vscode.workspace.fs.isWritableFileSystem('git') === undefined)
    return "VS Code's Git extension is not running, and without it pictures of other revisions cannot be read.";
  try {
    await vscode.workspace.fs.stat(uri);
    return undefined;
  } catch {
    return "VS Code's Git extension does not serve this revision: its repository is not open.";
  }
}

function refOf(uri: vscode.Uri): string | undefined {
  if (uri.scheme !== 'git') return undefined;
  try {
    const query: unknown = JSON.parse(uri.query);
    if (typeof query !== 'object' || query === null || !('ref' in query)) return undefined;
    return typeof query.ref === 'string' ? query.ref : undefined;
  } catch {
    return undefined;
  }
}

/** An empty reference is what is staged; `~` is that, or the last commit where nothing is. */
function nameOf(ref: string): string {
  if (ref === '') return 'in the index';
  if (ref === '~') return 'in the index or the last commit';
  return `at ${/^[\da-f]{40,64}$/.test(ref) ? ref.slice(0, 8) : ref}`;
}
