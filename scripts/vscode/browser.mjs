// A browser for the tests: an installed one, else Chromium from npm.
import { execFileSync, spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { basename, delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { cached } from './cache.mjs';
import { ensureVsCode } from './install.mjs';
import { SetupError } from './npm.mjs';

/**
 * @typedef {object} Browser
 * @property {string} executablePath
 * @property {string[]} args
 * @property {Record<string, string>} env what the browser's process needs on top of our environment
 * @property {string} origin where it comes from, for people
 */

/** The first file of these names on PATH. @param {readonly string[]} names */
export function onPath(names) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const endings = process.platform === 'win32' ? ['.exe', '.cmd'] : [''];
  for (const name of names) {
    for (const folder of folders) {
      for (const ending of endings) {
        const file = join(folder, name + ending);
        try {
          accessSync(file, constants.X_OK);
          return file;
        } catch {
          // Not here.
        }
      }
    }
  }
  return undefined;
}

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
  'msedge',
];

function installed() {
  const { CHROME_PATH, PROGRAMFILES, 'PROGRAMFILES(X86)': x86 } = process.env;
  if (CHROME_PATH) {
    if (existsSync(CHROME_PATH)) return CHROME_PATH;
    throw new SetupError(`CHROME_PATH names ${CHROME_PATH}, which does not exist. Correct it or unset it.`);
  }
  const places = [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    ...[PROGRAMFILES, x86].flatMap(folder =>
      folder
        ? [
            join(folder, 'Google/Chrome/Application/chrome.exe'),
            join(folder, 'Microsoft/Edge/Application/msedge.exe'),
          ]
        : [],
    ),
  ];
  return onPath(names) ?? places.find(file => existsSync(file));
}

/** @returns {Promise<Browser>} */
export async function ensureBrowser() {
  const found = installed();
  // In a container /dev/shm is often too small for the pages of a workbench.
  const args = ['--no-sandbox', '--disable-dev-shm-usage'];
  if (found) return { executablePath: found, args, env: {}, origin: `the installed ${basename(found)}` };
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new SetupError('No Chrome, Chromium or Edge found. Install one, or name it in CHROME_PATH.');
  }
  const { folder: vscode, node } = await ensureVsCode();
  const folder = await cached(`${basename(vscode)}-chromium`, async target => unpack(vscode, node, target));
  const executablePath = join(folder, 'chromium');
  const env = environment(executablePath, folder);
  return { executablePath, args, env, origin: 'Chromium from npm' };
}

/**
 * The package keeps its browser compressed, and unpacks it (with the libraries and fonts that a bare machine
 * lacks, when it takes itself to be in a bare machine) into the temporary folder: so that is where we want it.
 * @param {string} vscode
 * @param {string} node
 * @param {string} target
 */
function unpack(vscode, node, target) {
  const entry = pathToFileURL(join(vscode, 'node_modules/@sparticuz/chromium/build/index.js')).href;
  const script = `const { default: chromium } = await import(${JSON.stringify(entry)}); await chromium.executablePath();`;
  const env = { ...process.env, TMPDIR: target, AWS_LAMBDA_JS_RUNTIME: 'nodejs24.x' };
  execFileSync(node, ['--input-type=module', '-e', script], { env, stdio: ['ignore', 'ignore', 'pipe'] });
}

/**
 * The libraries and fonts that came along are for machines without their own.
 * @param {string} executablePath
 * @param {string} folder
 */
function environment(executablePath, folder) {
  /** @type {Record<string, string>} */
  const env = {};
  const starts = () => spawnSync(executablePath, ['--version'], { env: { ...process.env, ...env } });
  if (starts().status !== 0) {
    env.LD_LIBRARY_PATH = [join(folder, 'al2023/lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':');
    const second = starts();
    if (second.status !== 0) {
      throw new SetupError(`Chromium from npm does not start here: ${String(second.stderr || second.error).trim()}
Install Chrome or Chromium, or name one in CHROME_PATH.`);
    }
  }
  if (!hasFonts()) {
    env.FONTCONFIG_PATH = join(folder, 'fonts');
    mkdirSync(env.FONTCONFIG_PATH, { recursive: true });
  }
  return env;
}

function hasFonts() {
  return ['/usr/share/fonts', '/usr/local/share/fonts', join(process.env.HOME ?? '/', '.fonts')].some(
    folder => {
      try {
        return readdirSync(folder).length > 0;
      } catch {
        return false;
      }
    },
  );
}
