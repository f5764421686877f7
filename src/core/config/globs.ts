import ignore from 'ignore';
import type { Ignore } from 'ignore';
import { isBelow } from './source';

const compiled = new Map<string, Ignore>();

/**
 * Whether globs of a `tilescope.json` match a file: as in `.gitignore`, relative to the folder of the `tilescope.json`,
 * and case counts.
 *
 * @param folder of the `tilescope.json`, relative to the project; `''` for the project's own
 * @param file relative to the project, with forward slashes
 */
export function matchesGlobs(globs: string | readonly string[], folder: string, file: string): boolean {
  if (!isBelow(folder, file)) return false;
  const list = typeof globs === 'string' ? [globs] : globs;
  const key = list.join('\n');
  let rules = compiled.get(key);
  if (rules === undefined) {
    if (compiled.size > 200) compiled.clear();
    compiled.set(key, (rules = ignore({ ignorecase: false }).add([...list])));
  }
  const relative = folder === '' ? file : file.slice(folder.length + 1);
  // What lies outside of the project is matched by nothing of it.
  return ignore.isPathValid(relative) && rules.ignores(relative);
}

/** `gpt-5.4*` and `*` as one would expect; everything else is meant as it is written, in any case. */
export function matchesName(patterns: string | readonly string[], name: string): boolean {
  const list = typeof patterns === 'string' ? [patterns] : patterns;
  return list.some(pattern => {
    const parts = pattern.toLowerCase().split('*');
    const lower = name.toLowerCase();
    const [first = ''] = parts;
    if (parts.length === 1) return lower === first;
    const last = parts[parts.length - 1] ?? '';
    if (!lower.startsWith(first) || lower.length < first.length + last.length || !lower.endsWith(last))
      return false;
    let at = first.length;
    for (const part of parts.slice(1, -1)) {
      const found = lower.indexOf(part, at);
      if (found < 0 || found + part.length > lower.length - last.length) return false;
      at = found + part.length;
    }
    return true;
  });
}
