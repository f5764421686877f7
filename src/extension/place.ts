import * as vscode from 'vscode';
import type { Language } from '../references/language';
import { languageByFile, languageByName } from '../references/language';
import type { ProjectSource } from '../references/project/project';
import type { Place } from '../references/resolve';
import { gitRevision } from './gitRevision';

/** Panels and other people's output: text, but nobody's source. */
const notSource = new Set([
  'output',
  'debug',
  'vscode-scm',
  'comment',
  'vscode-settings',
  'search-editor',
  'extension-output',
  'walkThrough',
  'chat',
]);

export function isSource(document: vscode.TextDocument): boolean {
  return !notSource.has(document.uri.scheme);
}

/** The resource whose folder, settings and neighbours count: a cell's notebook, the file behind an old revision. */
export function resourceOf(document: vscode.TextDocument): vscode.Uri {
  const { uri } = document;
  switch (uri.scheme) {
    case 'vscode-notebook-cell': {
      const notebook = vscode.workspace.notebookDocuments.find(candidate =>
        candidate.getCells().some(cell => cell.document === document),
      );
      return notebook?.uri ?? uri.with({ scheme: 'file', fragment: '' });
    }
    case 'git':
    case 'pr':
    case 'review':
    case 'gitlens':
      // The text of another revision: settings and project are those of the file of today.
      return uri.with({ scheme: 'file', authority: '', query: '', fragment: '' });
    default:
      return uri;
  }
}

export function placeOf(
  document: vscode.TextDocument,
  roots: readonly string[],
  projects?: ProjectSource,
): Place {
  const resource = resourceOf(document);
  const untitled = resource.scheme === 'untitled';
  const folder = untitled
    ? vscode.workspace.workspaceFolders?.[0]?.uri
    : vscode.workspace.getWorkspaceFolder(resource)?.uri;
  const revision = gitRevision(document.uri);
  return {
    document: untitled ? undefined : resource.toString(),
    folder: folder?.toString(),
    roots,
    ...(projects === undefined ? {} : { projects }),
    ...(revision === undefined ? {} : { revision }),
  };
}

export function languageOf(document: vscode.TextDocument): Language {
  // A notebook that is opened as text has the language `json`; its name knows better.
  if (document.uri.path.endsWith('.ipynb') && document.uri.scheme !== 'vscode-notebook-cell')
    return 'notebook';
  return languageByName(document.languageId) ?? languageByFile(document.uri.path);
}
