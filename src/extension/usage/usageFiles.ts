import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { plural } from '../../core/text';
import { runsAsCsv } from '../../vision/usage/csv';
import { Days } from '../../vision/usage/days';
import { remarksOf } from '../../vision/usage/remarks';
import { runsFrom } from '../../vision/usage/totals';
import { isUsageRange } from '../../webview/usage/protocol';
import { firstDay } from './usageState';
import type { WatchedLedger } from './watchedLedger';

/** Writes the runs of a range (all without one) as CSV where the user says. */
export async function exportUsage(watched: WatchedLedger, range: unknown): Promise<void> {
  const contents = await watched.ledger.read();
  const days = new Days();
  const today = days.of(Date.now());
  const runs = runsFrom(contents.runs, days, isUsageRange(range) ? firstDay(range, today) : undefined);
  if (runs.length === 0) {
    void vscode.window.showInformationMessage('Tilescope: there are no runs to export.');
    return;
  }
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(homedir());
  const file = await vscode.window.showSaveDialog({
    title: 'Export Usage as CSV',
    saveLabel: 'Export',
    defaultUri: vscode.Uri.joinPath(folder, `tilescope-usage-${today}.csv`),
    filters: { CSV: ['csv'] },
  });
  if (file === undefined) return;
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(runsAsCsv(runs)));
  const notes = remarksOf(contents).map(remark => ` ${remark}`);
  const answer = await vscode.window.showInformationMessage(
    `Tilescope: ${plural(runs.length, 'run')} written to ${vscode.workspace.asRelativePath(file)}.${notes.join('')}`,
    'Open',
  );
  if (answer === 'Open') await vscode.commands.executeCommand('vscode.open', file);
}

/** Deletes the ledger's records, after asking. */
export async function clearUsage(watched: WatchedLedger): Promise<void> {
  const { ledger } = watched;
  const { runs, damaged, newer } = await ledger.read();
  if (runs.length + damaged + newer === 0) {
    void vscode.window.showInformationMessage('Tilescope: there are no runs to clear.');
    return;
  }
  const others = [
    ...(newer > 0 ? [`${plural(newer, 'run')} of a later version of Tilescope`] : []),
    ...(damaged > 0 ? [`${plural(damaged, 'line')} that cannot be read`] : []),
  ];
  const answer = await vscode.window.showWarningMessage(
    `Delete the records of ${[plural(runs.length, 'run'), ...others].join(', ')}?`,
    {
      modal: true,
      detail: `They are in ${ledger.file}, for all projects, and cannot be brought back. Limits then count from nothing.`,
    },
    'Clear',
  );
  if (answer !== 'Clear') return;
  const cleared = await ledger.clear();
  watched.changedSoon();
  void vscode.window.showInformationMessage(
    `Tilescope: the records of ${plural(cleared.runs.length, 'run')} are deleted.`,
  );
}
