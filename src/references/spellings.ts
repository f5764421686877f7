import { isNetworkPath } from './networkPath';

/** Half of a surrogate pair is in no file's name, and in no URI. */
export const brokenPair = /[\ud800-\udfff]/u;

/**
 * How a path may be meant: as written, without `?url` or `#id`, percent-decoded, with Windows separators, and with its
 * accents composed or apart: editors write the one, some file systems keep the other.
 */
export function* spellings(target: string): Generator<string> {
  const given = new Set<string>();
  for (const path of meanings(target)) {
    for (const spelling of path.includes('\\') ? [toSlashes(path), path] : [path]) {
      if (spelling === '' || given.has(spelling) || isNetworkPath(spelling) || brokenPair.test(spelling))
        continue;
      given.add(spelling);
      yield spelling;
    }
  }
}

function* meanings(target: string): Generator<string> {
  // `#assets/a.png` is a name of package.json's `imports`, not a fragment of nothing.
  const plain = target.replace(/(?!^)[?#].*$/s, '');
  const all = [target, plain, decoded(target), decoded(plain)];
  yield* all;
  if (!/[^\0-\x7f]/.test(all.join(''))) return;
  for (const path of all) {
    yield path.normalize('NFC');
    yield path.normalize('NFD');
  }
}

/** Without its percent-encoding, where that is one. */
export function decoded(path: string): string {
  if (!path.includes('%')) return path;
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

export function toSlashes(path: string): string {
  return path.replaceAll('\\', '/');
}
