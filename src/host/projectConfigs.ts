import { resolveConfig } from '../core/config/resolve';
import type { ResolvedConfig } from '../core/config/resolve';
import { sourceOf } from '../core/config/source';
import type { ConfigSource } from '../core/config/source';
import type { LocatedConfigProblem } from '../core/config/tilescopeConfig';
import { Registry, RegistryError } from '../core/models/registry';
import type { RegistryLayer } from '../core/models/registry';

export const configName = 'tilescope.json';

/** A `tilescope.json` with what is wrong in it. */
export interface ConfigFileProblem extends LocatedConfigProblem {
  /** Relative to the project, with forward slashes. */
  readonly file: string;
}

/** What holds for a file, and the models that are known there. */
export interface ConfigInForce extends ResolvedConfig {
  readonly registry: Registry;
  /** Those of the registry: of settings, then of each `tilescope.json`. */
  readonly layers: readonly RegistryLayer[];
}

export interface ProjectConfigsOptions {
  /**
   * The text of a `tilescope.json`; `undefined` where there is none. What it throws, {@link ProjectConfigs.for} throws.
   * @param file relative to the project, with forward slashes
   */
  readonly read: (file: string) => Promise<string | undefined>;
  /** Models known besides, which files go before: those of settings. */
  readonly below?: readonly RegistryLayer[];
  /** Told once of each file that was read, with what is wrong in it. */
  readonly onRead?: (source: ConfigSource, problems: readonly ConfigFileProblem[]) => void;
  /** Told of layers that contradict each other; those of `origin` are left out then. */
  readonly onContradiction?: (origin: string, message: string) => void;
  /** Another name for the project's own `tilescope.json`, as messages call it. */
  readonly ownName?: string;
}

/**
 * Every `tilescope.json` of a project, each read once and only when a file below it is asked about: a project of
 * thousands of folders is not searched for them.
 */
export class ProjectConfigs {
  readonly #folders = new Map<string, Promise<ConfigSource | undefined>>();
  readonly #inForce = new Map<string, Promise<ConfigInForce>>();
  readonly #known = new Map<string, ConfigSource>();

  constructor(private readonly options: ProjectConfigsOptions) {}

  /** What holds for a file. @param file relative to the project, with forward slashes; `''` for the project itself */
  async for(file: string): Promise<ConfigInForce> {
    const chain: ConfigSource[] = [];
    for (const folder of foldersAbove(file)) {
      const source = await this.#in(folder, chain);
      if (source !== undefined) chain.push(source);
    }
    const key = chain.at(-1)?.file ?? '';
    let inForce = this.#inForce.get(key);
    if (inForce === undefined) {
      inForce = Promise.resolve(this.#resolved(chain, file));
      this.#inForce.set(key, inForce);
    }
    return inForce;
  }

  /** Those that were read so far, the outermost first. */
  known(): readonly ConfigSource[] {
    return [...this.#known.values()].sort(
      (a, b) => depth(a.folder) - depth(b.folder) || (a.file < b.file ? -1 : 1),
    );
  }

  #in(folder: string, outer: readonly ConfigSource[]): Promise<ConfigSource | undefined> {
    let found = this.#folders.get(folder);
    if (found === undefined) this.#folders.set(folder, (found = this.#read(folder, [...outer])));
    return found;
  }

  async #read(folder: string, outer: readonly ConfigSource[]): Promise<ConfigSource | undefined> {
    const file = folder === '' ? configName : `${folder}/${configName}`;
    const text = await this.options.read(file);
    if (text === undefined) return undefined;
    // Loaded only where there is a file to read: the validator is large.
    const { parseConfig } = await import('../core/config/parseConfig');
    const name = folder === '' ? (this.options.ownName ?? file) : file;
    const below = [...(this.options.below ?? []), ...outer.map(({ layer }) => layer)];
    const located = parseConfig(text, name, below);
    const source: ConfigSource = { ...sourceOf(name, located), folder };
    this.#known.set(file, source);
    this.options.onRead?.(
      source,
      located.problems.map(problem => ({ ...problem, file: name })),
    );
    return source;
  }

  #resolved(chain: readonly ConfigSource[], file: string): ConfigInForce {
    const resolved = resolveConfig(chain, file);
    let layers = [...(this.options.below ?? []), ...resolved.layers];
    for (;;) {
      try {
        return { ...resolved, layers, registry: new Registry(layers) };
      } catch (error) {
        if (!RegistryError.is(error) || layers.length === 0) throw error;
        // Checked when it was read; two layers that are each right may still disagree.
        this.options.onContradiction?.(error.origin, error.message);
        const left = layers.filter(({ origin }) => origin !== error.origin);
        layers = left.length < layers.length ? left : [];
      }
    }
  }
}

function depth(folder: string): number {
  return folder === '' ? 0 : folder.split('/').length;
}

/** `''`, `packages`, `packages/app` for `packages/app/index.ts`. */
function foldersAbove(file: string): readonly string[] {
  const parts = file.split('/').slice(0, -1);
  return ['', ...parts.map((_, i) => parts.slice(0, i + 1).join('/'))];
}
