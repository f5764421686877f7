import { posix } from 'node:path';
import * as vscode from 'vscode';
import type { ExportFormat } from '../../webview/protocol';
import type { PictureSource } from './source';

const extensions: Readonly<Record<ExportFormat, string>> = {
  png: 'png',
  svg: 'svg',
  markdown: 'md',
  csv: 'csv',
};

const kinds: Readonly<Record<ExportFormat, string>> = {
  png: 'PNG image',
  svg: 'SVG image',
  markdown: 'Markdown',
  csv: 'Comma-separated values',
};

/**
 * A name nothing has yet, beside the picture: `checkout.tilescope.png`, `checkout.tilescope-2.png`. Of a picture that is no
 * file, beside what names it.
 */
export async function freePlace(
  source: PictureSource,
  resource: vscode.Uri | undefined,
  format: ExportFormat,
): Promise<vscode.Uri> {
  const file = source.kind === 'file' ? vscode.Uri.parse(source.uri) : undefined;
  const folder = writableFolder([file, resource]);
  const stem = file === undefined ? 'picture' : posix.parse(file.path).name;
  for (let i = 1; ; i += 1) {
    const name = `${stem}.tilescope${i === 1 ? '' : `-${String(i)}`}.${extensions[format]}`;
    const uri = vscode.Uri.joinPath(folder, name);
    if (!(await exists(uri))) return uri;
  }
}

/** Asks where to; the dialog itself asks before it replaces a file. */
export function askForPlace(suggested: vscode.Uri, format: ExportFormat): Thenable<vscode.Uri | undefined> {
  return vscode.window.showSaveDialog({
    defaultUri: suggested,
    filters: { [kinds[format]]: [extensions[format]] },
    title: 'Tilescope: Export',
  });
}

/** How a document links to a file: relative where both are of one place. */
export function linkFrom(document: vscode.Uri, file: vscode.Uri): string {
  const base = document.scheme === 'untitled' ? vscode.workspace.workspaceFolders?.[0]?.uri : undefined;
  const from = base?.path ?? posix.dirname(document.path);
  const { scheme, authority } = base ?? document;
  if (file.scheme !== scheme || file.authority !== authority) return file.toString();
  return posix
    .relative(from, file.path)
    .split('/')
    .map(part => (part === '..' ? part : encodeURIComponent(part)))
    .join('/');
}

function writableFolder(candidates: readonly (vscode.Uri | undefined)[]): vscode.Uri {
  for (const uri of candidates) {
    if (uri !== undefined && vscode.workspace.fs.isWritableFileSystem(uri.scheme) === true)
      return vscode.Uri.joinPath(uri, '..');
  }
  return vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file('/');
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
