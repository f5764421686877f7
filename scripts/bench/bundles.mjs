// What is shipped, built as it ships, into a folder of its own.
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { root, SetupError } from '../vscode/npm.mjs';
import { run, scratchFolder } from '../vscode/processes.mjs';

/** @returns {Promise<{ shipped: string, library: string, suite: string }>} the folder of the bundles, and two of the benchmarks' own */
export async function build() {
  const shipped = join(scratchFolder(), 'dist');
  const { code, output } = await run(
    process.execPath,
    [join(root, 'esbuild.js'), '--production', `--outdir=${shipped}`],
    { cwd: root },
  );
  if (code !== 0) throw new SetupError(`The build failed.\n${output}`);
  const esbuild = createRequire(import.meta.url)('esbuild');
  const own = scratchFolder();
  await esbuild.build({
    entryPoints: {
      library: join(root, 'scripts/bench/library.ts'),
      suite: join(root, 'scripts/bench/editorSuite.ts'),
    },
    outdir: own,
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node20.19',
    format: 'cjs',
    mainFields: ['module', 'main'],
    external: ['vscode', join(shipped, 'tree-sitter/*')],
    // The parser's library and its grammars are files beside the shipped bundles.
    alias: { '@vscode/tree-sitter-wasm': join(shipped, 'tree-sitter/tree-sitter.js') },
    define: { TILESCOPE_PARSER: JSON.stringify(relative(own, join(shipped, 'tree-sitter'))) },
    logLevel: 'warning',
  });
  return { shipped, library: join(own, 'library.js'), suite: join(own, 'suite.js') };
}

/** @param {string} folder @returns {{ name: string, bytes: number, gzip: number }[]} */
export function measureBundles(folder) {
  return ['', 'webview']
    .flatMap(part => readdirSync(join(folder, part)).map(name => join(part, name)))
    .filter(name => name.endsWith('.js'))
    .map(name => {
      const content = readFileSync(join(folder, name));
      return { name, bytes: content.length, gzip: gzipSync(content).length };
    });
}
