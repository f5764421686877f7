import * as vscode from 'vscode';
import type { Located } from './callText';
import { documentOf } from './documents';

/** The document that a command was told of, or the one that is looked at. */
export function documentFrom(uri: unknown): vscode.TextDocument | undefined {
  return typeof uri === 'string' ? documentOf(uri) : vscode.window.activeTextEditor?.document;
}

export function placeIn(document: vscode.TextDocument, offset: number): Located {
  const position = document.positionAt(offset);
  return { document, range: new vscode.Range(position, position) };
}

/** Goes to a place, in a cell of a notebook too, with the focus: what asked for it was a menu that had it. */
export async function show({ document, range }: Located): Promise<void> {
  const cell = vscode.workspace.notebookDocuments
    .flatMap(notebook => notebook.getCells())
    .find(candidate => candidate.document === document);
  if (cell !== undefined) {
    await vscode.window.showNotebookDocument(cell.notebook, {
      selections: [new vscode.NotebookRange(cell.index, cell.index + 1)],
    });
  }
  const shown = vscode.window.visibleTextEditors.find(one => one.document === document);
  if (cell === undefined || shown === undefined) {
    // With the selection, and not by setting it afterwards: that arrives later than what is done next, and closes hovers.
    await vscode.window.showTextDocument(document, {
      selection: range,
      ...(shown?.viewColumn === undefined ? {} : { viewColumn: shown.viewColumn }),
    });
    return;
  }
  shown.selection = new vscode.Selection(range.start, range.end);
  shown.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
