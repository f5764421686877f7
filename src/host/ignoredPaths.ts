import { isIgnored, rulesAround, rulesFrom, rulesOf } from './ignoreRules';
import type { Rules } from './ignoreRules';
import { isNeverSource } from './walk';

/** Says of single files what {@link walk} would: whether a project's scan comes by. Reads each `.gitignore` once. */
export class IgnoredPaths {
  readonly #folders = new Map<string, readonly Rules[] | undefined>();
  readonly #include: readonly Rules[] | undefined;

  /** @param root absolute @param exclude @param include patterns as in `.gitignore` */
  constructor(
    private readonly root: string,
    exclude: readonly string[] = [],
    include: readonly string[] = [],
  ) {
    const outer = [...rulesAround(root)];
    if (exclude.length > 0) outer.push(rulesFrom(root, exclude));
    this.#folders.set('', outer);
    this.#include = include.length === 0 ? undefined : [rulesFrom(root, include)];
  }

  /** @param file relative to the root, with forward slashes */
  has(file: string): boolean {
    const rules = this.#rulesOf(file.slice(0, Math.max(file.lastIndexOf('/'), 0)));
    if (rules === undefined || isIgnored(`${this.root}/${file}`, false, rules)) return true;
    return this.#include !== undefined && !isIgnored(`${this.root}/${file}`, false, this.#include);
  }

  /** `undefined` for a folder that is left out. */
  #rulesOf(folder: string): readonly Rules[] | undefined {
    if (this.#folders.has(folder)) return this.#folders.get(folder);
    const rules = this.#read(folder);
    this.#folders.set(folder, rules);
    return rules;
  }

  #read(folder: string): readonly Rules[] | undefined {
    const slash = folder.lastIndexOf('/');
    const outer = this.#rulesOf(folder.slice(0, Math.max(slash, 0)));
    if (outer === undefined || isNeverSource(folder.slice(slash + 1))) return undefined;
    const full = `${this.root}/${folder}`;
    if (isIgnored(full, true, outer)) return undefined;
    const own = rulesOf(full);
    return own === undefined ? outer : [...outer, own];
  }
}
