// The suites inside the extension host of the VS Code server. A browser has to be open on it for the host to run.
import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBrowser } from './browser.mjs';
import { root } from './npm.mjs';
import { scratchFolder } from './processes.mjs';
import { startServer } from './server.mjs';

/**
 * @typedef {object} HostRun
 * @property {'trusted' | 'restricted'} suite
 * @property {string} workspace a folder the tests may write to
 * @property {string} results the file for the results
 * @property {string} log the file for everything that is said meanwhile
 * @property {string} [grep] only the tests whose title has this in it
 * @property {number} [idleMs] how long VS Code may say nothing before it is given up
 */

/**
 * @param {HostRun} options
 * @returns {Promise<number>} the exit code: 0 when every test passed
 */
export async function runInServer({ suite, workspace, results, log, grep = '', idleMs = 120_000 }) {
  const { chromium } = await import('playwright-core');
  const { executablePath, args, env } = await ensureBrowser();
  const data = scratchFolder();
  const server = await startServer({ trusted: suite === 'trusted', data });
  const browser = await chromium.launch({ executablePath, args, env: { ...process.env, ...env } });
  writeFileSync(log, '');
  /** @param {string} line */
  const record = line => appendFileSync(log, `${line}\n`);
  try {
    const page = await browser.newPage();
    const ended = await ending(page, idleMs, (type, values) => {
      const text = values.map(value => (typeof value === 'string' ? value : JSON.stringify(value))).join(' ');
      record(`${type}: ${text}`);
      // The reporter's lines are indented; the rest is the workbench talking to itself.
      if (text.startsWith('  ')) console.log(text);
    });
    const place = {
      folder: workspace,
      development: true,
      tests: join(root, 'dist/test/suite.js'),
      environment: {
        TILESCOPE_SUITE: suite,
        TILESCOPE_TEST_RESULTS: results,
        TILESCOPE_TEST_GREP: grep,
        // Runs of tests are no runs of the user.
        TILESCOPE_DATA: scratchFolder(),
        TILESCOPE_TEST_PROFILE: data,
      },
    };
    await page.goto(server.address(place));
    return await ended.code;
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)}\nThe log: ${log}`);
  } finally {
    await browser.close();
    await server.stop();
    record(server.output());
  }
}

/**
 * Listens to what the workbench tells whoever drives it: its log, and the exit code of the suite.
 * @param {import('playwright-core').Page} page
 * @param {number} idleMs
 * @param {(type: string, values: unknown[]) => void} onLog
 * @returns {Promise<{ code: Promise<number> }>}
 */
async function ending(page, idleMs, onLog) {
  /** @type {(code: number) => void} */
  let resolve = () => {};
  /** @type {(error: Error) => void} */
  let reject = () => {};
  /** @type {Promise<number>} */
  const code = new Promise((...functions) => ([resolve, reject] = functions));
  code.catch(() => {}); // It may fail before anyone waits for it.
  const giveUp = () => reject(new Error(`VS Code has said nothing for ${idleMs / 1000} s.`));
  const timer = setTimeout(giveUp, idleMs);
  await page.exposeFunction(
    'codeAutomationLog',
    (/** @type {string} */ type, /** @type {unknown[]} */ values) => {
      timer.refresh();
      onLog(type, values);
    },
  );
  await page.exposeFunction('codeAutomationExit', (/** @type {number} */ exitCode) => {
    clearTimeout(timer);
    resolve(exitCode);
  });
  page.on('close', () => clearTimeout(timer));
  page.on('crash', () => reject(new Error('The page of VS Code crashed.')));
  return { code };
}
