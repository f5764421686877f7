import * as vscode from 'vscode';

/**
 * The text editor one was in last: while a page has the focus none is active, and what a page inserts goes there.
 */
export class LastEditor implements vscode.Disposable {
  #editor = vscode.window.activeTextEditor;
  readonly #listener: vscode.Disposable;

  constructor() {
    this.#listener = vscode.window.onDidChangeActiveTextEditor(editor => {
      if (editor !== undefined) this.#editor = editor;
    });
  }

  /** Inserts at its cursor. `undefined`: no file is open to insert into. */
  get(): { readonly document: vscode.TextDocument; insert(text: string): Promise<boolean> } | undefined {
    const { activeTextEditor, visibleTextEditors } = vscode.window;
    const last = this.#editor?.document.isClosed === false ? this.#editor : undefined;
    // After a reload one has been in none, and looks at one all the same.
    const editor = activeTextEditor ?? last ?? visibleTextEditors[0];
    if (editor === undefined) return undefined;
    const { document, selection } = editor;
    return {
      document,
      insert: async text => {
        // Not through the editor, which may be behind another tab.
        const edit = new vscode.WorkspaceEdit();
        edit.insert(document.uri, selection.active, text);
        return vscode.workspace.applyEdit(edit);
      },
    };
  }

  dispose(): void {
    this.#listener.dispose();
  }
}
