import * as vscode from 'vscode';
import { LedgerError } from '../../vision/usage/ledgerError';
import { spendingAt } from '../../vision/usage/limits';
import { commands } from '../contributions';
import { changesLimits, limitsInForce } from './spendLimits';
import { spendText } from './spendText';
import type { WatchedLedger } from './watchedLedger';

/** At midnight today's spending is another; a timer set for then would be late after a machine slept. */
const everyMs = 60_000;

/** Today's spending against the limits; hidden where there is neither. */
export class SpendStatus implements vscode.Disposable {
  readonly #item: vscode.StatusBarItem;
  readonly #disposables: readonly { dispose(): unknown }[];
  readonly #timer: NodeJS.Timeout;
  #day = '';

  constructor(
    private readonly watched: WatchedLedger,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.#item = vscode.window.createStatusBarItem('tilescope.spend', vscode.StatusBarAlignment.Right, 89);
    this.#item.name = 'Tilescope: Spending';
    this.#item.command = commands.showUsage;
    const update = (): void => {
      this.#update().catch((error: unknown) => {
        this.#fail(error);
      });
    };
    this.#disposables = [
      this.#item,
      watched.onDidChange(update),
      vscode.workspace.onDidChangeConfiguration(event => {
        if (changesLimits(event)) update();
      }),
    ];
    this.#timer = setInterval(() => {
      if (new Date().toDateString() !== this.#day) update();
    }, everyMs);
    update();
  }

  async #update(): Promise<void> {
    const now = new Date();
    this.#day = now.toDateString();
    const { runs } = await this.watched.ledger.read();
    const shown = spendText(spendingAt(runs, now), limitsInForce());
    if (shown === undefined) {
      this.#item.hide();
      return;
    }
    this.#show(shown.text, shown.tooltip, shown.label, shown.warns);
  }

  #fail(error: unknown): void {
    this.log.error(`Spending: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    const said = LedgerError.is(error) ? `${error.message} ${error.nextStep}` : String(error);
    this.#show('$(warning) spent: ?', [said], `Tilescope: what was spent is not known. ${said}`, true);
  }

  #show(text: string, tooltip: readonly string[], label: string, warns: boolean): void {
    this.#item.text = text;
    this.#item.tooltip = new vscode.MarkdownString(tooltip.join('\n\n'), true);
    this.#item.accessibilityInformation = { label, role: 'button' };
    this.#item.backgroundColor = warns ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
    this.#item.show();
  }

  dispose(): void {
    clearInterval(this.#timer);
    for (const disposable of this.#disposables) disposable.dispose();
  }
}
