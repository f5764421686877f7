import type { Model } from '../../../core/models/model';
import type { Lookup } from '../../../core/models/registry';
import type { Tier } from '../../../core/money';
import type { OutputEstimate } from '../../../core/tokens/output';
import type { Detail } from '../../../core/tokens/types';
import type { Assessment } from '../../assess';
import type { CallImage, VisionCall } from '../call';
import type { UnknownReason } from '../value';
import type { Range } from './range';

/** Which model a call is priced for. */
export type CallModel =
  | { readonly kind: 'known'; readonly asked: string; readonly model: Model }
  /**
   * An environment variable says which; the code itself says what to take where it is not set, and the price is for
   * that.
   */
  | { readonly kind: 'fallback'; readonly asked: string; readonly model: Model; readonly variable: string }
  /** The code states a name that is no model's. */
  | { readonly kind: 'unknown-name'; readonly lookup: Extract<Lookup, { found: false }> }
  /** One of several, by a condition: priced for each. */
  | { readonly kind: 'choice'; readonly asked: readonly string[]; readonly priced: readonly PricedCall[] }
  /** Left out, or it comes from somewhere that is not known. */
  | { readonly kind: 'unstated'; readonly reason: UnknownReason | undefined };

/** A picture of a call that was looked at; of a glob there are as many as it finds. */
export interface PricedPicture {
  readonly assessment: Assessment;
  /** The detail it was priced with, and where more than one is possible, what it costs at all of them. */
  readonly detail: Detail | undefined;
  readonly tokens: Range | undefined;
  readonly costUsd: Range | undefined;
}

export interface PricedImage {
  readonly image: CallImage;
  readonly pictures: readonly PricedPicture[];
  /** What is there now is counted; what the program finds later may be another number of them. */
  readonly approximate: boolean;
  /** For all of its pictures. `undefined` where one of them has no number. */
  readonly tokens: Range | undefined;
  readonly costUsd: Range | undefined;
  /** Why there is no number, in a few words: `set by the environment variable IMG`, `no such file`. */
  readonly why: string | undefined;
}

/** The text of the prompt. */
export interface PricedText {
  /** Of one request. */
  readonly tokens: number;
  readonly costUsd: number | undefined;
  /** Counted with the model's own tokenizer; otherwise with one of another vendor's, which is near and no more. */
  readonly exact: boolean;
  /** Parts of the prompt are filled in at run time and are not counted. */
  readonly partial: boolean;
}

export interface CallTotals {
  /** How often the call is made: for each round of a loop, each caller. 1 where nothing repeats it. */
  readonly requests: number;
  /** Pictures over all requests. */
  readonly images: Range;
  /** The number of pictures depends on what is found when the program runs. */
  readonly approximate: boolean;
  /** Image tokens over all requests, of the pictures that have a number. `undefined` where none has. */
  readonly tokens: Range | undefined;
  /** For the same. */
  readonly costUsd: Range | undefined;
  /** Image tokens of the dearest single request. */
  readonly requestTokens: number;
  /** Bytes of the pictures of the largest request, as the API gets them (Base64 where they are). */
  readonly requestBytes: number;
  /** Pictures of the fullest single request. */
  readonly requestImages: number;
  /** Pictures without a number, because the model refuses them, they cannot be read, or are not known. */
  readonly refused: number;
  readonly unreadable: number;
  readonly missing: number;
  readonly unknown: number;
}

/** A call, and what it costs. Every face shows this and works out nothing itself. */
export interface PricedCall {
  readonly call: VisionCall;
  readonly model: CallModel;
  readonly tier: Tier;
  /** Where the tier is from: `the call`, `settings`, … */
  readonly tierOrigin: string;
  readonly images: readonly PricedImage[];
  readonly text: PricedText | undefined;
  /** For pictures that are made: what they cost, per picture and in all. */
  readonly output:
    | {
        readonly each: OutputEstimate | undefined;
        readonly count: number | undefined;
        readonly tokens: number | undefined;
        readonly costUsd: number | undefined;
        /** Why there is no number. */
        readonly why: string | undefined;
      }
    | undefined;
  readonly totals: CallTotals;
}
