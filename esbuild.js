// Builds what is shipped (and the suite that runs inside VS Code). `--watch` rebuilds, `--production` minifies,
// `--outdir=FOLDER` leaves dist alone.
const esbuild = require('esbuild');
const { copyFileSync, mkdirSync, readFileSync, rmSync, statSync } = require('node:fs');
const path = require('node:path');

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');
const outdir = process.argv.find(arg => arg.startsWith('--outdir='))?.slice('--outdir='.length) ?? 'dist';
const { version } = JSON.parse(readFileSync('package.json', 'utf8'));

/**
 * These modules are bundles of their own, loaded on first use: nothing they need is paid for at activation. Classes they
 * share with another bundle exist twice, so no error of theirs may be asked for by its class on the other side.
 */
const lazyBundles = {
  './features': './features.js',
  './tileView/createTileViews': './tileView.js',
  '../images/pixels': './pixels.js',
  '../../images/pixels': './pixels.js',
  '../core/config/parseConfig': './config.js',
  '../references/calls/findCalls': './calls.js',
  '../references/calls/textTokens': './textTokens.js',
  '../calls/findCalls': './calls.js',
  '../calls/textTokens': './textTokens.js',
  '../../vision/createProvider': './vision.js',
  '../../references/calls/textTokens': './textTokens.js',
  '../vision/prompts/promptPricing': './promptPricing.js',
  './promptPricing': './promptPricing.js',
  './usage/createUsage': './usage.js',
  './ask/asking': './ask.js',
  './review/createReview': './review.js',
};

/** The parser of calls is a program for WebAssembly, and so are its grammars: files beside the bundles. */
const parser = {
  package: '@vscode/tree-sitter-wasm',
  folder: 'tree-sitter',
  library: 'tree-sitter.js',
  files: ['tree-sitter.js', 'tree-sitter.wasm'].concat(
    ['javascript', 'typescript', 'tsx', 'python', 'bash'].map(grammar => `tree-sitter-${grammar}.wasm`),
  ),
};

function copyParser() {
  const from = path.dirname(require.resolve(parser.package));
  const to = path.join(outdir, parser.folder);
  mkdirSync(to, { recursive: true });
  for (const file of parser.files) copyFileSync(path.join(from, file), path.join(to, file));
}

/** @type {esbuild.Plugin} */
const lazy = {
  name: 'lazy-bundles',
  setup(build) {
    build.onResolve({ filter: /^\.\.?\// }, args => {
      const file = lazyBundles[args.path];
      return file === undefined || args.kind !== 'dynamic-import'
        ? undefined
        : { path: file, external: true };
    });
    build.onResolve({ filter: /^@vscode\/tree-sitter-wasm$/ }, () => ({
      path: `./${parser.folder}/${parser.library}`,
      external: true,
    }));
  },
};

/** @type {esbuild.BuildOptions} */
const common = {
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  format: 'cjs',
  // jsonc-parser's main is a UMD file that no bundler can follow.
  mainFields: ['module', 'main'],
  outdir,
  sourcemap: !production,
  minify: production,
  legalComments: 'none',
  logLevel: 'warning',
  external: ['vscode', 'sharp', 'mocha'],
  // Node looks through a whole file for what it exports before it imports it; what is required it just runs.
  supported: { 'dynamic-import': false },
  plugins: [lazy],
  define: { TILESCOPE_VERSION: JSON.stringify(version), TILESCOPE_PARSER: JSON.stringify(parser.folder) },
};

/** Pages: what runs in a webview, with its styles (and the font of icons, a file beside them). */
/** @type {esbuild.BuildOptions} */
const pages = {
  bundle: true,
  platform: 'browser',
  target: 'chrome140',
  format: 'iife',
  outdir,
  entryPoints: [
    { in: 'src/webview/tileView.ts', out: 'webview/tileView' },
    { in: 'src/webview/styles/tileView.css', out: 'webview/tileView' },
    { in: 'src/webview/usage/usagePage.ts', out: 'webview/usage' },
    { in: 'src/webview/usage/usage.css', out: 'webview/usage' },
  ],
  loader: { '.ttf': 'file' },
  assetNames: 'webview/[name]',
  sourcemap: !production && 'inline',
  minify: production,
  legalComments: 'none',
  logLevel: 'warning',
  metafile: true,
};

/** @type {esbuild.BuildOptions[]} */
const bundles = [
  {
    ...common,
    entryPoints: {
      extension: 'src/extension/extension.ts',
      features: 'src/extension/features.ts',
      tileView: 'src/extension/tileView/createTileViews.ts',
      pixels: 'src/images/pixels.ts',
      config: 'src/core/config/parseConfig.ts',
      calls: 'src/references/calls/findCalls.ts',
      textTokens: 'src/references/calls/textTokens.ts',
      vision: 'src/vision/createProvider.ts',
      promptPricing: 'src/vision/prompts/promptPricing.ts',
      usage: 'src/extension/usage/createUsage.ts',
      ask: 'src/extension/ask/asking.ts',
      review: 'src/extension/review/createReview.ts',
      cli: 'src/cli/main.ts',
    },
  },
  { ...common, entryPoints: { 'test/suite': 'test/vscode/suite/index.ts' }, minify: false },
  pages,
];

/** @param {readonly string[]} files */
function printSizes(files) {
  for (const file of files) console.log(`${file}: ${(statSync(file).size / 1000).toFixed(1)} kB`);
}

async function main() {
  // A package holds nothing of an earlier build; while developing, what runs from dist keeps running.
  if (production && outdir === 'dist') rmSync('dist', { recursive: true, force: true });
  copyParser();
  for (const options of bundles) {
    if (watch) {
      const context = await esbuild.context(options);
      await context.watch();
    } else {
      const { metafile } = await esbuild.build(options);
      if (production && metafile !== undefined) printSizes(Object.keys(metafile.outputs));
    }
  }
  if (watch) console.log('Watching.');
}

main().catch(error => {
  console.error(error.message);
  process.exitCode = 1;
});
