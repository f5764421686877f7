// The folder a package is made from: the production build, and the files beside it, in a scratch folder. So that what
// is shipped is what the lock file names, whatever lies in the checkout.
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, SetupError } from '../vscode/npm.mjs';
import { run, scratchFolder } from '../vscode/processes.mjs';

/** Builds everything that is the same for all platforms. @returns {Promise<string>} the folder */
export async function stageExtension() {
  const stage = scratchFolder();
  const build = [join(root, 'esbuild.js'), '--production', `--outdir=${join(stage, 'dist')}`];
  const { code, output } = await run(process.execPath, build, { cwd: root });
  if (code !== 0) throw new SetupError(`The production build failed.\n${output}`);
  for (const entry of ['.vscodeignore', 'CHANGELOG.md', 'LICENSE', 'media', 'docs'])
    cpSync(join(root, entry), join(stage, entry), { recursive: true });
  writeFileSync(join(stage, 'README.md'), shippedReadme(readFileSync(join(root, 'README.md'), 'utf8')));
  return stage;
}

/**
 * Gives the staged extension its manifest and its sharp.
 * @param {string} stage
 * @param {string | undefined} sharp a folder whose node_modules holds it
 */
export function stagePackages(stage, sharp) {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const { version } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages[
    'node_modules/sharp'
  ];
  // All other packages are in the bundles. `private` keeps the project from npm; a VSIX does not go there.
  const { private: _, scripts: _scripts, devDependencies: _dev, bin: _bin, ...shipped } = manifest;
  const dependencies = sharp ? { sharp: version } : {};
  writeFileSync(join(stage, 'package.json'), JSON.stringify({ ...shipped, dependencies }, undefined, 2));
  if (!sharp) return;
  mkdirSync(join(stage, 'node_modules'), { recursive: true });
  cpSync(join(sharp, 'node_modules'), join(stage, 'node_modules'), {
    recursive: true,
    filter: path => !path.endsWith('.package-lock.json'),
  });
  if (!existsSync(join(stage, 'node_modules/sharp'))) throw new SetupError(`There is no sharp in ${sharp}.`);
}

/**
 * The README as the editor shows it, where no path of the repository leads anywhere: without its pictures, and with the
 * words of those links alone. (With a public repository in the manifest, vsce would make addresses of both.)
 * @param {string} text
 */
export function shippedReadme(text) {
  return text
    .replace(/^[ \t]*!\[[^\]]*\]\((?!https:)[^)]*\)[ \t]*\n(\s*\n)?/gm, '')
    .replace(/(?<!!)\[([^\]]+)\]\((?!https?:|#)[^)]*\)/g, '$1');
}
