import * as vscode from 'vscode';
import { promisedFormat } from '../../images/names';
import { fileExtensions } from '../../images/names';
import { neverCancelled } from '../../host/host';
import { summary } from '../lens';
import type { NamedPictures } from '../namedPictures';
import { isSource } from '../place';
import { requestAt, requestOfFiles, requestOnLine } from './request';
import type { OpenRequest } from './request';

/** A workspace may hold more than one would look through. */
const mostListed = 2000;

/** The picture of the active tab, or the one at the cursor; `undefined` where there is neither. */
export async function requestOfLookedAt(named: NamedPictures): Promise<OpenRequest | undefined> {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  if (
    (input instanceof vscode.TabInputCustom || input instanceof vscode.TabInputText) &&
    promisedFormat(input.uri.path) !== undefined
  )
    return requestOfFiles([input.uri]);
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined || !isSource(editor.document)) return undefined;
  return requestOnLine(named, editor.document, editor.selection.active);
}

type Row = vscode.QuickPickItem & { readonly request?: () => Promise<OpenRequest | undefined> };

/** Asks which: what the open file names first, then the pictures of the workspace. `undefined` where one walks away. */
export async function pickRequest(named: NamedPictures): Promise<OpenRequest | undefined> {
  const title = 'Tilescope: Open Tile View';
  const chosen = await vscode.window.showQuickPick<Row>(rows(named), {
    title,
    placeHolder: 'Choose a picture',
    matchOnDescription: true,
    // The walkthrough takes the focus back once a step of it is done.
    ignoreFocusOut: true,
  });
  return chosen?.request?.();
}

async function rows(named: NamedPictures): Promise<Row[]> {
  const editor = vscode.window.activeTextEditor;
  const [own, files] = await Promise.all([
    editor === undefined ? [] : rowsOfFile(named, editor.document),
    vscode.workspace.findFiles(`**/*.{${bothCases(fileExtensions).join(',')}}`, undefined, mostListed),
  ]);
  const rest = files
    .map(uri => ({ uri, path: vscode.workspace.asRelativePath(uri) }))
    .sort((a, b) => a.path.localeCompare(b.path))
    .map(({ uri, path }): Row => {
      const slash = path.lastIndexOf('/');
      return {
        label: `$(file-media) ${path.slice(slash + 1)}`,
        description: slash < 0 ? '' : path.slice(0, slash),
        request: () => Promise.resolve(requestOfFiles([uri])),
      };
    });
  if (own.length + rest.length === 0)
    return [{ label: 'No pictures', description: 'The workspace holds none that Tilescope reads.' }];
  return [
    ...(own.length === 0 ? [] : [separator('Named in this file'), ...own]),
    ...(rest.length === 0 ? [] : [separator('In the workspace'), ...rest]),
  ];
}

async function rowsOfFile(named: NamedPictures, document: vscode.TextDocument): Promise<readonly Row[]> {
  if (!isSource(document)) return [];
  const all = await named.all(document, neverCancelled);
  return all.flatMap(({ start, reference, shown }): readonly Row[] => {
    const known = shown.some(({ assessment: { kind } }) => kind !== 'unresolved');
    if (!known) return [];
    const line = document.positionAt(start).line + 1;
    const target = reference?.target ?? shown[0]?.assessment.reference.target ?? '';
    return [
      {
        label: `$(file-media) ${target.startsWith('data:') ? 'inline picture' : target}`,
        description: [`line ${String(line)}`, summary(shown)].filter(Boolean).join(' · '),
        request: () => requestAt(named, document, start),
      },
    ];
  });
}

function separator(label: string): Row {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

/** Globs tell large from small on most systems. */
function bothCases(names: readonly string[]): readonly string[] {
  return [...names, ...names.map(name => name.toUpperCase())];
}
