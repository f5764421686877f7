import * as vscode from 'vscode';

/** Of a `tilescope.json` by its path relative to the workspace folder, with forward slashes. */
export function configUri(folder: vscode.Uri, file: string): vscode.Uri {
  return vscode.Uri.joinPath(folder, ...file.split('/'));
}
