import ignore from 'ignore';
import type { Ignore } from 'ignore';
import { isBelow } from './source';

interface Globs {
  readonly meant: Ignore;
  readonly not: Ignore;
}

const compiled = new Map<string, Globs>();

/**
 * Whether globs of a `tilescope.json` match a file: as in `.gitignore`, relative to the folder of the `tilescope.json`,
 * and case counts. What begins with `!` takes files out again, wherever it stands in the list.
 *
 * @param folder of the `tilescope.json`, relative to the project; `''` for the project's own
 * @param file relative to the project, with forward slashes
 */
export function matchesGlobs(globs: string | readonly string[], folder: string, file: string): boolean {
  if (!isBelow(folder, file)) return false;
  const list = typeof globs === 'string' ? [globs] : globs;
  const relative = folder === '' ? file : file.slice(folder.length + 1);
  // What lies outside of the project is matched by nothing of it.
  if (!ignore.isPathValid(relative)) return false;
  const { meant, not } = compile(list);
  return meant.ignores(relative) && !not.ignores(relative);
}

/** Apart, as `.gitignore` lets nothing come back out of a folder that is matched as a whole. */
function compile(list: readonly string[]): Globs {
  const key = list.join('\n');
  let globs = compiled.get(key);
  if (globs === undefined) {
    if (compiled.size > 200) compiled.clear();
    const rules = (patterns: readonly string[]): Ignore => ignore({ ignorecase: false }).add([...patterns]);
    globs = {
      meant: rules(list.filter(glob => !glob.startsWith('!'))),
      not: rules(list.filter(glob => glob.startsWith('!')).map(glob => glob.slice(1))),
    };
    compiled.set(key, globs);
  }
  return globs;
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
