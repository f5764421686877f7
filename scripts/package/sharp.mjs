// sharp for a platform, which need not be this one: npm takes the packages that the project's lock file names.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cached } from '../vscode/cache.mjs';
import { npm, root, SetupError } from '../vscode/npm.mjs';

/**
 * @param {import('./targets.mjs').Target} target one with a platform
 * @returns {Promise<string>} a folder whose node_modules holds sharp and what it loads there, and nothing else
 */
export async function ensureSharp({ name, npm: platform, sharp }) {
  if (platform === undefined) throw new SetupError(`${name} is no platform, so there is no sharp for it.`);
  const { manifest, lock } = lockOfSharp();
  const hash = createHash('sha256').update(lock).digest('hex').slice(0, 12);
  return cached(`sharp-${hash}-${name}`, async folder => {
    writeFileSync(join(folder, 'package.json'), manifest);
    writeFileSync(join(folder, 'package-lock.json'), lock);
    const where = [
      '--os',
      platform.os,
      '--cpu',
      platform.cpu,
      ...(platform.libc ? ['--libc', platform.libc] : []),
    ];
    await npm(['ci', '--ignore-scripts', ...where], folder, `sharp-${name}`);
    const missing = sharp.find(half => !existsSync(join(folder, 'node_modules/@img', half)));
    if (missing) throw new SetupError(`npm installed sharp for ${name} without @img/${missing}.`);
  });
}

/** @typedef {{ version: string, dependencies?: Record<string, string>, optionalDependencies?: Record<string, string> }} Locked */

/** sharp's part of the project's lock file, as a project of its own: the same versions, with their checksums. */
function lockOfSharp() {
  /** @type {{ packages: Record<string, Locked> }} */
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const sharp = 'node_modules/sharp';
  /** @type {Record<string, Locked>} */
  const part = {};
  const waiting = [sharp];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const locked = packages[path];
    if (locked === undefined || part[path] !== undefined) continue;
    part[path] = locked;
    for (const name of Object.keys({ ...locked.dependencies, ...locked.optionalDependencies }))
      waiting.push(`node_modules/${name}`, `${path}/node_modules/${name}`);
  }
  const self = { name: 'tilescope-sharp', private: true, dependencies: { sharp: part[sharp]?.version } };
  const lock = { name: self.name, lockfileVersion: 3, requires: true, packages: { '': self, ...part } };
  return { manifest: JSON.stringify(self, undefined, 2), lock: JSON.stringify(lock, undefined, 2) };
}
