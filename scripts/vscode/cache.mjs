// What is installed for the tests lives outside the checkout, so that a clean clone does not pay again.
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

export function cacheFolder() {
  const { TILESCOPE_CACHE, XDG_CACHE_HOME } = process.env;
  return TILESCOPE_CACHE || join(XDG_CACHE_HOME || join(homedir(), '.cache'), 'tilescope');
}

/**
 * The folder `name` of the cache, filled by `install` when it is not there yet. It appears whole or not at all:
 * `install` works in a folder beside it, and one process at a time.
 * @param {string} name
 * @param {(folder: string) => Promise<void>} install
 * @returns {Promise<string>}
 */
export async function cached(name, install) {
  const folder = join(cacheFolder(), name);
  if (existsSync(folder)) return folder;
  mkdirSync(cacheFolder(), { recursive: true });
  const release = await lock(`${folder}.lock`);
  try {
    if (existsSync(folder)) return folder;
    for (const entry of readdirSync(cacheFolder())) {
      if (entry.startsWith(`${name}.partial`))
        rmSync(join(cacheFolder(), entry), { recursive: true, force: true });
    }
    const partial = `${folder}.partial-${process.pid}`;
    mkdirSync(partial);
    await install(partial);
    renameSync(partial, folder);
    return folder;
  } finally {
    release();
  }
}

/**
 * Waits until the lock is ours. A lock whose process is gone is taken over.
 * @param {string} file
 * @returns {Promise<() => void>}
 */
async function lock(file) {
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      const release = () => rmSync(file, { force: true });
      process.once('exit', release);
      return () => {
        process.off('exit', release);
        release();
      };
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
      if (!isAlive(file)) rmSync(file, { force: true });
      else await delay(300);
    }
  }
}

/** @param {string} file */
function isAlive(file) {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    // Between the creation of the file and its content there is a moment: give it the benefit of the doubt.
    if (pid === 0) return true;
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}
