// npm test: everything, in order, with its time, and one line of numbers at the end. Nothing passes by being
// skipped: a stage that cannot run is a failure that says what is missing.
//   node scripts/test.mjs [--only types,lint,build,unit,page,host,e2e] [--verbose] [--grep TEXT]
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensurePackages, root, SetupError } from './vscode/npm.mjs';
import { run, scratchFolder } from './vscode/processes.mjs';

/**
 * @typedef {{ passed: number, failed: number }} Counts
 * @typedef {{ title: string, state: 'passed' | 'failed' | 'pending' }} TestResult
 */

/** Told again at the end: what is above it may be long, or cut off. @type {string[]} */
const failures = [];
const results = join(root, 'test-results');
const scratch = scratchFolder();
const bin = (/** @type {string} */ file) => join(root, 'node_modules', file);
const { values: options } = parseArgs({
  options: { only: { type: 'string' }, verbose: { type: 'boolean' }, grep: { type: 'string' } },
});

/** @type {Record<string, () => Promise<Counts>>} */
const stages = {
  // Pages run in a browser, their suite in Node with a browser: other libraries, so projects of their own.
  types: () =>
    check(['.', 'src/webview', 'test/page'].map(project => [bin('typescript/bin/tsc'), '-p', project])),
  lint: () =>
    check([
      [bin('eslint/bin/eslint.js'), '.', '--max-warnings', '0'],
      [bin('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.'],
    ]),
  build: () => check([[join(root, 'esbuild.js')]]),
  unit: () =>
    mochaStage('unit', 'test/unit/**/*.test.ts', {
      TILESCOPE_TEST_LINES: options.verbose ? 'tests' : 'suites',
    }),
  page: pageStage,
  host: hostStage,
  e2e: e2eStage,
};

/** They say nothing until they end, and go on beside the unit tests, which take one core of a machine's. */
const aside = new Set(['types', 'lint']);
/** They need what is built. */
const browsed = new Set(['page', 'host', 'e2e']);

/** One check made of commands that all have to succeed. @param {string[][]} commands @returns {Promise<Counts>} */
async function check(commands) {
  for (const args of commands) {
    const { code, output } = await run(process.execPath, args, { cwd: root });
    if (code === 0) continue;
    console.log(output.trimEnd().replace(/^/gm, '  '));
    return { passed: 0, failed: 1 };
  }
  return { passed: 1, failed: 0 };
}

/**
 * @param {string} name
 * @param {string} files
 * @param {Record<string, string>} environment
 */
async function mochaStage(name, files, environment) {
  const file = resultsFile(name);
  // A configuration of its own: the one for developers brings tsx with it, which is named here already.
  const config = join(root, 'scripts/vscode/mocharc.json');
  const reporter = join(root, 'test/vscode/reporter.cts');
  const args = ['--import', 'tsx', bin('mocha/bin/mocha.js'), '--config', config, '--reporter', reporter];
  if (!options.only) args.push('--forbid-only');
  if (options.grep) args.push('--fgrep', options.grep);
  if (name === 'page') args.push('--timeout', '60000', '--require', join(root, 'test/page/setup.ts'));
  // A browser that drives a window on a busy machine loses a key now and then, and each time is told; what is broken
  // fails three times.
  if (name === 'e2e')
    args.push('--timeout', '60000', '--retries', '2', '--require', join(root, 'test/e2e/setup.ts'));
  const env = { ...process.env, TILESCOPE_TEST_RESULTS: file, ...environment };
  const { code } = await run(process.execPath, [...args, files], {
    cwd: root,
    env,
    show: true,
    timeoutMs: (name === 'e2e' ? 20 : 8) * 60_000,
  });
  return count(file, code);
}

/** The pages of webviews, in a browser without VS Code. */
async function pageStage() {
  const { ensureBrowser } = await import('./vscode/browser.mjs');
  const browser = await ensureBrowser();
  console.log(`  ${browser.origin}.`);
  return mochaStage('page', 'test/page/**/*.test.ts', { TILESCOPE_PAGE: JSON.stringify(browser) });
}

/** The suites inside VS Code's extension host, in a trusted folder and in Restricted Mode. */
async function hostStage() {
  const { chooseRoute, runInDesktop } = await import('./vscode/desktop.mjs');
  const { runInServer } = await import('./vscode/host.mjs');
  const { copyOfExamples } = await import('./vscode/workspace.mjs');
  const { kind, why } = await chooseRoute();
  console.log(
    `  Running in the ${kind === 'desktop' ? 'desktop VS Code' : 'VS Code server from npm'}: ${why}.`,
  );
  const total = { passed: 0, failed: 0 };
  for (const suite of /** @type {const} */ (['trusted', 'restricted'])) {
    const file = resultsFile(`host-${suite}`);
    const log = join(results, `host-${suite}.log`);
    const runSuite = kind === 'desktop' ? runInDesktop : runInServer;
    const code = await runSuite({
      suite,
      workspace: copyOfExamples(),
      results: file,
      log,
      grep: options.grep,
    });
    const { passed, failed } = count(file, code);
    if (failed > 0)
      console.log(`${complaints(log, passed + failed === 1)}  The log of the extension host: ${log}`);
    total.passed += passed;
    total.failed += failed;
  }
  return total;
}

/**
 * What VS Code complained of, where no test has run: the suite did not load, most likely.
 * @param {string} log
 * @param {boolean} wanted
 */
function complaints(log, wanted) {
  if (!wanted || !existsSync(log)) return '';
  const usual = /open-vsx|watchdog|Service Worker|AgentHost/;
  const lines = readFileSync(log, 'utf8')
    .split('\n')
    .filter(line => /error/i.test(line) && !usual.test(line));
  return lines
    .slice(-5)
    .map(line => `  ${line.slice(0, 500)}\n`)
    .join('');
}

/** The suite that uses VS Code in a browser as people do. */
async function e2eStage() {
  const { startForE2e } = await import('./vscode/e2e.mjs');
  const setup = await startForE2e();
  console.log(`  ${setup.description}.`);
  try {
    return await mochaStage('e2e', 'test/e2e/**/*.test.ts', { TILESCOPE_E2E: setup.value });
  } finally {
    await setup.stop();
  }
}

/** The file for a stage's results: of this run alone, should another one be going on. @param {string} name */
function resultsFile(name) {
  mkdirSync(results, { recursive: true });
  return join(scratch, `${name}.json`);
}

/**
 * @param {string} file
 * @param {number} code
 * @returns {Counts}
 */
function count(file, code) {
  /** @type {TestResult[]} */
  const tests = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];
  const passed = tests.filter(({ state }) => state === 'passed').length;
  const failed = tests.length - passed; // A skipped test has shown nothing.
  failures.push(...tests.filter(({ state }) => state !== 'passed').map(({ title }) => title));
  const running = `${file}.running`;
  if (existsSync(running))
    console.log(`  The tests ended in the middle, in: ${readFileSync(running, 'utf8')}`);
  else if (tests.length === 0) console.log('  No test has run.');
  else if (code !== 0 && failed === 0)
    console.log(`  The tests passed, but their process ended with exit code ${code}.`);
  else return { passed, failed };
  return { passed, failed: failed + 1 };
}

/** @param {number} since */
const seconds = since => `${((performance.now() - since) / 1000).toFixed(1)} s`;

async function main() {
  const wanted = options.only?.split(',') ?? Object.keys(stages);
  const unknown = wanted.filter(name => !(name in stages));
  if (unknown.length > 0)
    throw new SetupError(
      `No such stage: ${unknown.join(', ')}. There are ${Object.keys(stages).join(', ')}.`,
    );
  // Whatever the tests leave in the temporary folder goes when we go.
  process.env.TMPDIR = scratch;
  await ensurePackages();
  const begin = performance.now();
  /** @type {Map<string, Counts>} */
  const outcome = new Map();
  const chosen = Object.entries(stages).filter(([name]) => wanted.includes(name));
  /** @param {[string, () => Promise<Counts>]} stage */
  const perform = async ([name, stage]) => {
    const since = performance.now();
    if (!aside.has(name)) console.log(`\n${name}`);
    const counts = await attempt(name, stage, outcome);
    outcome.set(name, counts);
    const { passed, failed } = counts;
    console.log(`${failed === 0 ? '✓' : '✗'} ${name}: ${passed} passed, ${failed} failed, ${seconds(since)}`);
  };
  const besides = (async () => {
    for (const stage of chosen) if (aside.has(stage[0])) await perform(stage);
  })();
  for (const stage of chosen) {
    if (aside.has(stage[0])) continue;
    // Those with a browser want the machine for themselves.
    if (browsed.has(stage[0])) await besides;
    await perform(stage);
  }
  await besides;
  const sum = (/** @type {keyof Counts} */ key) =>
    [...outcome.values()].reduce((total, counts) => total + counts[key], 0);
  if (failures.length > 0) console.log(`\nWhat failed:\n${failures.map(title => `  ✗ ${title}`).join('\n')}`);
  console.log(`\nAll in ${seconds(begin)}.\n${sum('passed')} passed, ${sum('failed')} failed`);
  process.exit(sum('failed') === 0 && sum('passed') > 0 ? 0 : 1);
}

/**
 * @param {string} name
 * @param {() => Promise<Counts>} stage
 * @param {Map<string, Counts>} outcome
 * @returns {Promise<Counts>}
 */
async function attempt(name, stage, outcome) {
  try {
    if (browsed.has(name)) {
      if (outcome.get('build')?.failed) throw new SetupError('Not run: the build failed.');
      if (!existsSync(join(root, 'dist/extension.js')))
        throw new SetupError('Nothing is built yet: node esbuild.js.');
    }
    return await stage();
  } catch (error) {
    const text =
      error instanceof SetupError ? error.message : error instanceof Error ? error.stack : String(error);
    console.log(`  ${text}`);
    return { passed: 0, failed: 1 };
  }
}

main().catch(error => {
  console.error(error instanceof SetupError ? error.message : error);
  console.log('\n0 passed, 1 failed');
  process.exit(1);
});
