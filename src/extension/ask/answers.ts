import { posix } from 'node:path';
import * as vscode from 'vscode';
import { asCurl } from '../../vision/asCode/curl';
import { asPython } from '../../vision/asCode/python';
import { asTypeScript } from '../../vision/asCode/typescript';
import type { Endpoint } from '../../vision/endpoint';
import type { VisionRequest } from '../../vision/request';
import type { AskFromPage, AskRun, CodeLanguage } from '../../webview/askProtocol';
import type { AskPicture } from './askPanel';
import { runAt } from './conversation';
import type { Conversation, RunAt } from './conversation';
import { askedAgain } from './drafts';
import { vscodeEndpoint } from './endpoints';
import { requestOf } from './question';

/** What an answer is used with. */
export interface AnswerContext {
  readonly conversation: Conversation;
  readonly pictures: readonly AskPicture[];
  readonly resource: vscode.Uri | undefined;
  /** The editor one was in last. */
  readonly editor: vscode.TextEditor | undefined;
}

/** What the buttons under an answer do. */
export async function useAnswer(
  message: Extract<AskFromPage, { type: 'askCopy' | 'askInsert' | 'askSave' | 'askAsCode' }>,
  { conversation, pictures, resource, editor }: AnswerContext,
): Promise<void> {
  const at = runAt(conversation, message.run);
  if (at === undefined) return;
  switch (message.type) {
    case 'askCopy':
      return copyAnswer(at.run);
    case 'askInsert':
      return insertAnswer(at.run, editor);
    case 'askSave':
      return saveAnswer(at, pictures, resource);
    case 'askAsCode': {
      const asked = askedAgain(at.turn, at.run, conversation, resource);
      if (typeof asked === 'string') void vscode.window.showWarningMessage(`Tilescope: ${asked}`);
      else await openAsCode(await requestOf(asked, pictures), asked.endpoint, message.language);
    }
  }
}

async function copyAnswer({ text }: AskRun): Promise<void> {
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage('$(check) Tilescope: answer copied', 2500);
}

/** At the cursor of the editor one was in last, in place of what is selected there. */
async function insertAnswer({ text }: AskRun, editor: vscode.TextEditor | undefined): Promise<void> {
  if (editor === undefined) {
    void vscode.window.showInformationMessage(
      'Tilescope: open a file first: the answer is inserted at its cursor.',
    );
    return;
  }
  const { document, selection, viewColumn } = editor;
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, selection, text);
  // Not through the editor, which may be behind another tab.
  if (!(await vscode.workspace.applyEdit(edit))) {
    void vscode.window.showWarningMessage(
      `Tilescope: nothing can be inserted into ${vscode.workspace.asRelativePath(document.uri)}.`,
    );
    return;
  }
  await vscode.window.showTextDocument(document, viewColumn);
}

/** What of an answer belongs into a file of this kind: of code that stands in a block, the code. */
export function fileContent(text: string, extension: string): string {
  const end = (content: string): string => (content.endsWith('\n') ? content : `${content}\n`);
  if (extension === 'md' || extension === 'txt') return end(text);
  const block = /^[ \t]*(`{3,}|~{3,})[^\n]*\n([\s\S]*?)\n?^[ \t]*\1[ \t]*$/m.exec(text);
  return end(block?.[2] ?? text);
}

/** `checkout.describe.md` beside `checkout.png`; where that is taken, `checkout.describe-2.md`. */
async function saveAnswer(
  { turn, run }: RunAt,
  pictures: readonly AskPicture[],
  resource: vscode.Uri | undefined,
): Promise<void> {
  const first = turn.pictures
    .map(id => pictures.find(picture => picture.id === id))
    .find(picture => picture?.source.kind === 'file');
  const beside = first?.source.kind === 'file' ? first.source.uri : undefined;
  const folder =
    beside !== undefined
      ? vscode.Uri.joinPath(beside, '..')
      : ((resource === undefined ? undefined : vscode.workspace.getWorkspaceFolder(resource)?.uri) ??
        vscode.workspace.workspaceFolders?.[0]?.uri);
  if (folder === undefined) {
    void vscode.window.showWarningMessage(
      'Tilescope: no folder is open to save into. Copy the answer instead.',
    );
    return;
  }
  const stem = beside === undefined ? 'answer' : posix.parse(beside.path).name;
  const file = await freeName(folder, `${stem}.${turn.suffix}`, turn.extension);
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(fileContent(run.text, turn.extension)));
  await vscode.window.showTextDocument(file, { viewColumn: vscode.ViewColumn.Beside, preview: false });
  vscode.window.setStatusBarMessage(
    `$(check) Tilescope: saved as ${vscode.workspace.asRelativePath(file)}`,
    5000,
  );
}

async function freeName(folder: vscode.Uri, stem: string, extension: string): Promise<vscode.Uri> {
  for (let number = 1; ; number += 1) {
    const file = vscode.Uri.joinPath(
      folder,
      number === 1 ? `${stem}.${extension}` : `${stem}-${String(number)}.${extension}`,
    );
    try {
      await vscode.workspace.fs.stat(file);
    } catch (error) {
      if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return file;
      throw error;
    }
  }
}

const languages: Readonly<
  Record<
    CodeLanguage,
    { readonly id: string; readonly write: (request: VisionRequest, endpoint: Endpoint) => string }
  >
> = {
  typescript: { id: 'typescript', write: asTypeScript },
  python: { id: 'python', write: asPython },
  curl: { id: 'shellscript', write: asCurl },
};

/** The very request as a program, in a document of its own that is not saved anywhere. */
async function openAsCode(request: VisionRequest, endpoint: Endpoint, language: CodeLanguage): Promise<void> {
  if (endpoint.id === vscodeEndpoint.id) {
    void vscode.window.showInformationMessage(
      'Tilescope: VS Code’s own models are asked by extensions alone; ask another endpoint to have it as code.',
    );
    return;
  }
  const { id, write } = languages[language];
  const document = await vscode.workspace.openTextDocument({
    language: id,
    content: write(request, endpoint),
  });
  await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preview: false });
}
