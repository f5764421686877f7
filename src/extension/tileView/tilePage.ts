import * as vscode from 'vscode';
import { sourceAddresses } from '../../core/models/sources';
import type { AskFromPage } from '../../webview/askProtocol';
import type { FromPage, PageChoice, PagePair, PagePricing, PageState, ToPage } from '../../webview/protocol';
import type { AskPanel } from '../ask/askPanel';
import type { LastEditor } from '../lastEditor';
import { useAsDefault } from './defaults';
import { exportFrom } from './exports';
import { failureOf } from './failure';
import { fetchPicture } from './fetchPicture';
import { readFromPage } from './fromPage';
import { pageFolder, tileViewHtml } from './tileViewHtml';
import { pageState } from './pageState';
import type { Restore } from './restore';
import type { TileViewServices } from './services';
import type { PictureSource } from './source';
import { ViewedPicture } from './viewedPicture';
import { watchFiles } from './watchFolders';

/** What a page is of. */
export interface PageContent {
  /** The same for the same pictures. */
  readonly key: string;
  readonly title: string;
  readonly sources: readonly PictureSource[];
  /** They are one picture, before and after. */
  readonly pair?: PagePair | undefined;
  /** Whose settings hold; `undefined` outside of any folder. */
  readonly resource: vscode.Uri | undefined;
  /** Of the call it was opened from; else the settings' hold. */
  readonly pricing: PagePricing | undefined;
  /** Said once the page is there. */
  readonly notice?: string | undefined;
  readonly restore?: Restore | undefined;
}

/**
 * One Tile View, in a custom editor or a panel: tells its page what there is, again whenever that is another, and does
 * what the page asks for. A hidden page is thrown away by the editor and begins anew with `ready` when it is seen again.
 */
export class TilePage implements vscode.Disposable {
  readonly #pictures: readonly ViewedPicture[];
  readonly #disposables: { dispose(): unknown }[] = [];
  readonly #ready = new vscode.EventEmitter<void>();
  /** Fires each time the page has begun and knows its state. */
  readonly onDidShow = this.#ready.event;
  #pricing: PagePricing | undefined;
  #notice: string | undefined;
  #choice: PageChoice | undefined;
  #listens = false;
  /** Counts the states asked for: an older one that comes later is not sent. */
  #states = 0;
  #ask: Promise<AskPanel | undefined> | undefined;
  #askPanel: AskPanel | undefined;
  #disposed = false;
  readonly #webview: vscode.Webview;

  constructor(
    private readonly panel: Pick<vscode.WebviewPanel, 'webview' | 'visible' | 'reveal'>,
    private readonly content: PageContent,
    private readonly lastEditor: LastEditor,
    private readonly services: TileViewServices,
  ) {
    const { webview } = panel;
    this.#webview = webview;
    this.#pricing = content.pricing;
    this.#notice = content.notice;
    this.#pictures = content.sources.map((source, index) => {
      const which = content.pair === undefined ? undefined : index === 0 ? 'before' : 'after';
      return new ViewedPicture(source, services, which);
    });
    const files = content.sources.flatMap(source =>
      source.kind === 'file' ? [vscode.Uri.parse(source.uri)] : [],
    );
    webview.options = {
      enableScripts: true,
      localResourceRoots: [
        pageFolder(services.extensionUri),
        ...files.map(uri => vscode.Uri.joinPath(uri, '..')),
      ],
    };
    this.#disposables.push(
      this.#ready,
      webview.onDidReceiveMessage(message => this.receive(message)),
      watchFiles(files, uri => {
        this.#guard('A changed picture', () => this.#look(uri));
      }),
      services.config.onDidChange(() => {
        this.#guard('Changed settings', () => this.#sendState());
      }),
      vscode.workspace.onDidGrantWorkspaceTrust(() => {
        this.#guard('Trust', () => this.#sendState());
      }),
    );
    if (content.sources.some(({ kind }) => kind === 'url'))
      this.#disposables.push(
        services.named.pictures.onDidChange(() => {
          this.#guard('A picture on the web', () => this.#lookAtUrls());
        }),
      );
    webview.html = tileViewHtml(webview, services.extensionUri, content.title);
  }

  /** What the user has chosen last, as far as the page has told. */
  get choice(): PageChoice | undefined {
    return this.#choice;
  }

  /** Opened once more: from a call, with what that call says. */
  choose(pricing: PagePricing): void {
    this.#pricing = pricing;
    this.#choice = undefined;
    void this.#post({ type: 'choose', pricing });
  }

  /** The conversation about these pictures; `undefined` where nothing can be asked. */
  ask(): Promise<AskPanel | undefined> {
    this.#ask ??= this.#openAsk().catch((error: unknown) => {
      this.#log('Asking', error);
      return undefined;
    });
    return this.#ask;
  }

  async state(): Promise<PageState> {
    // What asking needs to look up is not waited for: it is sent when it is there.
    void this.ask();
    const [inForce] = await Promise.all([
      this.services.named.pictures.effectiveFor(this.content.resource),
      ...this.#pictures.map(picture => picture.read()),
    ]);
    const pictures = await Promise.all(this.#pictures.map(picture => picture.page(this.#webview)));
    const { restore, pair } = this.content;
    const ask = this.#askPanel?.state;
    return pageState(pictures, inForce, { pricing: this.#pricing, ask, restore, pair });
  }

  /** A message of the page, whatever it holds. */
  async receive(message: unknown): Promise<void> {
    const read = readFromPage(message);
    if (read === undefined) {
      this.services.log.warn(
        `The Tile View sent what is no message: ${JSON.stringify(message).slice(0, 300)}`,
      );
      return;
    }
    try {
      await this.#handle(read.value);
    } catch (error) {
      this.#log(`"${read.value.type}" of the Tile View`, error);
      void vscode.window.showErrorMessage(`Tilescope: ${failureOf(error).message}`);
    }
  }

  async #handle(message: FromPage): Promise<void> {
    switch (message.type) {
      case 'ready':
        this.#listens = true;
        await this.#sendState();
        return;
      case 'chosen':
        this.#choice = message.choice;
        return;
      case 'export': {
        const picture = this.#picture(message.choice.picture);
        if (picture === undefined) return;
        await picture.read();
        const { lastEditor, services } = this;
        const { resource } = this.content;
        const notice = (text: string): void => {
          this.notice(text);
        };
        return exportFrom(message, { picture, resource, lastEditor, services, notice });
      }
      case 'openSource':
        if (!sourceAddresses().has(message.url)) {
          this.services.log.warn(`The Tile View asked for an address that is no source: ${message.url}`);
          return;
        }
        await vscode.env.openExternal(vscode.Uri.parse(message.url, true));
        return;
      case 'useAsDefault':
        this.notice(await useAsDefault(message.choice, this.content.resource, this.services.named.pictures));
        return;
      case 'openPicture':
        return this.#open(message.id);
      case 'fetchPicture':
        return this.#fetch(message.id);
      case 'problem':
        this.services.log.error(`The page of the Tile View: ${message.message}`);
        return;
      default:
        return this.#handleAsk(message);
    }
  }

  async #handleAsk(message: AskFromPage): Promise<void> {
    await (await this.ask())?.handle(message);
  }

  /** Said for a moment on the page. */
  notice(message: string): void {
    void this.#post({ type: 'notice', message });
  }

  async #openAsk(): Promise<AskPanel | undefined> {
    const panels = await this.services.ask();
    const panel = await panels?.open({
      key: this.content.key,
      resource: this.content.resource,
      pictures: () => this.#pictures.map(picture => picture.ask()),
      post: update => {
        void this.#post(update);
      },
      visible: () => this.panel.visible,
      reveal: () => {
        this.panel.reveal();
      },
    });
    if (this.#disposed) {
      panel?.dispose();
      return undefined;
    }
    this.#askPanel = panel;
    if (panel !== undefined) await this.#post({ type: 'ask', ask: panel.state });
    return panel;
  }

  async #sendState(): Promise<void> {
    if (!this.#listens) return;
    this.#states += 1;
    const number = this.#states;
    const state = await this.state();
    if (number !== this.#states || this.#disposed) return;
    await this.#post({ type: 'state', state });
    if (this.#notice !== undefined) this.notice(this.#notice);
    this.#notice = undefined;
    this.#ready.fire();
  }

  /** A file that a watcher has seen change. */
  async #look(uri: string): Promise<void> {
    const picture = this.#picture(uri);
    if (picture === undefined) return;
    const wasGone = picture.isGone;
    this.services.named.pictures.facts.invalidate(uri);
    if (!(await picture.read())) return;
    await this.#post({ type: 'picture', picture: await picture.page(this.#webview) });
    if (picture.isGone && !wasGone) this.notice(`${picture.name} is gone: it was deleted, moved or renamed.`);
  }

  async #lookAtUrls(): Promise<void> {
    for (const picture of this.#pictures) {
      if (picture.source.kind === 'url' && (await picture.read()))
        await this.#post({ type: 'picture', picture: await picture.page(this.#webview) });
    }
  }

  async #open(id: string): Promise<void> {
    const source = this.#picture(id)?.source;
    if (source?.kind === 'file')
      await vscode.commands.executeCommand('vscode.open', vscode.Uri.parse(source.uri));
    else if (source?.kind === 'url' && vscode.workspace.isTrusted)
      await vscode.env.openExternal(vscode.Uri.parse(source.url, true));
    else if (source?.kind === 'data') this.notice(`It stands in code: ${source.where}.`);
  }

  async #fetch(id: string): Promise<void> {
    const picture = this.#picture(id);
    if (picture?.source.kind !== 'url') return;
    if (!vscode.workspace.isTrusted) {
      this.notice('In Restricted Mode Tilescope reads nothing from the network.');
      return;
    }
    try {
      picture.fetched(await fetchPicture(picture.source.url, this.services.named.pictures));
    } catch (error) {
      if (failureOf(error).reason === 'aborted') return;
      throw error;
    }
    await picture.read();
    await this.#post({ type: 'picture', picture: await picture.page(this.#webview) });
  }

  #picture(id: string): ViewedPicture | undefined {
    return this.#pictures.find(picture => picture.id === id);
  }

  /** To a page that has not begun, or is hidden, nothing is sent: it asks for its state when it begins. */
  async #post(message: ToPage): Promise<void> {
    if (this.#listens && !this.#disposed) await this.#webview.postMessage(message);
  }

  #guard(what: string, run: () => Promise<void>): void {
    run().catch((error: unknown) => {
      this.#log(what, error);
    });
  }

  #log(what: string, error: unknown): void {
    this.services.log.error(
      `${what}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
  }

  dispose(): void {
    this.#disposed = true;
    this.#askPanel?.dispose();
    for (const disposable of this.#disposables) disposable.dispose();
  }
}
