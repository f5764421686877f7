import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import * as vscode from 'vscode';
import { fileUri, folder, hoverAt } from './editor.js';

interface ReportedReference {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly target: string;
  readonly status: string;
  readonly tokens: number | null;
}

describe('the editor and the command line', () => {
  it('say the same number for every reference of the examples', async () => {
    const extension = vscode.extensions.getExtension('tilescope.tilescope');
    assert.ok(extension);
    const cli = path.join(extension.extensionPath, 'dist', 'cli.js');
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [cli, 'report', folder().fsPath, '--json'],
      {
        env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
        maxBuffer: 50_000_000,
      },
    );
    const { references } = JSON.parse(stdout) as { readonly references: readonly ReportedReference[] };
    assert.ok(references.length > 50, String(references.length));
    let compared = 0;
    for (const reference of references) {
      // A notebook is another document in the editor than in its file: its cells have lines of their own.
      if (reference.file.endsWith('.ipynb')) continue;
      const document = await vscode.workspace.openTextDocument(fileUri(reference.file));
      const hover = await hoverAt(document, new vscode.Position(reference.line - 1, reference.column - 1));
      const shown = /\*\*([\d,]+) tokens\*\*/.exec(hover)?.[1]?.replaceAll(',', '');
      const expected = reference.tokens === null ? undefined : String(reference.tokens);
      assert.equal(shown, expected, `${reference.file}:${String(reference.line)} ${reference.target}`);
      if (reference.status === 'rejected') assert.match(hover, /refused/, reference.target);
      if (reference.status === 'unreadable') assert.match(hover, /cannot be read/, reference.target);
      compared += 1;
    }
    assert.ok(compared > 45, String(compared));
  }).timeout(60_000);
});
