import assert from 'node:assert/strict';
import * as vscode from 'vscode';

/** Tilescope's diagnostics of a document. */
export function shown(uri: vscode.Uri): readonly vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'Tilescope');
}

export function codeOf({ code }: vscode.Diagnostic): string {
  return typeof code === 'object' ? String(code.value) : String(code);
}

/** The list is called off where something else than the text changes meanwhile; the editor asks again, too. */
export async function actions(uri: vscode.Uri, range: vscode.Range): Promise<readonly vscode.CodeAction[]> {
  for (let left = 5; ; left -= 1) {
    try {
      return await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        uri,
        range,
        vscode.CodeActionKind.QuickFix.value,
      );
    } catch (error) {
      if (left === 0 || !String(error).includes('Canceled')) throw error;
    }
  }
}

export async function action(
  uri: vscode.Uri,
  range: vscode.Range,
  title: RegExp,
): Promise<vscode.CodeAction> {
  const all = await actions(uri, range);
  const found = all.find(one => title.test(one.title));
  assert.ok(found, `${String(title)} is not among\n${all.map(one => one.title).join('\n')}`);
  return found;
}

/** As the editor does when an entry of the menu is chosen. */
export async function choose(one: vscode.CodeAction): Promise<void> {
  if (one.edit !== undefined) assert.ok(await vscode.workspace.applyEdit(one.edit));
  if (one.command !== undefined)
    await vscode.commands.executeCommand(
      one.command.command,
      ...((one.command.arguments ?? []) as unknown[]),
    );
}

export async function remove(uri: vscode.Uri): Promise<void> {
  await vscode.workspace.fs.delete(uri).then(undefined, () => undefined);
}
