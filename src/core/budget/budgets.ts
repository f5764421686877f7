import type { BudgetCode } from './codes';

/** A number that may not be passed: alone it fails; `off` lifts what a file further out says. */
export type Limit = number | { readonly warn?: number; readonly fail?: number } | 'off';

/** How much more than at the base. Percentages are of what it was: what is new has none. */
export interface RiseLimits {
  readonly tokens?: Limit;
  /** 10 for 10 %. */
  readonly tokensPercent?: Limit;
  readonly usd?: Limit;
  readonly usdPercent?: Limit;
  readonly usdPerMonth?: Limit;
}

/** Of one picture: image tokens, US dollars, bytes of its file. */
export interface PictureLimits {
  readonly tokens?: Limit;
  readonly usd?: Limit;
  readonly bytes?: Limit;
  /** A picture is in calls of its own, each as often as that is made: it has no month. */
  readonly rise?: Omit<RiseLimits, 'usdPerMonth'>;
}

/** Of a call with all of its requests; bytes are those of its largest request. */
export interface CallLimits extends PictureLimits {
  readonly usdPerMonth?: Limit;
  readonly rise?: RiseLimits;
}

/** Of all calls of a file, or of the project, each made once; a month: as often as `callsPerMonth` says. */
export interface SumLimits {
  readonly tokens?: Limit;
  readonly usd?: Limit;
  readonly usdPerMonth?: Limit;
  readonly rise?: RiseLimits;
}

/** One or several: globs as in `.gitignore`, names of models with `*`, providers. */
export type OneOrMore = string | readonly string[];

/** An entry of `budgets`. */
export interface Budget {
  /** Absent: every file below the folder of the `tilescope.json`. */
  readonly files?: OneOrMore;
  readonly models?: OneOrMore;
  readonly providers?: OneOrMore;
  /** A picture that a call sends. */
  readonly image?: PictureLimits;
  /** A picture named outside of any call. */
  readonly reference?: PictureLimits;
  readonly call?: CallLimits;
  readonly file?: SumLimits;
  readonly project?: SumLimits;
}

export type Scope = 'image' | 'reference' | 'call' | 'file' | 'project';
export const scopes: readonly Scope[] = ['image', 'reference', 'call', 'file', 'project'];

export type PolicyLevel = 'fail' | 'warn' | 'off';

export interface Policies {
  /** Names with `*`. Whatever else is asked fails. */
  readonly allowedModels?: readonly string[];
  /** A model without a price: its name is not known, or not in the code. */
  readonly unknownModels?: PolicyLevel;
  /** A picture whose detail is left to the model. */
  readonly stateDetail?: PolicyLevel;
  /** A picture on the web: nobody knows what it will be. */
  readonly remoteImages?: PolicyLevel;
}

/** Something that is allowed for a while. */
export interface BudgetException {
  readonly files: OneOrMore;
  readonly code: BudgetCode;
  readonly reason: string;
  /** ISO date, the last day it holds. */
  readonly expires: string;
}

/** A number for all calls, or by glob of their files; of several that match, the last one. */
export type CallsPerMonth = number | Readonly<Record<string, number>>;

/** The keys of `tilescope.json` that are about budgets. */
export interface BudgetConfig {
  readonly budgets?: readonly Budget[];
  readonly callsPerMonth?: CallsPerMonth;
  readonly policies?: Policies;
  readonly exceptions?: readonly BudgetException[];
}
