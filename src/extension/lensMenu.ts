import * as vscode from 'vscode';
import { callAt, pictureRows } from './callCommands';
import { callSummary } from './callSummary';
import type { Calls } from './calls';
import type { Commands, ShownAt } from './commands';
import { commands as names, section, settings } from './contributions';
import type { Located } from './callText';
import { documentFrom, placeIn, show } from './show';
import { summary } from './lens';

type MenuRow = vscode.QuickPickItem & { readonly run: () => Thenable<unknown> };

/** What rows of the menus do. */
type MenuCommands = Pick<
  Commands,
  'copyMarkdown' | 'selectModel' | 'copyCall' | 'selectCallModel' | 'turnOff'
>;

/** The menu of a lens above pictures. */
export async function picturesMenu(
  uri: unknown,
  offsets: unknown,
  commands: MenuCommands,
  at: (start: number) => Promise<ShownAt | undefined>,
): Promise<void> {
  const document = documentFrom(uri);
  const starts = Array.isArray(offsets) ? offsets.filter(offset => typeof offset === 'number') : [];
  const [first] = starts;
  if (document === undefined || first === undefined) return;
  const items: MenuRow[] = [];
  for (const start of starts) {
    const found = await at(start);
    if (found === undefined) continue;
    const { target, form } = found.shown.assessment.reference;
    items.push({
      label: `$(file-media) ${form === 'data' ? 'inline picture' : target}`,
      description: summary([found.shown]),
      run: async () => {
        await showHoverAt(placeIn(document, start));
      },
    });
  }
  items.push(
    tileViewRow(document.uri.toString(), first),
    ...describeRows(document.uri.toString(), first),
    { label: '$(copy) Copy as Markdown', run: () => commands.copyMarkdown(uri, first) },
    { label: '$(settings-gear) Select Model …', run: () => commands.selectModel(uri, first) },
    {
      label: '$(eye-closed) Turn Lenses Off',
      description: 'tilescope.codeLens.enabled',
      run: () => commands.turnOff(settings.codeLensEnabled),
    },
  );
  const chosen = await vscode.window.showQuickPick(items, { title: 'Tilescope' });
  await chosen?.run();
}

/** The menu of a lens above a call. */
export async function callMenu(
  uri: unknown,
  start: unknown,
  commands: MenuCommands,
  calls: Calls,
): Promise<void> {
  const document = documentFrom(uri);
  const at = await callAt(calls, document, start);
  if (document === undefined || at === undefined) return;
  const rows = pictureRows(at).map(row => ({
    ...row,
    run: async () => {
      if (row.place === undefined) return;
      await showHoverAt(row.place);
    },
  }));
  const items = [
    ...rows,
    tileViewRow(document.uri.toString(), start, 'call'),
    ...describeRows(document.uri.toString(), start, 'call'),
    { label: '$(copy) Copy as Markdown', run: () => commands.copyCall(uri, start) },
    { label: '$(settings-gear) Select Model …', run: () => commands.selectCallModel(uri, start) },
    {
      label: '$(eye-closed) Turn Lenses of Calls Off',
      description: `${section}.${settings.codeLensCalls}`,
      run: () => commands.turnOff(settings.codeLensCalls),
    },
    {
      label: '$(eye-closed) Turn All Lenses Off',
      description: `${section}.${settings.codeLensEnabled}`,
      run: () => commands.turnOff(settings.codeLensEnabled),
    },
  ];
  const chosen = await vscode.window.showQuickPick<MenuRow>(items, {
    title: `Tilescope: ${at.call.callee}`,
    placeHolder: callSummary(at.priced).replace(/\$\(\w+\) /g, ''),
  });
  await chosen?.run();
}

/** The row of a menu that asks a model; nobody is asked in Restricted Mode. */
function describeRows(...args: readonly unknown[]): readonly MenuRow[] {
  if (!vscode.workspace.isTrusted) return [];
  return [
    {
      label: '$(comment-discussion) Describe …',
      run: () => vscode.commands.executeCommand(names.describeMockup, ...args),
    },
  ];
}

/** The row of a menu that opens the Tile View. */
function tileViewRow(...args: readonly unknown[]): MenuRow {
  return {
    label: '$(table) Open Tile View',
    run: () => vscode.commands.executeCommand(names.openTileView, ...args),
  };
}

async function showHoverAt(place: Located): Promise<void> {
  await show(place);
  await vscode.commands.executeCommand('editor.action.showHover', { focus: 'autoFocusImmediately' });
}
