import * as vscode from 'vscode';
import { viewType } from '../contributions';

/** A view that is about to lose its file to another name. */
interface Leaving {
  readonly from: vscode.Uri;
  readonly viewColumn: vscode.ViewColumn;
  readonly isActive: boolean;
}

/**
 * The editor reopens a renamed file in the editor of its kind, which for a picture is not this one: what was a Tile View
 * is made one again, in the same place.
 * @param reopen opens the view of a file that had another name before
 */
export function followRenames(
  reopen: (from: vscode.Uri, to: vscode.Uri, viewColumn: vscode.ViewColumn) => Promise<void>,
): vscode.Disposable {
  let leaving: readonly Leaving[] = [];
  return vscode.Disposable.from(
    vscode.workspace.onWillRenameFiles(({ files }) => {
      leaving = viewsOf(files.map(({ oldUri }) => oldUri));
    }),
    vscode.workspace.onDidRenameFiles(async ({ files }) => {
      const views = leaving;
      leaving = [];
      for (const { oldUri, newUri } of files) {
        for (const { from, viewColumn, isActive } of views) {
          if (!isWithin(from, oldUri)) continue;
          const to = newUri.with({ path: newUri.path + from.path.slice(oldUri.path.length) });
          await reopen(from, to, viewColumn);
          await closeOthers(to, viewColumn);
          if (!isActive)
            await vscode.commands.executeCommand('workbench.action.openPreviousRecentlyUsedEditor');
        }
      }
    }),
  );
}

function viewsOf(renamed: readonly vscode.Uri[]): readonly Leaving[] {
  return vscode.window.tabGroups.all.flatMap(group =>
    group.tabs.flatMap(({ input, isActive }) =>
      input instanceof vscode.TabInputCustom &&
      input.viewType === viewType &&
      renamed.some(uri => isWithin(input.uri, uri))
        ? [{ from: input.uri, viewColumn: group.viewColumn, isActive: isActive && group.isActive }]
        : [],
    ),
  );
}

/** The tab in which the editor itself has reopened the file. */
async function closeOthers(uri: vscode.Uri, viewColumn: vscode.ViewColumn): Promise<void> {
  const tabs = vscode.window.tabGroups.all
    .filter(group => group.viewColumn === viewColumn)
    .flatMap(group => group.tabs)
    .filter(
      ({ input }) =>
        (input instanceof vscode.TabInputCustom &&
          input.viewType !== viewType &&
          input.uri.toString() === uri.toString()) ||
        (input instanceof vscode.TabInputText && input.uri.toString() === uri.toString()),
    );
  await vscode.window.tabGroups.close(tabs, true);
}

function isWithin(uri: vscode.Uri, folder: vscode.Uri): boolean {
  return (
    uri.scheme === folder.scheme &&
    uri.authority === folder.authority &&
    (uri.path === folder.path || uri.path.startsWith(`${folder.path}/`))
  );
}
