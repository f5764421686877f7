import * as vscode from 'vscode';
import { importCandidates } from '../references/calls/importCandidates';
import { gitRevision } from './gitRevision';
import { resourceOf } from './place';

/** A file of constants and helpers is smaller than this, in bytes. */
const largest = 1_000_000;

/**
 * The files that a document imports, as the editor has them: those that are open as they are being written, and nothing
 * from outside of the workspace. Remembers what was looked for, found or not: when that changes, what was made of it may
 * be another.
 */
export class ImportedFiles {
  readonly sought = new Set<string>();
  readonly #resource: vscode.Uri;
  readonly #language: 'javascript' | 'python';

  constructor(
    private readonly document: vscode.TextDocument,
    fileName: string,
  ) {
    this.#resource = resourceOf(document);
    this.#language =
      document.languageId === 'python' || /\.(?:pyw?|ipynb)$/i.test(fileName) ? 'python' : 'javascript';
  }

  readonly read = async (
    specifier: string,
  ): Promise<{ readonly text: string; readonly fileName: string } | undefined> => {
    const folder = vscode.workspace.getWorkspaceFolder(this.#resource)?.uri;
    if (folder === undefined) return undefined;
    const beside = vscode.Uri.joinPath(this.#resource, '..');
    for (const { from, path } of importCandidates(specifier, this.#language)) {
      const uri = vscode.Uri.joinPath(from === 'document' ? beside : folder, path);
      if (vscode.workspace.getWorkspaceFolder(uri) === undefined) continue;
      this.sought.add(uri.toString());
      const text = await this.#textOf(uri);
      if (text !== undefined) return { text, fileName: uri.path };
    }
    return undefined;
  };

  async #textOf(today: vscode.Uri): Promise<string | undefined> {
    const revision = gitRevision(this.document.uri);
    const uri = revision === undefined ? today : vscode.Uri.parse(revision.of(today.toString()));
    const open = vscode.workspace.textDocuments.find(document => document.uri.toString() === uri.toString());
    if (open !== undefined) return open.getText();
    try {
      const { type, size } = await vscode.workspace.fs.stat(uri);
      if ((type & vscode.FileType.File) === 0 || size > largest) return undefined;
      return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
    } catch {
      // Nothing is there, or nothing that may be read: the next name is tried.
      return undefined;
    }
  }
}
