import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

/** Where the page's own files are. */
export function pageFolder(extensionUri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extensionUri, 'dist', 'webview');
}

/**
 * The page around its script: nothing runs but that script, nothing is fetched but what the editor serves, and no address
 * of the web is asked, not for a picture either.
 */
export function pageHtml(webview: vscode.Webview, extensionUri: vscode.Uri, title: string): string {
  const nonce = randomBytes(18).toString('base64');
  const file = (name: string): string =>
    webview.asWebviewUri(vscode.Uri.joinPath(pageFolder(extensionUri), name)).toString();
  const policy = [
    "default-src 'none'",
    `img-src ${webview.cspSource} data: blob:`,
    `style-src ${webview.cspSource}`,
    `font-src ${webview.cspSource}`,
    `script-src 'nonce-${nonce}'`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1.0">
<title>${escaped(title)}</title>
<link rel="stylesheet" href="${file('tileView.css')}" id="vscode-codicon-stylesheet">
</head>
<body>
<script nonce="${nonce}" src="${file('tileView.js')}"></script>
</body>
</html>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, char => `&#${String(char.charCodeAt(0))};`);
}
