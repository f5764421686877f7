import * as vscode from 'vscode';
import { joinCells } from '../references/calls/formats/embeddedNotebook';
import type { Span } from '../references/calls/expression';

/** What calls are looked for in, in one go: a document, or the cells of a notebook that are of the same language. */
export interface CallText {
  /** The same for all the documents of it. */
  readonly owner: vscode.TextDocument | vscode.NotebookDocument;
  readonly languageId: string;
  /** A name whose end tells what kind of text it is, where the language alone does not. */
  readonly fileName: string;
  readonly documents: readonly vscode.TextDocument[];
  /** Changes with every document of it. */
  readonly version: string;
  read(): CallSource;
}

export interface CallSource {
  readonly text: string;
  /** Where each document begins within the text. */
  readonly starts: readonly number[];
}

/** A stretch of one document. */
export interface Located {
  readonly document: vscode.TextDocument;
  readonly range: vscode.Range;
}

const cellLanguages = /^(?:python|(?:type|java)script(?:react)?)$/;

export function callTextOf(document: vscode.TextDocument): CallText | undefined {
  if (document.uri.scheme !== 'vscode-notebook-cell')
    return {
      owner: document,
      languageId: document.languageId,
      fileName: fileNameOf(document.uri.path, document.languageId),
      documents: [document],
      version: `${document.languageId} ${String(document.version)}`,
      read: () => ({ text: document.getText(), starts: [0] }),
    };
  const { languageId } = document;
  if (!cellLanguages.test(languageId)) return undefined;
  const notebook = vscode.workspace.notebookDocuments.find(candidate =>
    candidate.getCells().some(cell => cell.document === document),
  );
  if (notebook === undefined) return undefined;
  const documents = notebook
    .getCells()
    .filter(cell => cell.kind === vscode.NotebookCellKind.Code && cell.document.languageId === languageId)
    .map(cell => cell.document);
  return {
    owner: notebook,
    languageId,
    fileName: `${notebook.uri.path.replace(/\.ipynb$/i, '')}.${languageId === 'python' ? 'py' : 'tsx'}`,
    documents,
    version: [languageId, ...documents.map(cell => `${cell.uri.fragment}:${String(cell.version)}`)].join(' '),
    read: () => {
      const { text, cellStarts } = joinCells(documents.map(cell => cell.getText()));
      return { text, starts: cellStarts };
    },
  };
}

/** Which of the documents an offset of the text is in. */
export function indexAt(starts: readonly number[], offset: number): number {
  let at = 0;
  for (const [i, start] of starts.entries()) if (start <= offset) at = i;
  return at;
}

export function located({ documents }: CallText, { starts }: CallSource, span: Span): Located | undefined {
  const i = indexAt(starts, span.start);
  const document = documents[i];
  const start = starts[i];
  if (document === undefined || start === undefined) return undefined;
  return {
    document,
    range: new vscode.Range(document.positionAt(span.start - start), document.positionAt(span.end - start)),
  };
}

/** What a document without a name of its own would be called. */
function fileNameOf(path: string, languageId: string): string {
  const extension = extensions.get(languageId);
  return extension === undefined || /\.\w+$/.test(path) ? path : `${path}.${extension}`;
}

const extensions: ReadonlyMap<string, string> = new Map([
  ['json', 'json'],
  ['jsonc', 'json'],
  ['jsonl', 'jsonl'],
  ['yaml', 'yaml'],
  ['shellscript', 'sh'],
  ['html', 'html'],
  ['vue', 'vue'],
  ['svelte', 'svelte'],
  ['astro', 'astro'],
  ['mdx', 'mdx'],
]);
