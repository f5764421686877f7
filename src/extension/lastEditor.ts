import * as vscode from 'vscode';

/** The text editor one was in last: while a page has the focus none is active, and what a page inserts goes there. */
export class LastEditor implements vscode.Disposable {
  #editor = vscode.window.activeTextEditor;
  readonly #listener = vscode.window.onDidChangeActiveTextEditor(editor => {
    if (editor !== undefined) this.#editor = editor;
  });

  /** `undefined` where no text is open. */
  get(): vscode.TextEditor | undefined {
    const { activeTextEditor, visibleTextEditors } = vscode.window;
    const last = this.#editor?.document.isClosed === false ? this.#editor : undefined;
    // After a reload one has been in none, and looks at one all the same.
    return activeTextEditor ?? last ?? visibleTextEditors[0];
  }

  dispose(): void {
    this.#listener.dispose();
  }
}
