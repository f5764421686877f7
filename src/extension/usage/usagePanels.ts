import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { LedgerError } from '../../vision/usage/ledgerError';
import { pageHtml } from '../../webview/pageHtml';
import type { UsageFromPage, UsageRange, UsageToPage } from '../../webview/usage/protocol';
import { commands, section, usageViewType } from '../contributions';
import { changesLimits, limitsInForce } from './spendLimits';
import { usageState } from './usageState';
import type { WatchedLedger } from './watchedLedger';

/** Asks a model; the page leads there while there is nothing to show. */
const begin = commands.describeMockup;

/** The Usage page: one a window. */
export class UsagePanels implements vscode.Disposable {
  #panel: vscode.WebviewPanel | undefined;

  constructor(
    private readonly watched: WatchedLedger,
    private readonly extensionUri: vscode.Uri,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  show(): void {
    if (this.#panel !== undefined) {
      this.#panel.reveal();
      return;
    }
    this.restore(vscode.window.createWebviewPanel(usageViewType, 'Usage', vscode.ViewColumn.Active, {}));
  }

  /** Fills a panel: a new one, or the one of before a reload. */
  restore(panel: vscode.WebviewPanel): void {
    // Should both happen at once, the older one is not left without its content.
    this.#panel?.dispose();
    this.#panel = panel;
    const folder = vscode.Uri.joinPath(this.extensionUri, 'dist', 'webview');
    panel.iconPath = new vscode.ThemeIcon('graph');
    const { webview } = panel;
    webview.options = { enableScripts: true, localResourceRoots: [folder] };
    const page = new UsagePage(webview, this.watched, this.log);
    const address = (file: string): string =>
      webview.asWebviewUri(vscode.Uri.joinPath(folder, file)).toString();
    panel.onDidDispose(() => {
      page.dispose();
      if (this.#panel === panel) this.#panel = undefined;
    });
    webview.html = pageHtml({
      title: 'Usage',
      script: address('usage.js'),
      style: address('usage.css'),
      nonce: randomUUID().replaceAll('-', ''),
      cspSource: webview.cspSource,
    });
  }

  dispose(): void {
    this.#panel?.dispose();
  }
}

/** The extension's end of one page. */
class UsagePage implements vscode.Disposable {
  readonly #disposables: readonly { dispose(): unknown }[];
  /** `undefined` until the page is ready: nothing is sent before. */
  #range: UsageRange | undefined;
  #newest = 0;

  constructor(
    private readonly webview: vscode.Webview,
    private readonly watched: WatchedLedger,
    private readonly log: vscode.LogOutputChannel,
  ) {
    const refresh = (): void => {
      this.#send();
    };
    this.#disposables = [
      webview.onDidReceiveMessage((message: UsageFromPage) => {
        this.#receive(message).then(undefined, (error: unknown) => {
          log.error(`Usage: ${String(error)}`);
          void vscode.window.showErrorMessage(
            `Tilescope: ${error instanceof Error ? error.message : String(error)}`,
          );
        });
      }),
      watched.onDidChange(refresh),
      vscode.workspace.onDidChangeConfiguration(event => {
        if (changesLimits(event)) refresh();
      }),
    ];
  }

  async #receive(message: UsageFromPage): Promise<void> {
    switch (message.type) {
      case 'ready':
      case 'range':
        this.#range = message.range;
        this.#send();
        return;
      case 'export':
        await vscode.commands.executeCommand(commands.exportUsage, this.#range);
        return;
      case 'clear':
        await vscode.commands.executeCommand(commands.clearUsage);
        return;
      case 'begin':
        await vscode.commands.executeCommand(begin);
        return;
      case 'openLimits':
        await vscode.commands.executeCommand('workbench.action.openSettings', `${section}.spend`);
        return;
      case 'showFile':
        await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(this.watched.ledger.file));
    }
  }

  #send(): void {
    const range = this.#range;
    if (range === undefined) return;
    this.#newest += 1;
    const number = this.#newest;
    this.#message(range).then(
      message => {
        // What was read for an earlier question may come later.
        if (number === this.#newest) void this.webview.postMessage(message);
      },
      (error: unknown) => {
        this.log.error(`Usage: ${String(error)}`);
      },
    );
  }

  async #message(range: UsageRange): Promise<UsageToPage> {
    const { ledger } = this.watched;
    try {
      const usage = usageState(await ledger.read(), {
        range,
        now: new Date(),
        limits: limitsInForce(),
        file: ledger.file,
      });
      return { type: 'usage', usage };
    } catch (error) {
      if (!LedgerError.is(error)) throw error;
      return { type: 'failed', message: error.message, nextStep: error.nextStep };
    }
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
  }
}
