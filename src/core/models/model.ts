import type { OutputRule, Rule } from './rules';

/** How far the rule of a model can be believed. */
export type Confidence =
  /** Current vendor rule and an independent measurement. */
  | 'high'
  /** One of the two. */
  | 'medium'
  /** Inherited from a sibling, or sources conflict. */
  | 'low'
  /** No source: the figures are assumed. */
  | 'unsourced'
  /** Given by the user, in settings or `tilescope.json`. */
  | 'user';

/** US dollars per million tokens. */
export interface Rates {
  readonly input?: number;
  readonly cachedInput?: number;
  readonly output?: number;
  readonly cacheWrite?: number;
  /** Where pictures have a rate of their own; otherwise they are billed at `input`. */
  readonly imageInput?: number;
  readonly imageCachedInput?: number;
  readonly imageOutput?: number;
  readonly textOutput?: number;
}

export interface Prices extends Rates {
  /** For the whole request once its input is longer than `aboveInputTokens`. */
  readonly longContext?: Rates & { readonly aboveInputTokens: number };
  readonly fast?: Rates;
  /** The rates above are a promotion: they hold until this day (inclusive), then `then` replaces them. */
  readonly promotion?: {
    /** ISO date. */
    readonly until: string;
    /** False where the vendor said "at least through": past the date both prices are possible. */
    readonly certain: boolean;
    readonly then: Rates;
  };
  readonly note?: string;
  readonly sources: readonly string[];
}

/** A tier's price as a share of the standard one (0.5 for half); absent where the model has no such tier. */
export interface TierMultipliers {
  readonly batch?: number;
  readonly flex?: number;
  readonly fast?: number;
}

/** Another reading of the rule that sources support; `estimate` can be asked for it by `id`. */
export interface RuleVariant {
  readonly id: string;
  readonly note: string;
  readonly sources: readonly string[];
  /** Fields that replace those of the model's rule. */
  readonly rule: Readonly<Record<string, unknown>>;
}

/** A model as the registry holds it: data, see `data/*.json`. */
export interface ModelData {
  readonly id: string;
  readonly aliases?: readonly string[];
  readonly name?: string;
  readonly status?: 'current' | 'deprecated' | 'retired';
  readonly released?: string;
  readonly rule: Rule;
  readonly variants?: readonly RuleVariant[];
  readonly output?: OutputRule;
  readonly prices?: Prices;
  /** quality → `WxH` → US dollars for one picture made. */
  readonly pricePerImage?: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly tiers?: TierMultipliers;
  readonly context?: { readonly window?: number; readonly maxInput?: number; readonly maxOutput?: number };
  /** Key into `limits.json`. */
  readonly limits?: string;
  readonly confidence: Confidence;
  readonly sources: readonly string[];
  readonly notes?: string;
  /** What was measured, in a sentence. */
  readonly measured?: string;
  readonly history?: readonly unknown[];
}

export interface ProviderFile {
  readonly provider: string;
  /** The day the figures were last checked, ISO. */
  readonly asOf: string;
  readonly models: readonly ModelData[];
}

/** What an endpoint accepts. */
export interface Limits {
  readonly formats: readonly string[];
  readonly animation: 'refused' | 'first-frame' | 'unknown';
  /** Pixels a side; larger is refused. */
  readonly maxDimension?: number;
  readonly maxImagesPerRequest?: number;
  readonly maxRequestBytes?: number;
  readonly maxImageBytes?: number;
  readonly maxBase64Bytes?: number;
  readonly crowded?: { readonly aboveImages: number; readonly maxDimension: number };
  readonly sources: readonly string[];
}

export interface Source {
  readonly url?: string;
  readonly title?: string;
  /** Of the copy that was read. */
  readonly date?: string;
  readonly note?: string;
}

/** A model ready for use: its data with the provider's, and where it came from. */
export interface Model extends ModelData {
  readonly provider: string;
  readonly providerName: string;
  readonly asOf: string;
  readonly limitsData?: Limits;
  /** Where the entry was defined or last changed: `built-in`, a file, a setting. */
  readonly origin: string;
}
