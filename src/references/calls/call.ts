import type { ImageReference } from '../reference';
import type { Span } from './expression';
import type { UnknownReason } from './value';

/** Whose wire format a call speaks. */
export type Api =
  | 'openai.responses'
  | 'openai.chat'
  | 'openai.images.generate'
  | 'openai.images.edit'
  | 'anthropic.messages'
  | 'google.generate'
  /** Vercel's AI SDK: its own message parts for every provider. */
  | 'vercel.ai'
  /** LangChain's messages, in Python and JavaScript. */
  | 'langchain'
  /** OpenAI's chat format for every provider. */
  | 'litellm'
  /** Amazon Bedrock's own format for every model. */
  | 'bedrock.converse'
  | 'ollama'
  | 'pydantic-ai'
  | 'llamaindex';

/** What a call says, leaves out, or takes from somewhere that is not known. */
export type Setting =
  | {
      readonly kind: 'stated';
      readonly value: string;
      /** Where it is written: what stands between the quotes of its literal, if `literal`; else where it is taken from. */
      readonly span: Span;
      readonly literal: boolean;
    }
  /** One of these, by a condition or by who calls. */
  | { readonly kind: 'choice'; readonly values: readonly string[]; readonly span: Span }
  | { readonly kind: 'omitted' }
  | {
      readonly kind: 'unknown';
      readonly reason: UnknownReason;
      readonly span: Span;
      /** What the code takes where an environment variable is not set. */
      readonly fallback?: string;
    };

/**
 * A call that sends pictures to a model (or has it make some), as the code states it. Nothing is looked up: which file
 * a reference is, and what the model charges, is `priceCall`'s to say. Offsets are those of the text that was read.
 */
export interface VisionCall {
  readonly api: Api;
  /** The call as written: `client.responses.create`; `POST /v1/responses` for a request that is data. */
  readonly callee: string;
  /** The whole call or request. */
  readonly span: Span;
  /** The first character of the statement it stands in: the lens goes above its line. */
  readonly statement: number;
  /**
   * Who is asked, as far as the code says: `openai`, `azure`, `anthropic`, `google`, `openrouter`, …; `compatible` for
   * a base URL that is nobody's we know; `undefined` where the client comes from somewhere else.
   */
  readonly provider: string | undefined;
  /** The base URL, where the code states one. */
  readonly baseUrl?: string;
  /** As it is asked for, without what only the SDK adds to choose a provider (`openai/`, `gemini/`). */
  readonly model: Setting;
  /** `service_tier`. A batch request file has `batch` here. */
  readonly tier: Setting;
  readonly images: readonly CallImage[];
  /** The prompt, as far as the code holds it: system, user and assistant text, in order. */
  readonly texts: readonly CallText[];
  /** What could not be followed, apart from the model and what a picture says of itself. */
  readonly unknowns: readonly CallUnknown[];
  /** For pictures that are made. */
  readonly output?: {
    readonly size: Setting;
    readonly quality: Setting;
    /** How many; `undefined` where it is not known. */
    readonly count: number | undefined;
  };
}

export interface CallImage {
  /** Where the picture is named within the call: the value of its part. */
  readonly span: Span;
  /** The literals that name it, wherever they stand in this text: a hover there is about this call. */
  readonly literals: readonly Span[];
  readonly source: ImageSource;
  readonly detail: Setting;
  /**
   * Where a detail can be added to the part: the offset, and what to write with `DETAIL` in its place (quotes, commas
   * and the language's own spelling included); absent where the format has none, or it is written elsewhere.
   */
  readonly insertDetail?: { readonly offset: number; readonly text: string };
  /** How the picture is handed over. */
  readonly sent: 'data-url' | 'base64' | 'bytes' | 'url' | 'path' | 'file-id' | 'text' | 'unknown';
  /** As the program says: `image/png`. */
  readonly mediaType?: string;
  /** Absent where it goes with every request. */
  readonly turn?: {
    /** `either`: this or another of its group, by a condition. `each`: one request for each of the group. */
    readonly by: 'either' | 'each';
    readonly group: number;
    /** Of its group: pictures with the same option go together. */
    readonly option: number;
  };
  /** May be left out: appended in a branch, filtered. */
  readonly optional?: boolean;
  /** Stands for as many as there are when the program runs. */
  readonly repeated?: boolean;
}

export type ImageSource =
  /** A path, an address, or the bytes themselves. `anchored`: relative to the document's folder and nothing else. */
  | { readonly kind: 'reference'; readonly reference: ImageReference; readonly anchored: boolean }
  /** What a glob finds at the time. */
  | {
      readonly kind: 'several';
      readonly pattern: string;
      readonly base: 'document' | 'working';
      readonly narrowed: boolean;
    }
  /** On the provider's side: an uploaded file, a storage address. */
  | { readonly kind: 'held'; readonly name: string }
  /** The file is known and what is sent is made from it (`sharp(…).resize(…)`): its own size says nothing. */
  | {
      readonly kind: 'changed';
      readonly reference: ImageReference;
      readonly anchored: boolean;
      readonly how: string;
    }
  | { readonly kind: 'unknown'; readonly reason: UnknownReason };

export interface CallText {
  readonly text: string;
  readonly span: Span;
  /** Parts of it are filled in at run time, and are not in `text`. */
  readonly partial: boolean;
}

export interface CallUnknown {
  readonly what: 'messages' | 'images' | 'text';
  readonly reason: UnknownReason;
  readonly span: Span;
}
