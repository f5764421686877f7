import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import path from 'node:path';
import * as vscode from 'vscode';

/** All but how much was looked into for it: that depends on what is remembered from the times before. */
export function said(json: string): unknown {
  return { ...(JSON.parse(json) as object), checked: undefined };
}

/** `tilescope check` in a folder, as JSON. */
export async function runCheck(
  root: vscode.Uri,
  ...args: readonly string[]
): Promise<{ readonly stdout: string; readonly stderr: string }> {
  const extension = vscode.extensions.getExtension('tilescope.tilescope');
  assert.ok(extension);
  const cli = path.join(extension.extensionPath, 'dist', 'cli.js');
  // It ends with another code than 0 where something is over.
  return new Promise(resolve => {
    execFile(
      process.execPath,
      [cli, 'check', root.fsPath, ...args, '--format', 'json'],
      { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', TILESCOPE_CACHE: 'off' }, maxBuffer: 50_000_000 },
      (_, stdout, stderr) => {
        resolve({ stdout, stderr });
      },
    );
  });
}

/** What the command line says of the same. */
export async function checked(root: vscode.Uri, ...args: readonly string[]): Promise<unknown> {
  return said((await runCheck(root, ...args)).stdout);
}
