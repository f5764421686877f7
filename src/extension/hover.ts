import * as vscode from 'vscode';
import type { Span } from '../references/calls/expression';
import type { BudgetBar } from './budgets/budgetBar';
import { callHoverText } from './callHoverText';
import { nameSpan } from './callWords';
import type { FoundCallAt, PricedCallAt } from './calls';
import { commands, settings } from './contributions';
import { callEditorMarkdown, editorMarkdown } from './hoverLayout';
import type { HoverLink } from './hoverLayout';
import { hoverText } from './hoverText';
import type { Named, NamedPictures } from './namedPictures';
import type { Shown } from './pictures';
import { isSource, resourceOf } from './place';
import { flag } from './settings';
import type { Thumbnails } from './thumbnails';

/** The links of the hover may run these and nothing else. */
const linked = [
  commands.copyMarkdown,
  commands.selectModel,
  commands.turnOff,
  commands.readRemote,
  commands.copyCall,
  commands.selectCallModel,
  commands.openTileView,
  commands.describeMockup,
];

export class HoverProvider implements vscode.HoverProvider {
  constructor(
    private readonly named: NamedPictures,
    private readonly thumbnails: Thumbnails,
    private readonly budgetBar: BudgetBar,
  ) {}

  async provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.Hover | undefined> {
    const resource = resourceOf(document);
    if (!isSource(document) || !flag(settings.hoverEnabled, resource)) return undefined;
    if (!(await this.named.pictures.isIncluded(document))) return undefined;
    const offset = document.offsetAt(position);
    const named = await this.named.at(document, offset, token);
    if (token.isCancellationRequested) return undefined;
    const today = new Date().toISOString().slice(0, 10);
    if (named !== undefined) {
      const [shown, ...others] = named.shown;
      // Of several pictures the call says all.
      const call = named.uses[0]?.call;
      if (call !== undefined && (shown === undefined || others.length > 0))
        return hoverOf(await this.#callMarkdown(call, today), document, named);
      if (shown === undefined) return undefined;
      return this.#pictureHover(document, resource, named, shown, today);
    }
    return this.#callHover(document, offset, token, today);
  }

  async #callHover(
    document: vscode.TextDocument,
    offset: number,
    token: vscode.CancellationToken,
    today: string,
  ): Promise<vscode.Hover | undefined> {
    for (const found of await this.named.calls.found(document, token)) {
      const part = partAt(found, document, offset);
      if (part === undefined) continue;
      const call = await this.named.calls.price(found);
      const text = await this.#callMarkdown(call, today);
      return token.isCancellationRequested ? undefined : hoverOf(text, document, part);
    }
    return undefined;
  }

  async #callMarkdown(call: PricedCallAt, today: string): Promise<string> {
    const bars = await this.budgetBar.ofHover(call);
    return callEditorMarkdown(callHoverText(call.priced, today), callLinks(call), bars);
  }

  async #pictureHover(
    document: vscode.TextDocument,
    resource: vscode.Uri,
    named: Named,
    shown: Shown,
    today: string,
  ): Promise<vscode.Hover | undefined> {
    const text = hoverText(shown, today);
    if (text === undefined) return undefined;
    const thumbnail = flag(settings.hoverThumbnail, resource) ? await this.thumbnails.of(shown) : undefined;
    const bars = await this.budgetBar.ofPicture(document, shown, named.uses[0]?.call);
    return hoverOf(editorMarkdown(text, thumbnail, links(document, named, shown), bars), document, named);
  }
}

function hoverOf(value: string, document: vscode.TextDocument, { start, end }: Span): vscode.Hover {
  const markdown = new vscode.MarkdownString(value, true);
  markdown.isTrusted = { enabledCommands: linked };
  // For the table beside the picture; VS Code lets through markup without any power of its own.
  markdown.supportHtml = true;
  return new vscode.Hover(markdown, new vscode.Range(document.positionAt(start), document.positionAt(end)));
}

/** Where the hover of a call is: on its name, its model and its details. */
function partAt(call: FoundCallAt, document: vscode.TextDocument, offset: number): Span | undefined {
  const { model, images } = call.call;
  const parts: Span[] = [];
  if (call.document === document) parts.push(nameSpan(call));
  for (const setting of [model, ...images.map(({ detail }) => detail)]) {
    const place = setting.kind === 'omitted' ? undefined : call.where(setting.span);
    if (place?.document === document)
      parts.push({ start: document.offsetAt(place.range.start), end: document.offsetAt(place.range.end) });
  }
  return parts.find(({ start, end }) => start <= offset && offset <= end);
}

function callLinks({ document, call, priced }: PricedCallAt): readonly HoverLink[] {
  const args = [document.uri.toString(), call.span.start];
  const shown = priced.images.some(({ pictures }) => pictures.length > 0);
  return [
    ...(shown ? [tileViewLink([...args, 'call']), ...describeLinks([...args, 'call'])] : []),
    {
      icon: 'copy',
      label: 'Copy',
      title: 'Copy these numbers as Markdown',
      command: commands.copyCall,
      args,
    },
    {
      icon: 'settings-gear',
      label: 'Model',
      title: 'See what this call costs on other models',
      command: commands.selectCallModel,
      args,
    },
    turnOffLink,
  ];
}

/** Nobody is asked in Restricted Mode. */
function describeLinks(args: readonly unknown[]): readonly HoverLink[] {
  if (!vscode.workspace.isTrusted) return [];
  return [
    {
      icon: 'comment-discussion',
      label: 'Describe',
      title: 'Describe Mockup: ask a model about it, with the price known before',
      command: commands.describeMockup,
      args,
    },
  ];
}

function tileViewLink(args: readonly unknown[]): HoverLink {
  return {
    icon: 'table',
    label: 'Tile View',
    title: 'Open Tile View: see what the model sees, compare, ask',
    command: commands.openTileView,
    args,
  };
}

const turnOffLink: HoverLink = {
  icon: 'eye-closed',
  label: 'Turn off',
  title: 'Turn this hover off',
  command: commands.turnOff,
  args: [settings.hoverEnabled],
};

function links(
  document: vscode.TextDocument,
  { start, uses }: Named,
  { assessment }: Shown,
): readonly HoverLink[] {
  const here = [document.uri.toString(), start];
  const call = uses.find(({ call: { priced } }) => 'model' in priced.model)?.call;
  const all: HoverLink[] = [];
  if (assessment.kind !== 'remote') {
    all.push(
      tileViewLink(here),
      ...describeLinks(here),
      {
        icon: 'copy',
        label: 'Copy',
        title: 'Copy these numbers as Markdown',
        command: commands.copyMarkdown,
        args: here,
      },
      call === undefined
        ? {
            icon: 'settings-gear',
            label: 'Model',
            title: 'Choose the model to price for',
            command: commands.selectModel,
            args: here,
          }
        : {
            icon: 'settings-gear',
            label: 'Model',
            title: 'See what the call costs on other models',
            command: commands.selectCallModel,
            args: [call.document.uri.toString(), call.call.span.start],
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
  all.push(turnOffLink);
  return all;
}
