// Runs in VS Code's extension host and writes what it measured to TILESCOPE_BENCH_RESULTS.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';

interface Place {
  readonly uri: vscode.Uri;
  readonly picture: vscode.Position;
  readonly nothing: vscode.Position;
}

/** Milliseconds. */
interface Hover {
  readonly whole: number;
  readonly own: number;
}

/** What the clock around the extension's entry has read: the activation, and its provider's last answer. */
function bench(): { readonly activation: number; readonly provided: number } {
  return (globalThis as unknown as { tilescopeBench: ReturnType<typeof bench> }).tilescopeBench;
}

/** Called by VS Code. */
export async function run(): Promise<void> {
  const extension = vscode.extensions.getExtension('tilescope.tilescope');
  if (extension === undefined) throw new Error('the extension is not installed');
  await extension.activate();
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
  const count = Number(process.env.TILESCOPE_BENCH_DOCUMENTS);
  let first: Hover | undefined;
  const cold: Hover[] = [];
  const places: Place[] = [];
  for (let i = 0; i < count; i += 1) {
    const document = await vscode.workspace.openTextDocument(join(folder, `document${String(i)}.py`));
    const text = document.getText();
    const picture = document.positionAt(text.indexOf('images/') + 3);
    const nothing = document.positionAt(text.indexOf('step 80'));
    places.push({ uri: document.uri, picture, nothing });
    const time = await hover(document.uri, picture, true);
    if (first === undefined) first = time;
    else cold.push(time);
    // As people do: the next document is not opened in the same instant.
    await pause(30);
  }
  const { pictures: warm, nothings: empty } = await hoverAll(places);
  const settings = vscode.workspace.getConfiguration('tilescope');
  await settings.update('hover.thumbnail', false, vscode.ConfigurationTarget.Global);
  const { pictures: plain } = await hoverAll(places);
  writeFileSync(
    process.env.TILESCOPE_BENCH_RESULTS ?? '',
    JSON.stringify({ activation: bench().activation, first, cold, warm, plain, empty }),
  );
}

/** At every picture a second time, and in turns with it where nothing is named. */
async function hoverAll(places: readonly Place[]): Promise<{ pictures: Hover[]; nothings: Hover[] }> {
  const pictures: Hover[] = [];
  const nothings: Hover[] = [];
  for (const { uri, picture, nothing } of places) {
    // Some pictures are forgotten by now: more of them than thumbnails are kept.
    await hover(uri, picture, true);
    pictures.push(await hover(uri, picture, true));
    nothings.push(await hover(uri, nothing, false));
  }
  return { pictures, nothings };
}

async function hover(uri: vscode.Uri, position: vscode.Position, expected: boolean): Promise<Hover> {
  const start = performance.now();
  const found = await vscode.commands.executeCommand<readonly vscode.Hover[]>(
    'vscode.executeHoverProvider',
    uri,
    position,
  );
  const whole = performance.now() - start;
  if (found.length > 0 !== expected)
    throw new Error(`${String(found.length)} hovers at ${uri.path}:${String(position.line + 1)}`);
  return { whole, own: bench().provided };
}

function pause(milliseconds: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, milliseconds));
}
