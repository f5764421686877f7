import type { VisionRequest } from './request';

/** What the provider says it bills. */
export interface Billed {
  readonly inputTokens: number;
  /** Of these, read from the prompt cache. */
  readonly cachedInputTokens: number;
  readonly outputTokens: number;
  /** Of these, spent on reasoning that is not shown. */
  readonly reasoningTokens: number;
}

/** What comes back, in the order it comes. */
export type RunEvent =
  /** The provider has taken the request. `model` is the one that answers, as it names itself. */
  | { readonly kind: 'started'; readonly model?: string; readonly requestId?: string }
  | { readonly kind: 'text'; readonly delta: string }
  /** It will be tried again, after so many seconds: what happened, in a sentence. */
  | { readonly kind: 'waiting'; readonly seconds: number; readonly why: string }
  /** The last event of a run that was not stopped by an error. */
  | {
      readonly kind: 'finished';
      /** `length`: cut at the limit of output tokens. `refused`: the model declined; the text is its reason. `filtered`: the provider's content filter stopped it. */
      readonly end: 'complete' | 'length' | 'refused' | 'filtered';
      /** `undefined` where the provider does not say (many compatible servers, VS Code's own models). */
      readonly billed: Billed | undefined;
      /** The tier that was really used, as the provider names it. */
      readonly servedTier?: string;
    };

/** Someone who answers questions about pictures. */
export interface VisionProvider {
  /**
   * Sends the request and yields what comes. Ends after `finished`; throws {@link VisionError} for everything that goes
   * wrong, with what has come until then already yielded. An aborted run throws the reason `cancelled`.
   */
  run(request: VisionRequest, signal: AbortSignal): AsyncIterable<RunEvent>;
  /** The ids of the models it offers; throws {@link VisionError}. */
  models(signal: AbortSignal): Promise<readonly string[]>;
}
