import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import * as vscode from 'vscode';
import { fileUri, folder, hoverAt, lenses } from './editor.js';

interface ReportedReference {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly target: string;
  readonly status: string;
  readonly tokens: number | null;
}

interface ReportedCall {
  readonly file: string;
  readonly line: number;
  readonly callee: string;
  readonly imageTokens: number | null;
  readonly images: readonly {
    readonly target: string | null;
    /** What several are found by: they have no hover of their own. */
    readonly pattern: string | null;
    readonly line: number;
    readonly column: number;
    readonly status: string;
    readonly tokens: number | null;
    readonly tokensRange: readonly [number, number] | null;
  }[];
}

interface Report {
  readonly references: readonly ReportedReference[];
  readonly calls: readonly ReportedCall[];
}

async function report(): Promise<Report> {
  const extension = vscode.extensions.getExtension('tilescope.tilescope');
  assert.ok(extension);
  const cli = path.join(extension.extensionPath, 'dist', 'cli.js');
  const { stdout } = await promisify(execFile)(process.execPath, [cli, 'report', folder().fsPath, '--json'], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    maxBuffer: 50_000_000,
  });
  return JSON.parse(stdout) as Report;
}

/** The tokens in bold of a hover's first line. */
function tokensIn(hover: string): string | undefined {
  return /\*\*([\d,–]+) tokens\*\*/.exec(hover)?.[1]?.replaceAll(',', '');
}

describe('the editor and the command line', () => {
  it('say the same number for every reference of the examples that no call sends', async () => {
    const { references } = await report();
    assert.ok(references.length > 30, String(references.length));
    let compared = 0;
    for (const reference of references) {
      // A notebook is another document in the editor than in its file: its cells have lines of their own.
      if (reference.file.endsWith('.ipynb')) continue;
      const document = await vscode.workspace.openTextDocument(fileUri(reference.file));
      const hover = await hoverAt(document, new vscode.Position(reference.line - 1, reference.column - 1));
      const expected = reference.tokens === null ? undefined : String(reference.tokens);
      assert.equal(
        tokensIn(hover),
        expected,
        `${reference.file}:${String(reference.line)} ${reference.target}`,
      );
      if (reference.status === 'rejected') assert.match(hover, /refused/, reference.target);
      if (reference.status === 'unreadable') assert.match(hover, /cannot be read/, reference.target);
      compared += 1;
    }
    assert.ok(compared > 25, String(compared));
  }).timeout(60_000);

  it('say the same number for every call of the examples, and for the pictures it sends', async () => {
    const { calls } = await report();
    assert.ok(calls.length > 15, String(calls.length));
    /** A picture that several calls send has the price of the first in its hover. */
    const seen = new Set<string>();
    let compared = 0;
    for (const call of calls) {
      if (call.file.endsWith('.ipynb')) continue;
      const where = `${call.file}:${String(call.line)} ${call.callee}`;
      const document = await vscode.workspace.openTextDocument(fileUri(call.file));
      const total = call.imageTokens?.toLocaleString('en-US');
      const titles = await lenses(document);
      if (total !== undefined)
        assert.ok(
          titles.some(title => title.includes(`${total} tokens`) || title.includes(`–${total} tokens`)),
          `${where}: ${total} in\n${titles.join('\n')}`,
        );
      for (const { target, pattern, line, column, status, tokens, tokensRange } of call.images) {
        const place = `${call.file} ${String(line)} ${String(column)}`;
        if (target === null || pattern !== null || status === 'remote' || seen.has(place)) continue;
        seen.add(place);
        const hover = await hoverAt(document, new vscode.Position(line - 1, column - 1));
        const expected = tokens === null ? undefined : (tokensRange ?? [tokens]).join('–');
        assert.equal(tokensIn(hover), expected, `${where}: ${target}`);
        compared += 1;
      }
    }
    assert.ok(compared > 20, String(compared));
  }).timeout(60_000);
});
