import type { URI } from 'vscode-uri';
import { below } from './below';

/** A name for a place: `@assets/*` → `src/assets/*`, as TypeScript, package.json and the bundlers' settings have them. */
export interface Mapping {
  /** With one `*` at most. */
  readonly pattern: string;
  /** In order; relative to `base`, with the `*` of the pattern. */
  readonly targets: readonly string[];
  readonly base: URI;
}

/** Where a specifier leads by a folder's mappings: a whole name before patterns, those with more before the `*` first. */
export function mapped(specifier: string, mappings: readonly Mapping[]): readonly URI[] {
  const matches: { readonly star: string; readonly rank: number; readonly mapping: Mapping }[] = [];
  for (const mapping of mappings) {
    const at = mapping.pattern.indexOf('*');
    if (at < 0) {
      if (specifier === mapping.pattern) matches.push({ star: '', rank: Infinity, mapping });
      continue;
    }
    const [before, after] = [mapping.pattern.slice(0, at), mapping.pattern.slice(at + 1)];
    if (specifier.length < before.length + after.length) continue;
    if (!specifier.startsWith(before) || !specifier.endsWith(after)) continue;
    matches.push({ star: specifier.slice(at, specifier.length - after.length), rank: at, mapping });
  }
  matches.sort((a, b) => b.rank - a.rank);
  return matches.flatMap(({ star, mapping: { targets, base } }) =>
    // A function: `$&` in a file's name is no replacement pattern.
    targets.flatMap(
      target =>
        below(
          base,
          target.replace('*', () => star),
        ) ?? [],
    ),
  );
}

/** A bundler's alias, which is a prefix: `@assets` names `@assets/a.png` and, for a single file, itself. */
export function prefixMappings(name: string, target: string, base: URI): readonly Mapping[] {
  const [bare, folder] = [name.replace(/\/\*?$/, ''), target.replace(/(?<=.)\/\*?$/, '')];
  if (bare === '' || bare.includes('*') || folder.includes('*')) return [];
  return [
    { pattern: `${bare}/*`, targets: [`${folder}/*`], base },
    { pattern: bare, targets: [folder], base },
  ];
}
