import type { Tier } from '../core/money';

/** The tiers a request can be sent in; `cached` and `batch` are prices, not something one asks for. */
export type RequestTier = Extract<Tier, 'standard' | 'flex' | 'fast'>;

/** A picture as it is sent. */
export interface RequestPicture {
  /** A file's name, for messages and exported code. */
  readonly name: string;
  readonly source:
    | {
        readonly kind: 'bytes';
        readonly bytes: Uint8Array;
        readonly mediaType: string;
        /** Where the bytes are from, as exported code is to name it; its `name` where there is none. */
        readonly path?: string;
      }
    /** By its own address: the provider fetches it. */
    | { readonly kind: 'url'; readonly url: string };
  /** `undefined`: left out, which each model reads its own way. */
  readonly detail: string | undefined;
}

export interface UserTurn {
  readonly role: 'user';
  readonly text: string;
  readonly pictures: readonly RequestPicture[];
}

export interface AssistantTurn {
  readonly role: 'assistant';
  readonly text: string;
}

export type Turn = UserTurn | AssistantTurn;

/** An answer that is to be JSON of this shape. */
export interface AnswerSchema {
  /** Letters, digits, `_` and `-`: what the API calls it by. */
  readonly name: string;
  /** JSON Schema in the strict subset: every object closed, every property required. */
  readonly schema: Readonly<Record<string, unknown>>;
}

/** One question to a model, in no vendor's words. */
export interface VisionRequest {
  /** As the endpoint names it. */
  readonly model: string;
  readonly tier: RequestTier;
  readonly instructions?: string;
  /** Oldest first; the last is the user's. */
  readonly turns: readonly Turn[];
  readonly schema?: AnswerSchema;
  readonly maxOutputTokens?: number;
}
