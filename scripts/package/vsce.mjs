// vsce, which makes the VSIX, and a reader of what it has made, from npm: installed once, outside the checkout.
import { createHash } from 'node:crypto';
import { copyFileSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cached } from '../vscode/cache.mjs';
import { npm } from '../vscode/npm.mjs';

const source = fileURLToPath(new URL('.', import.meta.url));

/** @returns {Promise<string>} the folder whose node_modules holds them */
export async function ensurePackageTools() {
  const lock = createHash('sha256').update(readFileSync(join(source, 'package-lock.json')));
  return cached(`package-tools-${lock.digest('hex').slice(0, 12)}`, async folder => {
    console.log('Installing vsce, once (125 MB in the cache) …');
    for (const file of ['package.json', 'package-lock.json'])
      copyFileSync(join(source, file), join(folder, file));
    // Its install scripts are for signing and for keeping a marketplace's token: neither is needed.
    await npm(['ci', '--ignore-scripts'], folder, 'package-tools');
  });
}

/**
 * What is in a VSIX.
 * @param {string} tools
 * @param {string} file
 * @returns {Promise<{ path: string, bytes: number }[]>}
 */
export function contentsOf(tools, file) {
  /** @type {typeof import('yauzl')} */
  const yauzl = createRequire(join(tools, 'package.json'))('yauzl');
  return new Promise((resolve, reject) => {
    yauzl.open(file, { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error);
      /** @type {{ path: string, bytes: number }[]} */
      const entries = [];
      zip.on('entry', entry => {
        entries.push({ path: entry.fileName, bytes: entry.uncompressedSize });
        zip.readEntry();
      });
      zip.on('end', () => resolve(entries));
      zip.on('error', reject);
      zip.readEntry();
    });
  });
}
