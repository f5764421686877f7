import type { RegistryLayer } from '../models/registry';
import { matchesGlobs } from './globs';
import { sourcesFor } from './source';
import type { ConfigPlace, ConfigSource } from './source';
import type { TilescopeConfig } from './tilescopeConfig';

/** The keys of which the nearest `tilescope.json` that has one wins as a whole. */
export const plainKeys = [
  'model',
  'detail',
  'tier',
  'compareModels',
  'roots',
] as const satisfies readonly (keyof TilescopeConfig)[];
export type PlainKey = (typeof plainKeys)[number];

/** What holds for a file. Budgets and policies are resolved by `core/budget`, limit by limit. */
export interface ResolvedConfig {
  /** Every `tilescope.json` that holds, the outermost first. */
  readonly chain: readonly ConfigSource[];
  /** Put together, key by key: `diagnostics` code by code. What says which files are searched is {@link isSearched}'s. */
  readonly config: Pick<TilescopeConfig, PlainKey | 'diagnostics'>;
  /** Where each key is written. */
  readonly places: ReadonlyMap<PlainKey, ConfigPlace>;
  /** Of each code of `diagnostics`. */
  readonly diagnostics: ReadonlyMap<string, ConfigPlace>;
  /** Corrections of models, the outermost first: the nearest goes before the others. */
  readonly layers: readonly RegistryLayer[];
}

/**
 * What holds for a file, of all `tilescope.json` of its project: nearest wins, key by key.
 *
 * @param all every one that may hold, in any order @param file relative to the project, with forward slashes
 */
export function resolveConfig(all: readonly ConfigSource[], file: string): ResolvedConfig {
  const chain = sourcesFor(all, file);
  const config: Pick<TilescopeConfig, PlainKey> = {};
  const places = new Map<PlainKey, ConfigPlace>();
  const levels: Record<string, string> = {};
  const diagnostics = new Map<string, ConfigPlace>();
  for (const source of chain) {
    for (const key of plainKeys) {
      if (source.config[key] === undefined) continue;
      Object.assign(config, { [key]: source.config[key] });
      places.set(key, source.place([key]));
    }
    for (const [code, level] of Object.entries(source.config.diagnostics ?? {})) {
      levels[code] = level;
      diagnostics.set(code, source.place(['diagnostics', code]));
    }
  }
  return {
    chain,
    config: { ...config, ...(diagnostics.size === 0 ? {} : { diagnostics: levels }) },
    places,
    diagnostics,
    layers: chain.map(({ layer }) => layer),
  };
}

/**
 * Whether a file is searched. `include` and `exclude` are the two keys of which all hold and not the nearest alone: a
 * folder that is left out is not entered, so that nothing in it can say otherwise.
 */
export function isSearched(
  chain: readonly ConfigSource[],
  file: string,
  keys: readonly ('include' | 'exclude')[] = ['include', 'exclude'],
): boolean {
  return chain.every(({ folder, config: { include = [], exclude = [] } }) => {
    if (keys.includes('exclude') && exclude.length > 0 && matchesGlobs(exclude, folder, file)) return false;
    return !keys.includes('include') || include.length === 0 || matchesGlobs(include, folder, file);
  });
}
