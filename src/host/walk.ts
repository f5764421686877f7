import { readdirSync, statSync } from 'node:fs';
import { isIgnored, rulesAround, rulesFrom, rulesOf } from './ignoreRules';
import type { Rules } from './ignoreRules';

export interface WalkOptions {
  /** Lower case, without the dot: files of other kinds are not looked at. */
  readonly extensions: ReadonlySet<string>;
  /** Patterns as in `.gitignore`, on top of those: what they match is left out. */
  readonly exclude?: readonly string[];
  /** Where given, files must match one of these patterns. */
  readonly include?: readonly string[];
  /** A directory that cannot be listed. */
  readonly onError?: (directory: string, error: NodeJS.ErrnoException) => void;
}

/** Never source: version control's own, and other people's packages even where nobody ignores them. */
const never = new Set(['.git', '.hg', '.svn', 'node_modules', '.venv', '__pycache__']);
/** Hidden directories are tools' affairs, except these. */
const hiddenButOurs = new Set(['.github', '.vscode', '.tilescope', '.claude', '.cursor']);

/**
 * The files below a directory, in a stable order, paths relative to it with forward slashes. `.gitignore` holds, that of
 * the directories above (up to the repository's root) and `.git/info/exclude` too. Links to directories are not followed.
 */
export function* walk(root: string, options: WalkOptions): Generator<string> {
  const outer = [...rulesAround(root)];
  if (options.exclude !== undefined && options.exclude.length > 0)
    outer.push(rulesFrom(root, options.exclude));
  const include =
    options.include === undefined || options.include.length === 0
      ? undefined
      : [rulesFrom(root, options.include)];
  for (const file of below(root, '', outer, options))
    if (include === undefined || isIgnored(`${root}/${file}`, false, include)) yield file;
}

function* below(
  root: string,
  relative: string,
  rules: readonly Rules[],
  options: WalkOptions,
): Generator<string> {
  const directory = relative === '' ? root : `${root}/${relative}`;
  let entries;
  try {
    entries = readdirSync(directory, { withFileTypes: true });
  } catch (error) {
    options.onError?.(directory, error as NodeJS.ErrnoException);
    return;
  }
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  let here = rules;
  // The root's own are among those around it.
  if (relative !== '' && entries.some(entry => entry.name === '.gitignore' || entry.name === '.git')) {
    const own = rulesOf(directory);
    if (own !== undefined) here = [...rules, own];
  }
  const directories: string[] = [];
  for (const entry of entries) {
    const { name } = entry;
    const child = relative === '' ? name : `${relative}/${name}`;
    if (entry.isDirectory()) {
      if (isNeverSource(name)) continue;
      if (!isIgnored(`${directory}/${name}`, true, here)) directories.push(child);
      continue;
    }
    const dot = name.lastIndexOf('.');
    if (!options.extensions.has((dot < 0 ? name : name.slice(dot + 1)).toLowerCase())) continue;
    // Reading a pipe would wait for someone to write to it.
    if (!entry.isFile() && !(entry.isSymbolicLink() && isFile(`${directory}/${name}`))) continue;
    if (!isIgnored(`${directory}/${name}`, false, here)) yield child;
  }
  for (const child of directories) yield* below(root, child, here, options);
}

/** Whether a directory of that name holds nothing that people write. */
export function isNeverSource(name: string): boolean {
  return never.has(name) || (name.startsWith('.') && !hiddenButOurs.has(name));
}

function isFile(file: string): boolean {
  try {
    return statSync(file).isFile();
  } catch {
    // Links that lead to nothing, in a circle, or where nobody may look.
    return false;
  }
}
