import type { Confidence, Model, Source } from '../models/model';
import type { RuleFamily } from '../models/rules';
import type { Size } from '../size';

/** `low`, `high`, `original` and `auto` at OpenAI; `low`, `medium`, `high` and `ultra_high` (media resolution) at Google. */
export type Detail = string;

export const noWarnings: readonly Warning[] = [];

/** A stage between the picture as it is and as the model sees it. `before` equals `after` where it changes nothing. */
export interface Step {
  /** "Fit to 2,048 px", "Short side to 768 px", … */
  readonly name: string;
  readonly before: Size;
  readonly after: Size;
}

/** The cells that are paid for, laid over the picture as the model sees it. */
export interface Grid {
  readonly kind: 'tile' | 'patch' | 'token';
  /** Side of a cell in pixels of the seen picture; `null` where cells are not square pixels. */
  readonly cell: number | null;
  readonly columns: number;
  readonly rows: number;
  /** Pixels of the last column and of the last row that hold picture; equal to `cell` where nothing is partial. */
  readonly lastColumn: number | null;
  readonly lastRow: number | null;
  /** Share (0…1) of the paid area that holds no picture. */
  readonly wasted: number;
}

/** tokens = base + cells × perCell, rounded up; `explainArithmetic` writes it out. */
export interface Arithmetic {
  readonly cells: number;
  /** What a cell is called: patch, tile, token … */
  readonly unit: string;
  readonly perCell: number;
  readonly base: number;
}

export type RejectionReason =
  | 'too-many-patches'
  | 'too-many-pixels'
  | 'unsupported-detail'
  | 'aspect-ratio'
  | 'no-image-input'
  | 'unsupported-format'
  | 'animated'
  | 'too-many-bytes'
  | 'invalid-size';

/** Why the API would answer with an error instead of a bill. */
export interface Rejection {
  readonly reason: RejectionReason;
  /** What, and the way out. */
  readonly message: string;
}

export type WarningCode =
  | 'omitted-detail'
  | 'detail-not-cheaper'
  | 'detail-has-no-effect'
  | 'disputed-rule'
  | 'unverified-rule'
  | 'implausible-rule'
  | 'promotional-price'
  | 'price-unknown'
  | 'tier-unavailable'
  | 'long-context-price'
  | 'orientation'
  | 'animation'
  | 'extension-mismatch'
  | 'image';

export interface Warning {
  readonly code: WarningCode;
  readonly message: string;
}

export interface RuleReference {
  readonly family: RuleFamily;
  readonly sources: readonly (Source & { readonly key: string })[];
  /** The first source as one would cite it: its address, or its title. */
  readonly source: string;
  readonly confidence: Confidence;
  /** The day the figures were last checked, ISO. */
  readonly asOf: string;
}

interface EstimateBase {
  readonly model: Model;
  readonly size: Size;
  /** As asked; `undefined` where it was omitted. */
  readonly detail: Detail | undefined;
  /** The level in force; `null` where the model knows none. */
  readonly effectiveDetail: Detail | null;
  readonly tier: string;
  readonly warnings: readonly Warning[];
  readonly rule: RuleReference;
}

/** The API takes the picture and this is what it bills. */
export interface CountedEstimate extends EstimateBase {
  readonly outcome: 'counted';
  readonly tokens: number;
  /** Where sources allow more than one count: from, to. `tokens` is the one to budget with. */
  readonly tokensRange: readonly [number, number] | null;
  /** US dollars for the picture's input tokens; `null` where no price is known (a warning says why). */
  readonly costUsd: number | null;
  readonly costRangeUsd: readonly [number, number] | null;
  /** US dollars per million tokens that were applied. */
  readonly rate: number | null;
  readonly seen: Size | null;
  readonly steps: readonly Step[];
  readonly grid: Grid | null;
  readonly arithmetic: Arithmetic;
}

/** The API refuses the picture. */
export interface RejectedEstimate extends EstimateBase {
  readonly outcome: 'rejected';
  readonly rejected: Rejection;
  readonly steps: readonly Step[];
}

/** The model takes pictures, but how it counts them is not known. */
export interface UnpublishedEstimate extends EstimateBase {
  readonly outcome: 'unpublished';
  readonly reason: string;
}

export type Estimate = CountedEstimate | RejectedEstimate | UnpublishedEstimate;

/** What a family's file answers; `estimate` adds the model, the money and the source. */
export type Count =
  | (Pick<
      CountedEstimate,
      'outcome' | 'tokens' | 'tokensRange' | 'effectiveDetail' | 'seen' | 'steps' | 'grid' | 'arithmetic'
    > & { readonly warnings: readonly Warning[] })
  | Pick<RejectedEstimate, 'outcome' | 'rejected' | 'steps' | 'effectiveDetail' | 'warnings'>
  | Pick<UnpublishedEstimate, 'outcome' | 'reason' | 'effectiveDetail' | 'warnings'>;

/** What the caller knows beyond size and detail. */
export interface CountOptions {
  /** For messages. */
  readonly modelId: string;
  /** `input_fidelity: "high"` (gpt-image). */
  readonly inputFidelity?: 'low' | 'high';
}
