import { readFileSync, statSync } from 'node:fs';
import type { Stats } from 'node:fs';
import path from 'node:path';
import ignore from 'ignore';
import type { Ignore } from 'ignore';

/** Ignore rules and the directory they are relative to. */
export interface Rules {
  readonly base: string;
  readonly rules: Ignore;
}

/** As Git takes names for the same: where the file system does. */
const ignorecase = process.platform === 'win32' || process.platform === 'darwin';

/** Patterns as in `.gitignore`, relative to a directory. */
export function rulesFrom(base: string, patterns: string | readonly string[]): Rules {
  return { base, rules: ignore({ ignorecase }).add(typeof patterns === 'string' ? patterns : [...patterns]) };
}

/** Whether a file or directory below the bases is left out: the innermost rules that have a word on it decide, as in Git. */
export function isIgnored(file: string, isDirectory: boolean, rules: readonly Rules[]): boolean {
  for (let i = rules.length - 1; i >= 0; i -= 1) {
    const layer = rules[i];
    if (layer === undefined) continue;
    const relative = file.slice(layer.base.length).replace(/^[\\/]+/, '');
    const verdict = layer.rules.test(isDirectory ? `${relative}/` : relative);
    if (verdict.ignored) return true;
    if (verdict.unignored) return false;
  }
  return false;
}

/** The rules a directory brings: its `.gitignore` and, where it is a repository's root, those of nobody but its user. */
export function rulesOf(directory: string): Rules | undefined {
  const texts = [excludeFile(directory), `${directory}/.gitignore`].flatMap(file => {
    const text = file === undefined ? undefined : readText(file);
    return text === undefined ? [] : [text.replace(/^\uFEFF/, '')];
  });
  return texts.length === 0 ? undefined : rulesFrom(directory, texts.join('\n'));
}

/**
 * The rules of the directories above, up to the repository's root, and its own; only its own outside of a repository,
 * and where those above leave it out: who names such a directory wants to see it.
 */
export function rulesAround(root: string): readonly Rules[] {
  const [own, ...above] = ancestorsWithinRepository(root);
  const outer = above.reverse().flatMap(directory => rulesOf(directory) ?? []);
  const inner = own === undefined ? undefined : rulesOf(own);
  return [...(isIgnored(root, true, outer) ? [] : outer), ...(inner === undefined ? [] : [inner])];
}

/** `info/exclude` of a repository; in a worktree and in a submodule `.git` is a file that says where that is. */
function excludeFile(directory: string): string | undefined {
  const dotGit = `${directory}/.git`;
  const stats = statsOf(dotGit);
  if (stats === undefined) return undefined;
  if (stats.isDirectory()) return `${dotGit}/info/exclude`;
  const pointed = /^gitdir: (.+?)\s*$/m.exec(readText(dotGit) ?? '')?.[1];
  if (pointed === undefined) return undefined;
  const gitDirectory = path.resolve(directory, pointed);
  const common = readText(`${gitDirectory}/commondir`)?.trim() ?? '';
  return path.join(path.resolve(gitDirectory, common), 'info/exclude');
}

/** Most directories have none, and an unreadable one ignores nothing. */
function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** What may not be looked at (a directory above that is somebody else's) is as if it were not there. */
function statsOf(file: string): Stats | undefined {
  try {
    return statSync(file, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

/** From the directory up to the repository's root; the directory alone outside of one. */
function ancestorsWithinRepository(root: string): readonly string[] {
  const chain = [root];
  for (let directory = root; ;) {
    if (statsOf(`${directory}/.git`) !== undefined) return chain;
    const parent = path.dirname(directory);
    if (parent === directory) return [root];
    directory = parent;
    chain.push(directory);
  }
}
