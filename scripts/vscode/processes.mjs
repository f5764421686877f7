// Child processes that never outlive us: each in a process group of its own, killed as a whole.
import { execFileSync, spawn } from 'node:child_process';
import { createWriteStream, rmSync, mkdtempSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */

const windows = process.platform === 'win32';
const guard = fileURLToPath(new URL('./guard.mjs', import.meta.url));

/** @type {Set<ChildProcess>} */
const running = new Set();
/** @type {Set<string>} */
const scratchFolders = new Set();
let hooked = false;

/** Kills a child and everything it started. @param {number | undefined} pid */
export function killTree(pid) {
  if (pid === undefined) return;
  try {
    if (windows) execFileSync('taskkill', ['/T', '/F', '/PID', String(pid)], { stdio: 'ignore' });
    else process.kill(-pid, 'SIGKILL');
  } catch {
    // Already gone.
  }
}

/** The last thing this process does, however it ends: children first, then the folders they wrote to. */
function cleanUp() {
  for (const child of running) killTree(child.pid);
  for (const folder of scratchFolders) {
    try {
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
    } catch {
      // A leftover in the system's temporary folder is not worth a failure.
    }
  }
}

function hook() {
  if (hooked) return;
  hooked = true;
  process.on('exit', cleanUp);
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => process.exit(128 + constants.signals[signal]));
  }
}

/** A folder that is removed when this process ends. Short, because sockets are made in it. */
export function scratchFolder() {
  hook();
  const parent = windows || tmpdir().length < 40 ? tmpdir() : '/tmp';
  const folder = mkdtempSync(join(parent, 'tilescope-'));
  scratchFolders.add(folder);
  return folder;
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {ChildProcess}
 */
export function start(command, args, options = {}) {
  hook();
  const child = spawn(command, [...args], { detached: !windows, windowsHide: true, ...options });
  running.add(child);
  child.once('exit', () => {
    killTree(child.pid); // What it may have left in its group.
    running.delete(child);
  });
  child.once('error', () => running.delete(child));
  return child;
}

/**
 * Starts a long-lived process under a guard that ends it when this process is gone, even by SIGKILL.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {{ child: ChildProcess, stop(): Promise<void> }}
 */
export function startGuarded(command, args, options = {}) {
  const child = start(process.execPath, [guard, command, ...args], {
    ...options,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const ended = new Promise(resolve => child.once('close', resolve));
  return {
    child,
    async stop() {
      child.stdin?.end();
      await ended;
    },
  };
}

/**
 * Runs a command to its end.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, logFile?: string, show?: boolean, timeoutMs?: number }} [options]
 *   `show` passes the output through as it comes; `logFile` keeps it; otherwise it is only returned.
 * @returns {Promise<{ code: number, output: string }>}
 */
export function run(command, args, options = {}) {
  return new Promise(resolve => {
    const { cwd, env, logFile, show = false, timeoutMs } = options;
    const child = start(command, args, {
      cwd,
      env,
      stdio: show && !logFile ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    });
    const log = logFile ? createWriteStream(logFile, { flags: 'a' }) : undefined;
    let output = '';
    /** @param {Buffer} chunk */
    const keep = chunk => {
      output += chunk.toString();
      log?.write(chunk);
      if (show) process.stdout.write(chunk);
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    const timer = timeoutMs
      ? setTimeout(() => {
          output += `\nStopped after ${Math.round(timeoutMs / 1000)} s.`;
          killTree(child.pid);
        }, timeoutMs)
      : undefined;
    /** @param {number} code */
    const end = code => {
      clearTimeout(timer);
      log?.end();
      resolve({ code, output });
    };
    child.once('error', error => {
      output += String(error);
      end(127);
    });
    child.once('close', (code, signal) => end(code ?? 128 + (signal ? constants.signals[signal] : 0)));
  });
}
