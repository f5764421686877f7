import type { RegistryLayer } from '../models/registry';
import { sourcesFor } from './source';
import type { ConfigPlace, ConfigSource } from './source';
import { matchesGlobs } from './globs';
import type { TilescopeConfig } from './tilescopeConfig';

/** The keys of which the nearest `tilescope.json` that has one wins as a whole. */
export const plainKeys = [
  'model',
  'detail',
  'tier',
  'compareModels',
  'roots',
  'include',
  'exclude',
] as const satisfies readonly (keyof TilescopeConfig)[];
export type PlainKey = (typeof plainKeys)[number];

/** What holds for a file. Budgets and policies are resolved by `core/budget`, limit by limit. */
export interface ResolvedConfig {
  /** Put together, key by key: `diagnostics` code by code. Without what {@link layers} and budgets are made of. */
  readonly config: TilescopeConfig;
  /** Of which `tilescope.json` each key is; its globs are relative to that one's folder. */
  readonly sources: Readonly<Partial<Record<PlainKey, ConfigSource>>>;
  /** Corrections of models, the outermost first: the nearest goes before the others. */
  readonly layers: readonly RegistryLayer[];
  /** Of each code of `diagnostics`. */
  readonly diagnostics: ReadonlyMap<string, ConfigPlace>;
}

/**
 * What holds for a file, of all `tilescope.json` of its project: nearest wins, key by key.
 *
 * @param all every one of the project, in any order @param file relative to the project, with forward slashes
 */
export function resolveConfig(all: readonly ConfigSource[], file: string): ResolvedConfig {
  const chain = sourcesFor(all, file);
  const config: TilescopeConfig = {};
  const sources: Partial<Record<PlainKey, ConfigSource>> = {};
  const levels: Record<string, string> = {};
  const diagnostics = new Map<string, ConfigPlace>();
  for (const source of chain) {
    for (const key of plainKeys) {
      if (source.config[key] === undefined) continue;
      Object.assign(config, { [key]: source.config[key] });
      sources[key] = source;
    }
    for (const [code, level] of Object.entries(source.config.diagnostics ?? {})) {
      levels[code] = level;
      diagnostics.set(code, source.place(['diagnostics', code]));
    }
  }
  return {
    config: { ...config, ...(diagnostics.size === 0 ? {} : { diagnostics: levels }) },
    sources,
    layers: chain.map(({ layer }) => layer),
    diagnostics,
  };
}

/** Whether `include` and `exclude` let a file be searched; each is relative to the folder of the file that has it. */
export function isSearched({ config, sources }: ResolvedConfig, file: string): boolean {
  const { include = [], exclude = [] } = config;
  if (exclude.length > 0 && matchesGlobs(exclude, sources.exclude?.folder ?? '', file)) return false;
  return include.length === 0 || matchesGlobs(include, sources.include?.folder ?? '', file);
}
