// Installing with npm: quiet when it works, the end of the log when it does not.
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheFolder } from './cache.mjs';
import { run } from './processes.mjs';

export const root = fileURLToPath(new URL('../../', import.meta.url)).replace(/[\\/]$/, '');

/** Something this machine lacks. The message says what, and what to do. */
export class SetupError extends Error {}

/**
 * @param {readonly string[]} args
 * @param {string} cwd
 * @param {string} logName
 */
export async function npm(args, cwd, logName) {
  mkdirSync(cacheFolder(), { recursive: true });
  const logFile = join(cacheFolder(), `${logName}.log`);
  const [command, ...prefix] = npmCommand();
  const quiet = ['--no-audit', '--no-fund', '--no-update-notifier'];
  const { code, output } = await run(command, [...prefix, ...args, ...quiet], {
    cwd,
    env: environment(),
    logFile,
  });
  if (code === 0) return;
  const tail = output.trimEnd().split('\n').slice(-20).join('\n');
  throw new SetupError(
    `npm ${args[0]} failed (exit code ${code}) in ${cwd}.\n${tail}\n` +
      `The whole log is ${logFile}. Is the npm registry reachable (npm ping)? Then run this again.`,
  );
}

/** npm as a script for our own Node where we can: no shell, so no quoting, on any system. */
function npmCommand() {
  const beside = dirname(process.execPath);
  const candidates = [
    process.env.npm_execpath,
    join(beside, 'node_modules/npm/bin/npm-cli.js'),
    join(beside, '../lib/node_modules/npm/bin/npm-cli.js'),
  ];
  const script = candidates.find(file => file?.endsWith('npm-cli.js') && existsSync(file));
  return script ? [process.execPath, script] : ['npm'];
}

/** What an outer `npm test` adds about its own package must not reach an npm that works elsewhere. */
function environment() {
  const inherited =
    /^npm_(package|lifecycle|command|node_execpath|config_(local_prefix|prefix|global_prefix|node_gyp|omit|include)$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !inherited.test(name)));
}

/** Installs the project's own packages when they are missing or not those of the lock file. */
export async function ensurePackages() {
  if (packagesMatch()) return;
  console.log('Installing the packages (npm ci) …');
  await npm(['ci'], root, 'packages');
}

function packagesMatch() {
  const installed = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(installed)) return false;
  /** @type {(file: string) => Record<string, { version?: string, optional?: boolean }>} */
  const packages = file => JSON.parse(readFileSync(file, 'utf8')).packages;
  const have = packages(installed);
  const want = Object.entries(packages(join(root, 'package-lock.json')));
  // An optional package may be meant for another system.
  return want.every(
    ([path, { version, optional }]) => path === '' || optional || have[path]?.version === version,
  );
}
