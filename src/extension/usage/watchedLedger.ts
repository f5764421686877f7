import * as vscode from 'vscode';
import { Ledger, ledgerName } from '../../vision/usage/ledger';

/** The ledger, and when it changes: other windows and the command line write to it too. */
export class WatchedLedger implements vscode.Disposable {
  readonly ledger: Ledger;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #disposables: readonly { dispose(): unknown }[];
  #pending: NodeJS.Timeout | undefined;

  /** Fires when runs were recorded or cleared: once for several that come together. */
  readonly onDidChange = this.#changed.event;

  /** Throws `LedgerError` where the folder is named in a way that cannot be followed. */
  constructor() {
    this.ledger = new Ledger();
    const pattern = new vscode.RelativePattern(vscode.Uri.file(this.ledger.folder), ledgerName);
    const watcher = vscode.workspace.createFileSystemWatcher(pattern);
    const soon = (): void => {
      this.changedSoon();
    };
    this.#disposables = [
      this.#changed,
      watcher,
      watcher.onDidCreate(soon),
      watcher.onDidChange(soon),
      watcher.onDidDelete(soon),
    ];
  }

  changedSoon(): void {
    this.#pending ??= setTimeout(() => {
      this.#pending = undefined;
      this.#changed.fire();
    }, 100);
  }

  dispose(): void {
    clearTimeout(this.#pending);
    for (const disposable of this.#disposables) disposable.dispose();
  }
}
