import * as vscode from 'vscode';
import { LedgerError } from '../../vision/usage/ledgerError';
import { commands } from '../contributions';
import type { UsageCommand } from '../contributions';
import { SpendStatus } from './spendStatus';
import { clearUsage, exportUsage } from './usageFiles';
import { UsagePanels } from './usagePanels';
import { WatchedLedger } from './watchedLedger';

/** What was asked and billed, as the editor shows it: a bundle of its own. */
export interface Usage {
  run(command: UsageCommand, args: readonly unknown[]): Promise<void>;
  /** A run of this window is in the ledger: sums are told at once, however long a watcher takes to see it. */
  recorded(): void;
  /** Fills the panel of before a reload. */
  restore(panel: vscode.WebviewPanel): void;
}

/** Throws `LedgerError` where the folder of the ledger is named in a way that cannot be followed. */
export function createUsage(context: vscode.ExtensionContext, log: vscode.LogOutputChannel): Usage {
  const watched = new WatchedLedger();
  const panels = new UsagePanels(watched, context.extensionUri, log);
  context.subscriptions.push(watched, panels, new SpendStatus(watched, log));
  return {
    run: async (command, [range]) => {
      try {
        switch (command) {
          case commands.showUsage:
            panels.show();
            return;
          case commands.exportUsage:
            await exportUsage(watched, range);
            return;
          case commands.clearUsage:
            await clearUsage(watched);
        }
      } catch (error) {
        if (!LedgerError.is(error)) throw error;
        log.error(`Usage: ${error.stack ?? error.message}`);
        void vscode.window.showErrorMessage(`Tilescope: ${error.message} ${error.nextStep}`);
      }
    },
    recorded: () => {
      watched.changedSoon();
    },
    restore: panel => {
      panels.restore(panel);
    },
  };
}
