// The platforms a package can be made for, by vsce's names, and what npm calls each of them.
import { SetupError } from '../vscode/npm.mjs';

/**
 * @typedef {object} Target
 * @property {string} name
 * @property {{ os: string, cpu: string, libc?: string } | undefined} npm `undefined`: for every platform, without sharp
 * @property {readonly string[]} sharp the packages of sharp's native half, under `@img/`
 */

/** @type {readonly Target[]} */
export const targets = [
  { name: 'linux-x64', npm: { os: 'linux', cpu: 'x64', libc: 'glibc' }, sharp: withLibvips('linux-x64') },
  {
    name: 'linux-arm64',
    npm: { os: 'linux', cpu: 'arm64', libc: 'glibc' },
    sharp: withLibvips('linux-arm64'),
  },
  { name: 'linux-armhf', npm: { os: 'linux', cpu: 'arm', libc: 'glibc' }, sharp: withLibvips('linux-arm') },
  { name: 'alpine-x64', npm: { os: 'linux', cpu: 'x64', libc: 'musl' }, sharp: withLibvips('linuxmusl-x64') },
  {
    name: 'alpine-arm64',
    npm: { os: 'linux', cpu: 'arm64', libc: 'musl' },
    sharp: withLibvips('linuxmusl-arm64'),
  },
  { name: 'darwin-x64', npm: { os: 'darwin', cpu: 'x64' }, sharp: withLibvips('darwin-x64') },
  { name: 'darwin-arm64', npm: { os: 'darwin', cpu: 'arm64' }, sharp: withLibvips('darwin-arm64') },
  // On Windows libvips is in the same package.
  { name: 'win32-x64', npm: { os: 'win32', cpu: 'x64' }, sharp: ['sharp-win32-x64'] },
  { name: 'win32-arm64', npm: { os: 'win32', cpu: 'arm64' }, sharp: ['sharp-win32-arm64'] },
  { name: 'universal', npm: undefined, sharp: [] },
];

/** @param {string} platform */
function withLibvips(platform) {
  return [`sharp-${platform}`, `sharp-libvips-${platform}`];
}

/** @param {string} name */
export function targetNamed(name) {
  const target = targets.find(each => each.name === name);
  if (target) return target;
  throw new SetupError(`There is no target ${name}. There are ${targets.map(each => each.name).join(', ')}.`);
}

/** The platform this runs on. */
export function thisTarget() {
  const cpu = process.arch === 'arm' ? 'armhf' : process.arch;
  const report = /** @type {{ header: { glibcVersionRuntime?: string } }} */ (process.report.getReport());
  const musl = process.platform === 'linux' && report.header.glibcVersionRuntime === undefined;
  return targetNamed(`${musl ? 'alpine' : process.platform}-${cpu}`);
}
