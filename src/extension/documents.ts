import * as vscode from 'vscode';
import { findReferences } from '../references/find';
import type { ImageReference } from '../references/reference';
import { languageOf } from './place';

/** The open document of an address. */
export function documentOf(uri: string): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find(document => document.uri.toString() === uri);
}

/** The references of open documents, found once a version. */
export class Documents {
  readonly #found = new WeakMap<
    vscode.TextDocument,
    { readonly version: number; readonly references: readonly ImageReference[] }
  >();

  references(document: vscode.TextDocument): readonly ImageReference[] {
    const known = this.#found.get(document);
    if (known?.version === document.version) return known.references;
    const references = findReferences(document.getText(), languageOf(document));
    this.#found.set(document, { version: document.version, references });
    return references;
  }

  referenceAt(document: vscode.TextDocument, position: vscode.Position): ImageReference | undefined {
    const offset = document.offsetAt(position);
    return this.references(document).find(({ start, end }) => start <= offset && offset <= end);
  }
}
