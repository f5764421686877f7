// The extension as people get it: packaged, and installed into a clean folder by VS Code itself.
import { readdirSync, truncateSync } from 'node:fs';
import { basename, join } from 'node:path';
import { makePackages } from '../package.mjs';
import { thisTarget } from '../package/targets.mjs';
import { ensureVsCode } from './install.mjs';
import { SetupError } from './npm.mjs';
import { run, scratchFolder } from './processes.mjs';

/**
 * @typedef {object} Installed
 * @property {string} extensions a folder of extensions with the package for this machine
 * @property {string} withoutSharp the same, where sharp cannot be loaded
 * @property {string} description
 */

/** @returns {Promise<Installed>} */
export async function installPackages() {
  const [made] = await makePackages([thisTarget()], scratchFolder());
  if (!made) throw new SetupError('The package was not made.');
  const [extensions, withoutSharp] = await Promise.all([install(made.file), install(made.file)]);
  breakSharp(withoutSharp);
  return { extensions, withoutSharp, description: basename(made.file) };
}

/**
 * @param {string} vsix
 * @returns {Promise<string>} the folder of extensions
 */
async function install(vsix) {
  const { node, serverMain } = await ensureVsCode();
  const extensions = scratchFolder();
  const { code, output } = await run(node, [
    ...[serverMain, '--accept-server-license-terms', '--install-extension', vsix],
    ...['--extensions-dir', extensions, '--server-data-dir', join(scratchFolder(), 'data')],
  ]);
  // It ends with 0 even where it says that it failed.
  if (code === 0 && /successfully installed/.test(output)) return extensions;
  throw new SetupError(`VS Code does not install ${basename(vsix)}:\n${output}`);
}

/**
 * Empties the native half of sharp, as where it is for another platform. It is not taken away: what Node does not find
 * there it looks for in all folders above, and a temporary folder may have anything in it.
 * @param {string} extensions
 */
function breakSharp(extensions) {
  const native = readdirSync(extensions, { recursive: true, withFileTypes: true }).filter(({ name }) =>
    name.endsWith('.node'),
  );
  if (native.length === 0)
    throw new SetupError(`There is no sharp in the extension installed in ${extensions}.`);
  for (const { parentPath, name } of native) truncateSync(join(parentPath, name));
}
