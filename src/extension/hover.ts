import * as vscode from 'vscode';
import { commands, settings } from './contributions';
import { editorMarkdown } from './hoverLayout';
import type { HoverLink } from './hoverLayout';
import { hoverText } from './hoverText';
import type { Pictures, Shown } from './pictures';
import { included } from './pictures';
import { isSource, resourceOf } from './place';
import { flag } from './settings';
import type { Thumbnails } from './thumbnails';

/** The links of the hover may run these and nothing else. */
const linked = [commands.copyMarkdown, commands.selectModel, commands.turnOff, commands.readRemote];

export class HoverProvider implements vscode.HoverProvider {
  constructor(
    private readonly pictures: Pictures,
    private readonly thumbnails: Thumbnails,
  ) {}

  async provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.Hover | undefined> {
    if (!isSource(document)) return undefined;
    const reference = this.pictures.documents.referenceAt(document, position);
    const resource = resourceOf(document);
    if (reference === undefined || !flag(settings.hoverEnabled, resource)) return undefined;
    const shown = await this.pictures.assess(document, reference, token);
    if (token.isCancellationRequested || !included(document, shown.effective)) return undefined;
    const text = hoverText(shown, new Date().toISOString().slice(0, 10));
    if (text === undefined) return undefined;
    const thumbnail = flag(settings.hoverThumbnail, resource) ? await this.thumbnails.of(shown) : undefined;
    const markdown = new vscode.MarkdownString(
      editorMarkdown(text, thumbnail, links(document, reference.start, shown)),
      true,
    );
    markdown.isTrusted = { enabledCommands: linked };
    // For the table beside the picture; VS Code lets through markup without any power of its own.
    markdown.supportHtml = true;
    return new vscode.Hover(
      markdown,
      new vscode.Range(document.positionAt(reference.start), document.positionAt(reference.end)),
    );
  }
}

function links(document: vscode.TextDocument, offset: number, { assessment }: Shown): readonly HoverLink[] {
  const here = [document.uri.toString(), offset];
  const all: HoverLink[] = [];
  if (assessment.kind !== 'remote') {
    all.push(
      {
        icon: 'copy',
        label: 'Copy',
        title: 'Copy these numbers as Markdown',
        command: commands.copyMarkdown,
        args: here,
      },
      {
        icon: 'settings-gear',
        label: 'Model',
        title: 'Choose the model to price for',
        command: commands.selectModel,
        args: here,
      },
    );
  } else if (vscode.workspace.isTrusted) {
    all.push({
      icon: 'cloud-download',
      label: 'Read its header',
      title: 'Fetch the first bytes of this picture to learn its size',
      command: commands.readRemote,
      args: [assessment.url, ...here],
    });
  }
  all.push({
    icon: 'eye-closed',
    label: 'Turn off',
    title: 'Turn this hover off',
    command: commands.turnOff,
    args: [settings.hoverEnabled],
  });
  return all;
}
