import type { BudgetConfig } from '../budget/budgets';
import type { ModelOverride, ProviderOverride, RegistryLayer } from '../models/registry';
import type { Tier } from '../money';

/** What a project says in `tilescope.json`, or a user in settings of the same names. `media/tilescope.schema.json` has the words. */
export interface TilescopeConfig extends BudgetConfig {
  readonly $schema?: string;
  /** For images whose code names no model. */
  readonly model?: string;
  /** For images that no call sends; absent: as if detail were omitted. */
  readonly detail?: string;
  /** Where the code names none; absent: `standard`. */
  readonly tier?: Tier;
  readonly compareModels?: readonly string[];
  /** Folders that paths of images may start from. */
  readonly roots?: readonly string[];
  /** Globs of the files that are searched. */
  readonly include?: readonly string[];
  /** Globs of the files that are left out. */
  readonly exclude?: readonly string[];
  /** Code of a diagnostic → how loud it is. */
  readonly diagnostics?: Readonly<Record<string, string>>;
  readonly aliases?: Readonly<Record<string, string>>;
  readonly models?: Readonly<Record<string, ModelOverride>>;
  readonly providers?: Readonly<Record<string, ProviderOverride>>;
}

/** Keys and list indices that lead to a value. */
export type ConfigPath = readonly (string | number)[];

/** Something in a configuration that does not count. */
export interface ConfigProblem {
  /** What, where and what to do, in a sentence. */
  readonly message: string;
  /** To the value (for an unknown key: to that key); empty for the whole, and for a file that is not JSON. */
  readonly path: ConfigPath;
}

/** A problem with its place in a file. */
export interface LocatedConfigProblem extends ConfigProblem {
  /** Of the text that is wrong, in UTF-16 units. */
  readonly offset: number;
  readonly length: number;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
}

/** What of a configuration is valid, and what is not. */
export interface CheckedConfig<Problem extends ConfigProblem = ConfigProblem> {
  /** The valid rest: whatever a problem names is left out. */
  readonly config: TilescopeConfig;
  /** The same for `new Registry([layer])`, which takes it without an error. */
  readonly layer: RegistryLayer;
  readonly problems: readonly Problem[];
}

/** A text that was read: what of it is valid, and where each value of that is written. */
export interface LocatedConfig extends CheckedConfig<LocatedConfigProblem> {
  /** Of a value of `config`; of an object or a list, its key. */
  readonly place: (path: ConfigPath) => Pick<LocatedConfigProblem, 'offset' | 'length' | 'line' | 'column'>;
}
