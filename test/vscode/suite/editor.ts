import assert from 'node:assert/strict';
import * as vscode from 'vscode';

/** The workspace folder: a copy of the examples. */
export function folder(): vscode.Uri {
  const [first] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(first, 'no folder is open');
  return first.uri;
}

export function fileUri(path: string): vscode.Uri {
  return vscode.Uri.joinPath(folder(), path);
}

export async function open(path: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(fileUri(path));
  await vscode.window.showTextDocument(document);
  return document;
}

/**
 * Names of untitled documents come again as soon as they are free, and on a busy machine the extension host may still
 * hold the one before under the same name: that is waited for.
 */
export async function untitled(content: string, language: string): Promise<vscode.TextDocument> {
  let document: vscode.TextDocument | undefined;
  await eventually('an untitled document of its own', async () => {
    document = await vscode.workspace.openTextDocument({ content, language });
    return !document.isClosed && document.getText() === content;
  });
  assert.ok(document);
  await vscode.window.showTextDocument(document);
  return document;
}

/** The position just within the first (or n-th) occurrence of a text. */
export function at(document: vscode.TextDocument, text: string, occurrence = 0): vscode.Position {
  let offset = -1;
  for (let i = 0; i <= occurrence; i += 1) {
    offset = document.getText().indexOf(text, offset + 1);
    assert.notEqual(offset, -1, `${document.uri.path} does not hold "${text}"`);
  }
  return document.positionAt(offset + 1);
}

/** What Tilescope's hover at a place reads like: its Markdown, with the markup of its table taken off. */
export async function hoverAt(document: vscode.TextDocument, position: vscode.Position): Promise<string> {
  return (await rawHoverAt(document, position))
    .replace(/<span class="codicon codicon-warning"><\/span>/g, '⚠')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&nbsp;/g, ' ')
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
    .replace(/ {2,}(?!\n)/g, ' ');
}

/** Markdown of Tilescope's hover at a place; empty where there is none. Other extensions' hovers are left out. */
export async function rawHoverAt(document: vscode.TextDocument, position: vscode.Position): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    position,
  );
  return hovers
    .flatMap(hover => hover.contents)
    .map(content => (content instanceof vscode.MarkdownString ? content.value : ''))
    .filter(value => value.includes('command:tilescope.'))
    .join('\n');
}

/** Titles of Tilescope's lenses with their lines, from 1. */
export async function lenses(document: vscode.TextDocument): Promise<readonly string[]> {
  const all = await vscode.commands.executeCommand<vscode.CodeLens[]>(
    'vscode.executeCodeLensProvider',
    document.uri,
    500,
  );
  // They come in the order in which they were resolved.
  return all
    .filter(lens => lens.command?.command === 'tilescope.lensMenu')
    .sort((a, b) => a.range.start.line - b.range.start.line)
    .map(lens => `${String(lens.range.start.line + 1)}: ${lens.command?.title ?? ''}`);
}

export async function set(
  key: string,
  value: unknown,
  target = vscode.ConfigurationTarget.Global,
): Promise<void> {
  await vscode.workspace.getConfiguration('tilescope').update(key, value, target);
}

/** Asks again until it holds: for what follows a change after a moment. */
export async function eventually(
  what: string,
  holds: () => Promise<boolean>,
  timeout = 10_000,
): Promise<void> {
  const end = Date.now() + timeout;
  for (;;) {
    if (await holds()) return;
    if (Date.now() > end) assert.fail(`not within ${String(timeout)} ms: ${what}`);
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}
