// npm run package: an installable VSIX, with sharp for one platform, into dist-vsix/. docs/packaging.md has the reasons.
//   node scripts/package.mjs [--target NAME]… [--all] [--list]
//     --target NAME  linux-x64, alpine-arm64, darwin-arm64, win32-x64, … or universal (without sharp); this machine's by default
//     --all          every one of them
//     --list         prints every file that is inside
import { mkdirSync, rmSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { differences, wantedContents } from './package/contents.mjs';
import { ensureSharp } from './package/sharp.mjs';
import { stageExtension, stagePackages } from './package/stage.mjs';
import { targetNamed, targets, thisTarget } from './package/targets.mjs';
import { contentsOf, ensurePackageTools } from './package/vsce.mjs';
import { ensurePackages, root, SetupError } from './vscode/npm.mjs';
import { run } from './vscode/processes.mjs';

/** @typedef {import('./package/targets.mjs').Target} Target */
/** @typedef {{ target: Target, file: string, bytes: number, contents: { path: string, bytes: number }[] }} Package */

/**
 * Makes the packages, and looks into each: exactly what is wanted has to be inside.
 * @param {readonly Target[]} wanted
 * @param {string} [folder] where they go
 * @returns {Promise<Package[]>}
 */
export async function makePackages(wanted, folder = join(root, 'dist-vsix')) {
  const tools = await ensurePackageTools();
  const stage = await stageExtension();
  mkdirSync(folder, { recursive: true });
  const made = [];
  for (const target of wanted) made.push(await makePackage(target, stage, tools, folder));
  return made;
}

/**
 * @param {Target} target
 * @param {string} stage
 * @param {string} tools
 * @param {string} folder
 * @returns {Promise<Package>}
 */
async function makePackage(target, stage, tools, folder) {
  const portable = target.npm === undefined;
  rmSync(join(stage, 'node_modules'), { recursive: true, force: true });
  stagePackages(stage, portable ? undefined : await ensureSharp(target));
  const file = join(folder, `tilescope-${target.name}.vsix`);
  const args = [
    ...[join(tools, 'node_modules/@vscode/vsce/vsce'), 'package', '--out', file],
    ...(portable ? ['--no-dependencies'] : ['--target', target.name]),
    // There is no public repository yet that links could lead to; the README is written for that.
    ...['--allow-missing-repository', '--no-rewrite-relative-links'],
  ];
  const { code, output } = await run(process.execPath, args, { cwd: stage });
  if (code !== 0) throw new SetupError(`vsce could not make the package for ${target.name}.\n${output}`);
  const contents = await contentsOf(tools, file);
  const wrong = differences(
    wantedContents(target, stage),
    contents.map(({ path }) => path),
  );
  if (wrong.length === 0) return { target, file, bytes: statSync(file).size, contents };
  rmSync(file);
  throw new SetupError(
    `The package for ${target.name} is not what it should be:\n  ${wrong.join('\n  ')}\n` +
      'What goes in is listed in .vscodeignore, what has to be in it in scripts/package/contents.mjs.',
  );
}

/** @param {number} bytes */
const megabytes = bytes => `${(bytes / 1e6).toFixed(1)} MB`;

/** @param {Package} made @param {boolean} list */
function describe({ target, file, bytes, contents }, list) {
  const unpacked = contents.reduce((sum, entry) => sum + entry.bytes, 0);
  const native = contents.filter(({ path }) => path.includes('/node_modules/'));
  const sharp = native.reduce((sum, entry) => sum + entry.bytes, 0);
  console.log(
    `${relative(root, file)}  ${megabytes(bytes)}, ${contents.length} files, ${megabytes(unpacked)} unpacked` +
      `, ${target.npm ? `${megabytes(sharp)} of it sharp` : 'without sharp'}`,
  );
  if (!list) return;
  for (const entry of contents) console.log(`  ${String(entry.bytes).padStart(9)}  ${entry.path}`);
}

async function main() {
  const { values: options } = parseArgs({
    options: {
      target: { type: 'string', multiple: true },
      all: { type: 'boolean', default: false },
      list: { type: 'boolean', default: false },
    },
  });
  const named = options.target?.map(targetNamed) ?? [thisTarget()];
  await ensurePackages();
  for (const made of await makePackages(options.all ? targets : named)) describe(made, options.list);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  main().then(
    () => process.exit(0),
    error => {
      console.error(error instanceof SetupError ? error.message : error);
      process.exit(1);
    },
  );
}
