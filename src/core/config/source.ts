import type { RegistryLayer } from '../models/registry';
import type { ConfigPath, LocatedConfig, TilescopeConfig } from './tilescopeConfig';

/** Where in a `tilescope.json` something is written. */
export interface ConfigPlace {
  /** Relative to the project, with forward slashes: `packages/app/tilescope.json`. */
  readonly file: string;
  readonly path: ConfigPath;
  /** In UTF-16 units. */
  readonly offset: number;
  readonly length: number;
  /** Both from 1. */
  readonly line: number;
  readonly column: number;
}

/** A `tilescope.json` of the project, read and checked. */
export interface ConfigSource {
  /** Relative to the project, with forward slashes: `packages/app/tilescope.json`. */
  readonly file: string;
  /** The folder it is in: `packages/app`; the project's own is `''`. Its globs are relative to it. */
  readonly folder: string;
  readonly config: TilescopeConfig;
  readonly layer: RegistryLayer;
  /** Where a value stands; of an object or a list, its key. */
  readonly place: (path: ConfigPath) => ConfigPlace;
}

/** `tilescope.json:12` */
export function showPlace({ file, line }: Pick<ConfigPlace, 'file' | 'line'>): string {
  return `${file}:${String(line)}`;
}

/** Whether a file lies below a folder, both relative to the project. */
export function isBelow(folder: string, file: string): boolean {
  return folder === '' || file.startsWith(`${folder}/`);
}

/** Those that hold for a file, the outermost first. */
export function sourcesFor(sources: readonly ConfigSource[], file: string): readonly ConfigSource[] {
  return sources
    .filter(({ folder }) => isBelow(folder, file))
    .sort((a, b) => a.folder.length - b.folder.length);
}

/**
 * Makes one of a `tilescope.json` that was read.
 * @param file relative to the project, with forward slashes
 */
export function sourceOf(file: string, { config, layer, place }: LocatedConfig): ConfigSource {
  return {
    file,
    folder: file.slice(0, Math.max(file.lastIndexOf('/'), 0)),
    config,
    layer,
    place: path => ({ file, path, ...place(path) }),
  };
}
