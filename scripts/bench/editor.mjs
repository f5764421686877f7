// Activation and hovers in a real VS Code: the server from npm, a browser on it, a suite of our own in the extension host.
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ensureBrowser } from '../vscode/browser.mjs';
import { root } from '../vscode/npm.mjs';
import { scratchFolder } from '../vscode/processes.mjs';
import { startServer } from '../vscode/server.mjs';
import { median, percentile } from './measure.mjs';

const documents = 100;
const timeoutMs = 240_000;

/**
 * @typedef {object} Hover milliseconds
 * @property {number} whole from asking for it to having it: to the window and back, and every provider asked
 * @property {number} own our provider's part
 *
 * @typedef {object} Samples
 * @property {number} activation milliseconds
 * @property {Hover} first the very first
 * @property {Hover[]} cold over pictures nobody asked for yet, in documents nobody opened yet
 * @property {Hover[]} warm the same at once again
 * @property {Hover[]} plain and without thumbnails
 * @property {Hover[]} empty in the same documents where nothing is named
 */

/**
 * @param {{ images: readonly string[], bundle: string, suite: string, rounds: number }} options `bundle` and `suite`: folder and file of the built extension and suite
 */
export async function measureEditor({ images, bundle, suite, rounds }) {
  const extension = installable(bundle);
  /** @type {Samples[]} */
  const runs = [];
  let version = '';
  for (let round = 0; round < rounds; round += 1) {
    const run = await once({ workspace: project(images), extension, suite });
    version = run.version;
    runs.push(run.samples);
  }
  /** @param {'cold' | 'warm' | 'plain' | 'empty'} kind */
  const summary = kind => {
    const hovers = runs.flatMap(run => run[kind]);
    const of = (/** @type {keyof Hover} */ part) => {
      const times = hovers.map(hover => hover[part]);
      return { p50: median(times), p95: percentile(times, 0.95) };
    };
    return { own: of('own'), whole: of('whole') };
  };
  return {
    version,
    activation: median(runs.map(run => run.activation)),
    first: { own: median(runs.map(run => run.first.own)), whole: median(runs.map(run => run.first.whole)) },
    cold: summary('cold'),
    warm: summary('warm'),
    plain: summary('plain'),
    empty: summary('empty'),
    samples: runs.flatMap(run => run.cold).length,
  };
}

/** What a package of the extension holds, with the packages it loads at run time. @param {string} bundle */
function installable(bundle) {
  const folder = join(scratchFolder(), 'extension');
  mkdirSync(folder);
  for (const name of ['package.json', 'media', 'schemas', 'package.nls.json'])
    if (existsSync(join(root, name))) cpSync(join(root, name), join(folder, name), { recursive: true });
  cpSync(bundle, join(folder, 'dist'), { recursive: true });
  // VS Code activates it before any suite runs, so that a clock has to be put around its entry.
  const manifest = join(folder, 'package.json');
  writeFileSync(
    manifest,
    JSON.stringify({ ...JSON.parse(readFileSync(manifest, 'utf8')), main: './dist/timed.js' }),
  );
  writeFileSync(join(folder, 'dist/timed.js'), timed);
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  return folder;
}

/**
 * Loading extension.js, which is where VS Code's API for it is made, and `activate`: between the two VS Code does other
 * things, such as activating other extensions, and that is not counted. And the hover provider by itself, from being
 * asked to its answer, without the way there and back.
 */
const timed = `const start = performance.now();
const extension = require('./extension.js');
const loading = performance.now() - start;
const bench = (globalThis.tilescopeBench = { activation: 0, provided: 0 });
const { languages } = require('vscode');
const register = languages.registerHoverProvider;
languages.registerHoverProvider = (selector, provider) =>
  register(selector, {
    provideHover: async (...asked) => {
      const start = performance.now();
      const answer = await provider.provideHover(...asked);
      bench.provided = performance.now() - start;
      return answer;
    },
  });
exports.activate = context => {
  const begin = performance.now();
  const answer = extension.activate(context);
  bench.activation = loading + performance.now() - begin;
  return answer;
};
exports.deactivate = () => extension.deactivate?.();
`;

/**
 * Documents that name pictures, each picture once. Python, since no extension of VS Code itself answers for it.
 * @param {readonly string[]} images
 */
function project(images) {
  const folder = join(scratchFolder(), 'project');
  mkdirSync(join(folder, 'images'), { recursive: true });
  const shown = images.filter(path => /\.(?:jpg|png|webp|gif)$/.test(path)).slice(0, documents);
  shown.forEach((image, i) => {
    cpSync(image, join(folder, 'images', basename(image)));
    const lines = Array.from({ length: 120 }, (_, n) => `value_${n} = compute("step ${n}", value=${n})`);
    lines.splice(60, 0, `picture = load("images/${basename(image)}", detail="high")`);
    writeFileSync(join(folder, `document${i}.py`), `${lines.join('\n')}\n`);
  });
  return folder;
}

/** @param {{ workspace: string, extension: string, suite: string }} options @returns {Promise<{ samples: Samples, version: string }>} */
async function once({ workspace, extension, suite }) {
  const { chromium } = await import('playwright-core');
  const { executablePath, args, env } = await ensureBrowser();
  const results = join(workspace, 'results.json');
  const server = await startServer();
  const browser = await chromium.launch({ executablePath, args, env: { ...process.env, ...env } });
  try {
    const page = await browser.newPage();
    /** @type {string[]} */
    const errors = [];
    await page.exposeFunction(
      'codeAutomationLog',
      (/** @type {string} */ type, /** @type {unknown[]} */ values) => {
        if (type === 'error') errors.push(values.map(String).join(' '));
      },
    );
    /** @type {Promise<number>} */
    const ended = new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`No answer from VS Code within ${timeoutMs / 1000} s.\n${errors.at(-1)}`)),
        timeoutMs,
      );
      void page.exposeFunction('codeAutomationExit', (/** @type {number} */ code) => {
        clearTimeout(timer);
        resolve(code);
      });
    });
    const remote = (/** @type {string} */ path) => `vscode-remote://${new URL(server.origin).host}${path}`;
    const query = new URLSearchParams({
      folder: workspace,
      payload: JSON.stringify([
        ['skipWelcome', 'true'],
        ['extensionDevelopmentPath', remote(extension)],
        ['extensionTestsPath', remote(suite)],
        [
          'extensionEnvironment',
          JSON.stringify({ TILESCOPE_BENCH_RESULTS: results, TILESCOPE_BENCH_DOCUMENTS: String(documents) }),
        ],
      ]),
    });
    await page.goto(`${server.origin}/?${query}`);
    const code = await ended;
    if (code !== 0) throw new Error(`The suite failed in VS Code.\n${errors.at(-1)}`);
    return { samples: JSON.parse(readFileSync(results, 'utf8')), version: server.version };
  } finally {
    await browser.close();
    await server.stop();
  }
}
