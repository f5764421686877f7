// The part of the page that asks a model. The extension holds the conversation; the page draws it.
import type { Tier } from '../core/money';

export type AskTier = Extract<Tier, 'standard' | 'flex' | 'fast'>;

/** A question one can choose; the text is what is sent, and may be edited first. */
export interface AskPrompt {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  /** Answers are JSON, and their regions are drawn on the picture. */
  readonly structured: boolean;
  /** How many pictures it is about, at least. */
  readonly pictures: number;
  /** `built-in`, or the file it is from. */
  readonly origin: string;
  /** What the prompt's file asks for: chosen with it. */
  readonly model?: string;
  readonly detail?: string;
  readonly tier?: AskTier;
}

export interface AskEndpoint {
  readonly id: string;
  readonly name: string;
  /** The models it is known to offer, for completion; anything may be typed. */
  readonly models: readonly string[];
  /** `missing`: a key has to be set first. */
  readonly key: 'set' | 'missing' | 'not-needed';
}

/** What the next question would cost, before it is sent. */
export interface AskPreview {
  /** `null`: not known, and `unknown` says why. */
  readonly imageTokens: number | null;
  readonly unknown?: string;
  readonly textTokens: number;
  /** The model's own tokenizer is not known: the number is near the truth and no more. */
  readonly textApproximate?: boolean;
  readonly outputTokens: readonly [number, number];
  /** US dollars for all of it; `null` where no price is known. */
  readonly usd: readonly [number, number] | null;
  /** Sentences: what the model is known to be bad at with this picture, what a detail omitted means. */
  readonly warnings: readonly string[];
  /** Why it cannot be sent: a refused picture, a limit that is reached, no pictures. */
  readonly blocked?: string;
  /** True above the threshold: it is asked once more before sending. */
  readonly confirm: boolean;
}

export interface AskBill {
  readonly estimatedInput: number | null;
  readonly billedInput: number | undefined;
  readonly billedOutput: number | undefined;
  readonly reasoning: number | undefined;
  readonly usd: number | null;
  readonly milliseconds: number;
  readonly servedTier?: string;
}

/** A region the answer names, in shares (0…1) of the picture. */
export interface AskRegion {
  readonly label: string;
  readonly picture: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Where the answer speaks of it: offset into the answer's text. */
  readonly at?: number;
}

export interface AskRun {
  readonly id: string;
  readonly endpoint: string;
  readonly model: string;
  readonly tier: AskTier;
  readonly status: 'sending' | 'waiting' | 'streaming' | 'done' | 'failed' | 'cancelled';
  /** What has come so far. */
  readonly text: string;
  /** For `waiting`: until when, in milliseconds since the epoch, and why. */
  readonly waiting?: { readonly until: number; readonly why: string };
  /** For `done`, where it is not complete: cut at the limit, refused, filtered. */
  readonly note?: string;
  readonly error?: { readonly message: string; readonly nextStep?: string; readonly action?: AskAction };
  readonly bill?: AskBill;
  readonly regions: readonly AskRegion[];
}

/** What a message's button does. */
export type AskAction =
  'setKey' | 'selectEndpoint' | 'retry' | 'retryStandard' | 'openLog' | 'openLimits' | 'continue';

/** A question, with one answer a model that was asked. */
export interface AskTurn {
  readonly id: string;
  readonly text: string;
  readonly pictures: readonly string[];
  readonly runs: readonly AskRun[];
}

export interface AskState {
  readonly prompts: readonly AskPrompt[];
  readonly endpoints: readonly AskEndpoint[];
  readonly endpoint: string;
  readonly model: string;
  readonly tier: AskTier;
  readonly turns: readonly AskTurn[];
}

/** A question as it stands in the form. */
export interface AskDraft {
  readonly text: string;
  readonly prompt: string | undefined;
  readonly pictures: readonly string[];
  readonly endpoint: string;
  readonly model: string;
  readonly detail: string | undefined;
  readonly tier: AskTier;
}

export type CodeLanguage = 'typescript' | 'python' | 'curl';

export type AskFromPage =
  /** Answered with `askPreview` of the same number; a newer one makes an older one void. */
  | { readonly type: 'askPreview'; readonly number: number; readonly draft: AskDraft }
  | { readonly type: 'askSend'; readonly draft: AskDraft; readonly confirmed: boolean }
  /** The same question to another model (or the same again), its answer beside the others. */
  | {
      readonly type: 'askAgain';
      readonly turn: string;
      readonly endpoint: string;
      readonly model: string;
      readonly tier: AskTier;
      readonly confirmed: boolean;
    }
  | { readonly type: 'askCancel'; readonly run: string }
  | { readonly type: 'askAction'; readonly run: string; readonly action: AskAction }
  | { readonly type: 'askCopy'; readonly run: string }
  | { readonly type: 'askInsert'; readonly run: string }
  | { readonly type: 'askSave'; readonly run: string }
  | { readonly type: 'askAsCode'; readonly run: string; readonly language: CodeLanguage }
  | { readonly type: 'askClear' };

export type AskUpdate =
  | { readonly type: 'ask'; readonly ask: AskState }
  | { readonly type: 'askPreviewed'; readonly number: number; readonly preview: AskPreview }
  /** It costs more than the threshold, or a limit is reached: the page asks, and sends again with `confirmed`. */
  | { readonly type: 'askConfirm'; readonly question: string; readonly again: AskFromPage }
  /** `from`: where in the answer's text it begins, so that a state sent in between neither doubles nor loses a piece. */
  | { readonly type: 'askDelta'; readonly run: string; readonly delta: string; readonly from?: number }
  | { readonly type: 'askRun'; readonly turn: string; readonly run: AskRun };
