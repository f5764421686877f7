import { posix } from 'node:path';
import * as vscode from 'vscode';
import { plural } from '../../core/text';
import { viewType } from '../contributions';
import type { PageChoice, PagePair } from '../../webview/protocol';
import { LastEditor } from '../lastEditor';
import { followRenames } from './renames';
import { pickRequest, requestOfLookedAt } from './lookedAt';
import { requestOfArguments } from './request';
import type { OpenRequest } from './request';
import { readRestored, restoreOf } from './restore';
import type { Restore } from './restore';
import type { TileViewServices } from './services';
import { distinct, keyOf, nameOf } from './source';
import type { PictureSource } from './source';
import { TilePage } from './tilePage';

/** The Tile Views that are open, one for the same pictures: a file in a custom editor, all else in a panel. */
export class TileViews implements vscode.Disposable {
  readonly #pages = new Map<string, TilePage>();
  readonly #panels = new Map<string, vscode.WebviewPanel>();
  /** What was chosen on pages that are closed: a renamed picture's is closed, too. */
  readonly #choices = new Map<string, PageChoice>();
  /** What an editor that is about to open was asked for with. */
  readonly #requests = new Map<string, OpenRequest>();
  readonly #lastEditor = new LastEditor();
  readonly #renames: vscode.Disposable;

  constructor(private readonly services: TileViewServices) {
    this.#renames = followRenames((from, to, viewColumn) => this.#reopen(from, to, viewColumn));
  }

  /** The pages that are open. */
  get pages(): ReadonlyMap<string, TilePage> {
    return this.#pages;
  }

  /** The command: what it was given, else what one looks at, else what one picks. */
  async openFrom(args: readonly unknown[]): Promise<void> {
    const { named } = this.services;
    const given = await requestOfArguments(named, args);
    if (given === 'nothing there') {
      void vscode.window.showInformationMessage(
        'Tilescope: no picture is there any more. "Explain This Line" tells what a path leads to.',
      );
      return;
    }
    const request = given ?? (await requestOfLookedAt(named)) ?? (await pickRequest(named));
    if (request === undefined) return;
    // A hover stays under the pointer wherever the focus goes, and would lie over what it opened.
    if (given !== undefined) await vscode.commands.executeCommand('editor.action.hideHover');
    await this.open(request);
  }

  /** Opens the pictures, or shows the page that has them. */
  async open(request: OpenRequest): Promise<TilePage> {
    const { pair } = request;
    const sources = pair === undefined ? distinct(request.sources) : request.sources;
    const [first] = sources;
    if (first === undefined) throw new Error('There is no picture to show.');
    const key = keyOf(sources, pair !== undefined);
    const viewColumn =
      request.viewColumn ?? (request.beside === true ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active);
    const open = this.#pages.get(key);
    if (sources.length === 1 && first.kind === 'file') {
      this.#requests.set(key, request);
      try {
        await vscode.commands.executeCommand('vscode.openWith', vscode.Uri.parse(first.uri), viewType, {
          viewColumn,
          preview: false,
        });
      } finally {
        this.#requests.delete(key);
      }
    } else {
      const panel = this.#panels.get(key);
      if (panel === undefined) this.#openPanel(key, sources, request, viewColumn);
      else panel.reveal();
    }
    const page = this.#pages.get(key);
    if (page === undefined) throw new Error(`The Tile View of ${titleOf(sources)} did not open.`);
    // One that was open before knows nothing of this call yet.
    if (page === open && request.pricing !== undefined) page.choose(request.pricing);
    return page;
  }

  resolveEditor(uri: vscode.Uri, panel: vscode.WebviewPanel): void {
    const source: PictureSource = { kind: 'file', uri: uri.toString() };
    const key = keyOf([source]);
    const request = this.#requests.get(key);
    this.#begin(panel, key, [source], {
      resource: uri,
      pricing: request?.pricing,
      notice: request?.notice,
    });
  }

  restorePanel(panel: vscode.WebviewPanel, state: unknown): void {
    const restore = readRestored(state)?.value.restore;
    const sources = restore?.sources ?? [];
    if (restore === undefined || sources.length === 0) {
      this.services.log.warn('A Tile View cannot be brought back: what it showed was not kept.');
      panel.dispose();
      return;
    }
    const { pair } = restore;
    const key = keyOf(sources, pair !== undefined);
    const resource = restore.resource === undefined ? undefined : vscode.Uri.parse(restore.resource);
    const notice =
      restore.shortened === true
        ? 'Pictures that are written out in code at great length are left out after a reload: open them from there again.'
        : undefined;
    this.#hold(panel, key);
    this.#begin(panel, key, sources, { resource, pricing: undefined, notice, restore, pair });
  }

  async #reopen(from: vscode.Uri, to: vscode.Uri, viewColumn: vscode.ViewColumn): Promise<void> {
    const choice = this.#choices.get(from.toString());
    const pricing = choice === undefined ? undefined : { ...choice, origin: 'chosen before' };
    try {
      await this.open({ sources: [{ kind: 'file', uri: to.toString() }], pricing, viewColumn });
    } catch (error) {
      this.services.log.error(`The Tile View of ${to.toString(true)}: ${String(error)}`);
    }
  }

  #openPanel(
    key: string,
    sources: readonly PictureSource[],
    { resource, pricing, notice, pair }: OpenRequest,
    column: vscode.ViewColumn,
  ): void {
    const panel = vscode.window.createWebviewPanel(viewType, titleOf(sources, pair), column);
    panel.iconPath = new vscode.ThemeIcon('table');
    this.#hold(panel, key);
    const restore = restoreOf(sources, resource?.toString(), pair);
    this.#begin(panel, key, sources, { resource, pricing, notice, restore, pair });
  }

  #hold(panel: vscode.WebviewPanel, key: string): void {
    this.#panels.set(key, panel);
    panel.onDidDispose(() => {
      if (this.#panels.get(key) === panel) this.#panels.delete(key);
    });
  }

  #begin(
    panel: vscode.WebviewPanel,
    key: string,
    sources: readonly PictureSource[],
    own: {
      readonly resource: vscode.Uri | undefined;
      readonly pricing: OpenRequest['pricing'];
      readonly notice: string | undefined;
      readonly restore?: Restore;
      readonly pair?: PagePair | undefined;
    },
  ): void {
    const content = { key, title: titleOf(sources, own.pair), sources, ...own };
    const page = new TilePage(panel, content, this.#lastEditor, this.services);
    this.#pages.set(key, page);
    panel.onDidDispose(() => {
      if (page.choice !== undefined) this.#choices.set(key, page.choice);
      page.dispose();
      if (this.#pages.get(key) === page) this.#pages.delete(key);
    });
  }

  dispose(): void {
    this.#renames.dispose();
    this.#lastEditor.dispose();
    for (const page of this.#pages.values()) page.dispose();
  }
}

/** `checkout.png`, `checkout.png and cart.png`, `checkout.png and 4 more` */
function titleOf(sources: readonly PictureSource[], pair?: PagePair): string {
  const [first, second] = sources.map(nameOf);
  if (pair !== undefined) return `Tile View: ${second ?? first ?? ''}, before and after`;
  const rest = sources.length - 1;
  if (first === undefined || second === undefined) return `Tile View: ${posix.basename(first ?? '')}`;
  return `Tile View: ${first} and ${rest === 1 ? second : plural(rest, 'more', 'more')}`;
}
