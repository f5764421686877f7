// What Tilescope is measured against, from npm: installed once, outside the checkout.
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onPath } from '../vscode/browser.mjs';
import { cached } from '../vscode/cache.mjs';
import { npm } from '../vscode/npm.mjs';

const source = fileURLToPath(new URL('.', import.meta.url));

/** @returns {Promise<string>} the folder whose node_modules holds them */
export async function ensurePeers() {
  const lock = createHash('sha256').update(readFileSync(join(source, 'package-lock.json')));
  const name = `bench-peers-${lock.digest('hex').slice(0, 12)}-${process.platform}-${process.arch}`;
  return cached(name, async folder => {
    console.error('Installing the libraries to compare with, once …');
    for (const file of ['package.json', 'package-lock.json'])
      copyFileSync(join(source, file), join(folder, file));
    // No install scripts: ripgrep comes in a package for each platform, nothing has to be downloaded or compiled.
    await npm(['ci', '--ignore-scripts'], folder, 'bench-peers');
  });
}

/** @param {string} peers @returns {string | undefined} ripgrep */
export function ripgrep(peers) {
  const binary = process.platform === 'win32' ? 'rg.exe' : 'rg';
  const packaged = join(
    peers,
    `node_modules/@vscode/ripgrep-${process.platform}-${process.arch}/bin/${binary}`,
  );
  return existsSync(packaged) ? packaged : onPath(['rg']);
}
