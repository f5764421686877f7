import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { pageHtml } from '../../webview/pageHtml';

/** Where the page's own files are. */
export function pageFolder(extensionUri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extensionUri, 'dist', 'webview');
}

/** The Tile View's page, for a webview. */
export function tileViewHtml(webview: vscode.Webview, extensionUri: vscode.Uri, title: string): string {
  const file = (name: string): string =>
    webview.asWebviewUri(vscode.Uri.joinPath(pageFolder(extensionUri), name)).toString();
  return pageHtml({
    title,
    script: file('tileView.js'),
    style: file('tileView.css'),
    nonce: randomBytes(18).toString('hex'),
    cspSource: webview.cspSource,
  });
}
