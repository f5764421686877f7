/**
 * How a provider turns a picture into tokens: one shape a family, all figures as data.
 * Lengths are pixels, budgets are cells (patches, tiles or tokens), multipliers are decimals taken exactly.
 */
export type Rule =
  | PatchRule
  | TileRule
  | GptImageTileRule
  | GptImagePatchRule
  | ClaudeRule
  | GeminiGridRule
  | GeminiTileRule
  | GrokPatchRule
  | GrokTileRule
  | MistralRule
  | QwenRule
  | LlamaRule
  | FixedRule
  | NoInputRule
  | UnpublishedRule;

export type RuleFamily = Rule['family'];

/** One detail level of a patch model. */
export interface PatchLevel {
  /** The longer side is first fitted to this. */
  readonly maxDimension: number;
  /** Most patches the picture may have before it is shrunk; `null` where there is no budget. */
  readonly patchBudget: number | null;
}

export interface PatchRule {
  readonly family: 'patch';
  readonly patch: number;
  readonly multiplier: number;
  readonly rejectAbovePatches: number;
  /** The levels the model has. */
  readonly details: Readonly<Partial<Record<string, PatchLevel>>>;
  /** What `auto`, or no detail at all, means. */
  readonly auto: string;
}

export interface TileRule {
  readonly family: 'tile';
  readonly base: number;
  readonly perTile: number;
  readonly tile: number;
  readonly maxDimension: number;
  readonly shortSide: number;
  readonly auto: string;
}

export interface GptImageTileRule {
  readonly family: 'gpt-image-tile';
  readonly base: number;
  readonly perTile: number;
  readonly tile: number;
  readonly maxDimension: number;
  readonly shortSide: number;
  /** Tokens added a picture by `input_fidelity: "high"`. */
  readonly inputFidelityHigh: { readonly square: number; readonly other: number };
}

export interface GptImagePatchRule {
  readonly family: 'gpt-image-patch';
  readonly patch: number;
  readonly patchBudget: number;
  readonly multiplier: number;
  /** Small pictures are enlarged by at most this factor … */
  readonly magnifyUpTo: number;
  /** … towards this longer side. */
  readonly magnifyToward: number;
  /** The canvas is extended until its sides are at most this far apart. */
  readonly maxAspect: number;
}

export interface ClaudeRule {
  readonly family: 'claude';
  readonly patch: number;
  readonly maxEdge: number;
  readonly maxTokens: number;
  /** Tokens a picture that measured bills show on top of the documented count. Not part of the estimate. */
  readonly measuredOverhead: number;
}

export interface GeminiGridRule {
  readonly family: 'gemini-grid';
  /** Most tokens a picture by `media_resolution`. */
  readonly budgets: Readonly<Partial<Record<string, number>>>;
  readonly auto: string;
  /** The levels whose grid formula measurements bear out. */
  readonly measured: readonly string[];
}

export interface GeminiTileRule {
  readonly family: 'gemini-tile';
  readonly smallSide: number;
  readonly tileTokens: number;
  readonly unit: { readonly divisor: number; readonly min?: number; readonly max?: number };
  /** Flat tokens of the documented `media_resolution` levels below the default. */
  readonly resolutions?: Readonly<Partial<Record<string, number>>>;
}

export interface GrokPatchRule {
  readonly family: 'grok-patch';
  readonly patch: number;
  readonly perImage: number;
}

export interface GrokTileRule {
  readonly family: 'grok-tile';
  readonly tile: number;
  readonly tokensPerTile: number;
  readonly extraTiles: number;
  readonly maxTiles: number;
}

export interface MistralRule {
  readonly family: 'mistral';
  readonly patch: number;
  readonly merge: number;
  readonly maxSide: number;
}

export interface QwenRule {
  readonly family: 'qwen';
  readonly factor: number;
  readonly minTokens: number;
  /** The default cap; low confidence where a host does not publish it. */
  readonly maxTokens: number;
  /** The cap with `vl_high_resolution_images`. */
  readonly maxTokensHighRes: number;
  readonly extraTokens: number;
  readonly maxAspect: number;
}

export interface LlamaRule {
  readonly family: 'llama';
  readonly tile: number;
  readonly maxColumns: number;
  readonly maxRows: number;
  readonly tokensPerTile: number;
}

/** The same for every picture. */
export interface FixedRule {
  readonly family: 'fixed';
  readonly tokens: number;
}

/** The model takes no pictures. */
export interface NoInputRule {
  readonly family: 'no-input';
  readonly reason: string;
}

/** The model takes pictures, and nobody has said how it counts them. */
export interface UnpublishedRule {
  readonly family: 'unpublished';
  readonly reason: string;
}

/** How a model bills the pictures it makes. */
export type OutputRule =
  | {
      readonly kind: 'table';
      /** quality → `WxH` → output tokens. */
      readonly tokens: Readonly<Record<string, Readonly<Record<string, number>>>>;
      readonly perPartialImage: number;
    }
  | {
      readonly kind: 'formula';
      readonly qualities: Readonly<Record<string, number>>;
      readonly multipleOf: number;
      readonly maxEdge: number;
      readonly maxAspect: number;
      readonly minPixels: number;
      readonly maxPixels: number;
    }
  | { readonly kind: 'fixed'; readonly tokens: Readonly<Record<string, number>> }
  | { readonly kind: 'per-image' };
