// What belongs into a package: each line must be found in it, and nothing may be in it that no line names.

import { readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/**
 * @param {import('./targets.mjs').Target} target
 * @param {string} stage the folder it is made from
 * @returns {readonly RegExp[]} by the path in the VSIX
 */
export function wantedContents({ sharp }, stage) {
  const loaded = ['sharp', 'detect-libc', 'semver', '@img/colour', ...sharp.map(name => `@img/${name}`)];
  return [
    /^\[Content_Types\]\.xml$/,
    /^extension\.vsixmanifest$/,
    /^extension\/package\.json$/,
    /^extension\/readme\.md$/,
    /^extension\/changelog\.md$/,
    /^extension\/LICENSE\.txt$/,
    ...built(join(stage, 'dist')).map(path => exactly(`extension/dist/${path}`)),
    /^extension\/media\/[\w.-]+\.(png|svg)$/,
    /^extension\/media\/tilescope\.schema\.json$/,
    /^extension\/media\/walkthrough\/[\w.-]+\.svg$/,
    // What messages and settings link to.
    /^extension\/docs\/[\w-]+\.md$/,
    /^extension\/docs\/diagnostics\/[\w-]+\.md$/,
    /^extension\/docs\/what-models-miss\.md$/,
    ...(sharp.length === 0 ? [] : loaded).map(name => new RegExp(`^extension/node_modules/${name}/`)),
  ];
}

/** All that the build makes, but its tests. @param {string} dist */
function built(dist) {
  return readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => relative(dist, join(entry.parentPath, entry.name)).replaceAll(sep, '/'))
    .filter(path => !path.startsWith('test/'));
}

/** @param {string} path */
function exactly(path) {
  return new RegExp(`^${path.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);
}

/**
 * @param {readonly RegExp[]} wanted
 * @param {readonly string[]} found
 * @returns {readonly string[]} what is wrong, a line each
 */
export function differences(wanted, found) {
  const surprises = found.filter(path => !wanted.some(pattern => pattern.test(path)));
  const missing = wanted.filter(pattern => !found.some(path => pattern.test(path)));
  return [
    ...surprises.map(path => `not wanted: ${path}`),
    ...missing.map(pattern => `missing: ${pattern.source}`),
  ];
}
