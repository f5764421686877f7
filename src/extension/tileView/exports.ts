import * as vscode from 'vscode';
import type { ExportFormat, FromPage } from '../../webview/protocol';
import { pngOf, seenAs, svgOf } from './exportContent';
import { askForPlace, freePlace, linkFrom } from './exportPlace';
import { failureOf } from './failure';
import type { LastEditor } from '../lastEditor';
import type { TileViewServices } from './services';
import type { ViewedPicture } from './viewedPicture';

export type ExportRequest = Extract<FromPage, { type: 'export' }>;

/** What an export is of, and what it is told. */
export interface ExportContext {
  readonly picture: ViewedPicture;
  readonly resource: vscode.Uri | undefined;
  readonly lastEditor: LastEditor;
  readonly services: TileViewServices;
  /** Said on the page. */
  notice(message: string): void;
}

/** Writes what the page shows where the user wants it. Says itself what is in the way. */
export async function exportFrom(request: ExportRequest, context: ExportContext): Promise<void> {
  const { format } = request;
  const made = await content(request, context);
  if (made === undefined) return;
  switch (request.target) {
    case 'clipboard':
      if (format === 'png') return toFile(made, format, context);
      await vscode.env.clipboard.writeText(new TextDecoder().decode(made.bytes));
      context.notice(`Copied as ${words[format]}.`);
      return;
    case 'file':
      return toFile(made, format, context);
    case 'cursor':
      return toCursor(made, format, context);
  }
}

const words: Readonly<Record<ExportFormat, string>> = {
  png: 'PNG',
  svg: 'SVG',
  markdown: 'Markdown',
  csv: 'CSV',
};

interface Made {
  readonly bytes: Uint8Array;
  readonly title: string;
}

async function content(request: ExportRequest, context: ExportContext): Promise<Made | undefined> {
  const { format, text } = request;
  if (format === 'markdown' || format === 'csv') {
    if (text !== undefined) return { bytes: new TextEncoder().encode(text), title: '' };
    context.services.log.error(`The page asked for a table as ${words[format]} and gave none.`);
    return undefined;
  }
  const { picture, resource, services } = context;
  const { registry } = await services.named.pictures.effectiveFor(resource);
  const seen = seenAs(picture, request.choice, registry, new Date().toISOString().slice(0, 10));
  if ('why' in seen) {
    context.notice(seen.why);
    return undefined;
  }
  if (format === 'png' && !vscode.workspace.isTrusted) {
    await offerSvg(
      'In Restricted Mode nothing of a folder is decoded, and a PNG needs that.',
      request,
      context,
    );
    return undefined;
  }
  try {
    const bytes = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Window, title: `Drawing ${picture.name}` },
      () => (format === 'png' ? pngOf(picture, seen) : svgOf(picture, seen)),
    );
    return { bytes, title: seen.title };
  } catch (error) {
    const { message, reason } = failureOf(error);
    services.log.warn(`${picture.id} cannot be exported as ${words[format]}: ${message}`);
    if (format === 'png' && reason === 'engine-missing')
      await offerSvg(
        'A PNG needs the image engine (sharp), which could not be loaded here.',
        request,
        context,
      );
    else void vscode.window.showErrorMessage(`Tilescope: ${message}`);
    return undefined;
  }
}

async function offerSvg(why: string, request: ExportRequest, context: ExportContext): Promise<void> {
  context.notice(`${why} An SVG does not.`);
  const answer = await vscode.window.showWarningMessage(
    `Tilescope: ${why} An SVG with the same drawing does not.`,
    'Export SVG',
  );
  if (answer !== undefined) await exportFrom({ ...request, format: 'svg' }, context);
}

async function toFile({ bytes }: Made, format: ExportFormat, context: ExportContext): Promise<void> {
  const { picture, resource } = context;
  const place = await askForPlace(await freePlace(picture.source, resource, format), format);
  if (place === undefined) return;
  await vscode.workspace.fs.writeFile(place, bytes);
  const name = vscode.workspace.asRelativePath(place);
  context.notice(`Saved as ${name}.`);
  // Not waited for: the message may stand there for as long as it likes.
  void vscode.window
    .showInformationMessage(`Tilescope: saved as ${name}.`, 'Open')
    .then(answer =>
      answer === undefined ? undefined : vscode.commands.executeCommand('vscode.open', place),
    );
}

/** A table as it is; a picture as a link to a file that is written beside it, under a name that nothing has. */
async function toCursor({ bytes, title }: Made, format: ExportFormat, context: ExportContext): Promise<void> {
  const { picture, resource, lastEditor } = context;
  const editor = lastEditor.get();
  if (editor === undefined) {
    context.notice('Open a text file and put the cursor where it belongs: it is inserted there.');
    return;
  }
  const { document } = editor;
  const into = vscode.workspace.asRelativePath(document.uri);
  if (format === 'markdown' || format === 'csv') {
    const inserted = await insertAt(editor, new TextDecoder().decode(bytes));
    context.notice(inserted ? `Inserted into ${into}.` : `${into} cannot be changed.`);
    return;
  }
  const place = await freePlace(picture.source, resource ?? document.uri, format);
  await vscode.workspace.fs.writeFile(place, bytes);
  const alt = title.replace(/[[\]\\]/g, '\\$&');
  const inserted = await insertAt(editor, `![${alt}](${linkFrom(document.uri, place)})`);
  const saved = `Saved as ${vscode.workspace.asRelativePath(place)}`;
  context.notice(inserted ? `${saved}, and linked in ${into}.` : `${saved}; ${into} cannot be changed.`);
}

async function insertAt({ document, selection }: vscode.TextEditor, text: string): Promise<boolean> {
  // Not through the editor, which may be behind another tab.
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, selection.active, text);
  return vscode.workspace.applyEdit(edit);
}
