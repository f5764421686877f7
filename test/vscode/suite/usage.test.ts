import assert from 'node:assert/strict';
import { readdirSync, rmSync } from 'node:fs';
import * as vscode from 'vscode';
import { Budget } from '../../../src/extension/ask/budget';
import { limitsInForce } from '../../../src/extension/usage/spendLimits';
import { WatchedLedger } from '../../../src/extension/usage/watchedLedger';
import { Ledger } from '../../../src/vision/usage/ledger';
import { runWith } from '../../unit/vision/usageRuns';

describe('usage', () => {
  const ledger = new Ledger();

  after(async () => {
    rmSync(ledger.file, { force: true });
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('opens its page once, and shows it again when it is asked for again', async () => {
    const pages = (): number =>
      vscode.window.tabGroups.all
        .flatMap(({ tabs }) => tabs)
        .filter(
          ({ input }) =>
            input instanceof vscode.TabInputWebview && input.viewType.endsWith('tilescope.usage'),
        ).length;
    await vscode.commands.executeCommand('tilescope.showUsage');
    await vscode.commands.executeCommand('tilescope.showUsage');
    while (pages() === 0) await new Promise(resolve => setTimeout(resolve, 50));
    assert.equal(pages(), 1);
  });

  it('is told of runs that another process records, and of their end', async () => {
    const watched = new WatchedLedger();
    try {
      for (const change of [
        () => ledger.append(runWith()),
        () => ledger.append(runWith()),
        () => ledger.clear(),
      ]) {
        const told = new Promise<void>(resolve => {
          const listening = watched.onDidChange(() => {
            listening.dispose();
            resolve();
          });
        });
        await change();
        await told;
      }
      assert.deepEqual(
        readdirSync(ledger.folder).filter(name => name.includes('usage')),
        [],
      );
    } finally {
      watched.dispose();
    }
  });

  it('is told at once of a run of this window, once it is in the ledger', async () => {
    const log = vscode.window.createOutputChannel('Tilescope test', { log: true });
    let recorded = 0;
    const budget = new Budget(log, () => {
      recorded += 1;
    });
    try {
      const run = runWith();
      budget.begin(run.id, 0.01);
      budget.end('another');
      assert.equal(recorded, 0);
      await budget.record(run);
      assert.equal(recorded, 1);
      const { runs } = await ledger.read();
      assert.ok(runs.some(({ id }) => id === run.id));
    } finally {
      log.dispose();
      await ledger.clear();
    }
  });

  it('takes limits from nobody but the user', async () => {
    const configuration = vscode.workspace.getConfiguration('tilescope');
    await assert.rejects(
      Promise.resolve(configuration.update('spend.dailyLimitUsd', 1, vscode.ConfigurationTarget.Workspace)),
    );
    assert.deepEqual(limitsInForce(), { dailyLimitUsd: null, monthlyLimitUsd: null });
  });
});
