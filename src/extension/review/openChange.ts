import { posix } from 'node:path';
import * as vscode from 'vscode';
import type { ReviewChange } from '../../review/change';
import type { Problem } from '../../review/result';
import { visible } from '../../references/scan/findingText';
import type { Reviewed } from './reviewProject';
import { sideTitle } from './sides';
import type { SideUris } from './sides';

/** Opens the diff of a change at its line; of what is on one side alone, that side. */
export async function openDiff(uris: SideUris, reviewed: Reviewed, change: ReviewChange): Promise<void> {
  const { before, after } = change;
  const { from, to } = reviewed.result.review;
  // A new call stands in a file that was there before, most often.
  const source = reviewed.result.review.looked.after.find(({ file }) => file === after?.file);
  const old = before?.file ?? source?.other;
  const other = reviewed.result.review.looked.before.find(({ file }) => file === before?.file);
  const now = after?.file ?? other?.other;
  const left = old === undefined ? undefined : uris.before(reviewed, old);
  const right = now === undefined ? undefined : uris.after(reviewed, now);
  const place = placeOf(after ?? before);
  if (left !== undefined && right !== undefined) {
    const name = posix.basename(visible(now ?? ''));
    // On the left side alone nothing can be selected: the diff shows the nearest place.
    await vscode.commands.executeCommand(
      'vscode.diff',
      left,
      right,
      `${name} (${sideTitle(from)} ↔ ${sideTitle(to)})`,
      after === undefined ? {} : { selection: place },
    );
    if (after === undefined) revealOld(left, place);
    return;
  }
  const only = right ?? left;
  if (only === undefined) {
    await openFile(uris, reviewed, (after ?? before).file, place);
    return;
  }
  await vscode.commands.executeCommand('vscode.open', only, { selection: place });
}

export async function openFile(
  uris: SideUris,
  reviewed: Reviewed,
  file: string,
  place?: vscode.Range,
): Promise<void> {
  const uri = uris.onDisk(reviewed, file);
  try {
    await vscode.workspace.fs.stat(uri);
  } catch {
    void vscode.window.showInformationMessage(`Tilescope: ${file} is not there any more.`);
    return;
  }
  await vscode.commands.executeCommand('vscode.open', uri, place === undefined ? {} : { selection: place });
}

/** Goes to where a problem is, on the side that is reviewed. */
export async function openProblem(uris: SideUris, reviewed: Reviewed, problem: Problem): Promise<void> {
  const { file, range } = problem;
  const { changes } = reviewed.result.review;
  const change = changes.find(
    ({ after }) =>
      after?.file === file && after.line <= (range?.line ?? 0) && (range?.line ?? 0) <= after.end.line,
  );
  if (change !== undefined) await openDiff(uris, reviewed, change);
  else
    await openFile(
      uris,
      reviewed,
      file,
      range === undefined ? undefined : placeOf({ line: range.line, column: range.column }),
    );
}

export function placeOf({ line, column }: { readonly line: number; readonly column: number }): vscode.Range {
  const position = new vscode.Position(line - 1, column - 1);
  return new vscode.Range(position, position);
}

function revealOld(left: vscode.Uri, place: vscode.Range): void {
  const editor = vscode.window.visibleTextEditors.find(
    ({ document }) => document.uri.toString() === left.toString(),
  );
  if (editor === undefined) return;
  editor.selection = new vscode.Selection(place.start, place.end);
  editor.revealRange(place, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
