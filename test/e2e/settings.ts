// Settings are changed in the workspace, in .vscode/settings.json: VS Code notices within half a second, while the
// server takes its time with those of the user. So not for settings that only a user may have (scope machine).
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'jsonc-parser';
import { setup } from './setup.js';

export type Settings = Readonly<Record<string, unknown>>;

const originals = new Map<string, string>();

function settingsFile(folder: string): string {
  return join(folder, '.vscode/settings.json');
}

/** Puts back what the folder came with. */
export function restoreSettings(folder = setup.workspace): void {
  const file = settingsFile(folder);
  let original = originals.get(file);
  if (original === undefined) {
    original = existsSync(file) ? readFileSync(file, 'utf8') : '{}';
    originals.set(file, original);
  }
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, original);
}

export function changeSettings(changes: Settings, folder = setup.workspace): void {
  const file = settingsFile(folder);
  const settings = parse(readFileSync(file, 'utf8')) as Settings;
  writeFileSync(file, JSON.stringify({ ...settings, ...changes }, undefined, 2));
}
