import * as vscode from 'vscode';
import { addedException, nodeAt } from '../../core/config/insert';
import type { ConfigPath } from '../../core/config/tilescopeConfig';

/** An exception is for a while: so many days, unless one writes another date. */
const proposedDays = 90;

/** Shows a value of a `tilescope.json`, selected, as it stands there now. */
export async function openLimit(uri: unknown, path: unknown): Promise<void> {
  if (typeof uri !== 'string' || !isPath(path)) return;
  const editor = await show(uri);
  const text = editor.document.getText();
  // What is not there any more is shown by what is left of its path.
  for (let length = path.length; length >= 0; length -= 1) {
    const node = nodeAt(text, path.slice(0, length));
    if (node === undefined) continue;
    const start = editor.document.positionAt(node.offset);
    const isValue = node.type !== 'object' && node.type !== 'array';
    const end = isValue ? editor.document.positionAt(node.offset + node.length) : start;
    editor.selection = new vscode.Selection(start, end);
    editor.revealRange(editor.selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
    return;
  }
}

/** Writes an exception into a `tilescope.json`, with its reason and its last day to be filled in. Nothing is saved. */
export async function addException(uri: unknown, glob: unknown, code: unknown): Promise<void> {
  if (typeof uri !== 'string' || typeof glob !== 'string' || typeof code !== 'string') return;
  const editor = await show(uri);
  const text = editor.document.getText();
  const marks = { reason: '\u0001', expires: '\u0002' };
  const entry = `{ "files": ${JSON.stringify(glob)}, "code": ${JSON.stringify(code)}, "reason": "${marks.reason}", "expires": "${marks.expires}" }`;
  const change = addedException(text, entry);
  if (change === undefined) {
    void vscode.window.showWarningMessage(
      'Tilescope: the exception was not added, as the file cannot be read. Mend what is underlined in it first.',
    );
    return;
  }
  const [before = '', rest = ''] = change.text.split(marks.reason);
  const [between = '', after = ''] = rest.split(marks.expires);
  const snippet = new vscode.SnippetString()
    .appendText(before)
    .appendPlaceholder('why, for whoever reads it next')
    .appendText(between)
    .appendPlaceholder(dayIn(proposedDays))
    .appendText(after);
  const range = new vscode.Range(
    editor.document.positionAt(change.offset),
    editor.document.positionAt(change.offset + change.length),
  );
  await editor.insertSnippet(snippet, range, {
    undoStopBefore: true,
    undoStopAfter: true,
    keepWhitespace: true,
  });
}

async function show(uri: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(vscode.Uri.parse(uri)));
}

function dayIn(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

function isPath(value: unknown): value is (string | number)[] & ConfigPath {
  return Array.isArray(value) && value.every(part => typeof part === 'string' || typeof part === 'number');
}
