// How the server can be asked to misbehave: once, for the next request, or for so many.
import { isObject, type JsonObject } from './json';
import { invalid, unknownModel, WireError } from './wireError';

interface When {
  /** The path it is meant for (`/v1/models`); the next question to a model, by default. */
  readonly on?: string;
  /** For how many requests: 1 by default. The client tries again by itself, where it is not told otherwise. */
  readonly times?: number;
}

/** Answers with an error instead. */
export type Refuse =
  | { readonly kind: 'wrong-key' }
  | { readonly kind: 'forbidden' }
  | { readonly kind: 'unknown-model' }
  | { readonly kind: 'no-vision' }
  | { readonly kind: 'picture-policy' }
  | { readonly kind: 'rate-limit'; readonly retryAfterSeconds?: number }
  | { readonly kind: 'no-credit' }
  | { readonly kind: 'flex-unavailable' }
  | { readonly kind: 'server-error'; readonly status?: number }
  /** Something that is not the API: a page of a proxy. */
  | { readonly kind: 'html'; readonly status?: number }
  /** To another origin, which must not get the key. */
  | { readonly kind: 'redirect'; readonly to: string };

/** Answers, but not as it should. A delta is a piece of the text. */
export type Disturb =
  | { readonly kind: 'slow'; readonly ms: number }
  /** Falls silent. */
  | { readonly kind: 'stall'; readonly afterDeltas: number }
  /** Breaks the connection. */
  | { readonly kind: 'cut'; readonly afterDeltas: number }
  /** An error inside of the stream. */
  | { readonly kind: 'failed'; readonly afterDeltas: number }
  | { readonly kind: 'refusal'; readonly text?: string }
  | {
      readonly kind: 'incomplete';
      readonly reason: 'max_output_tokens' | 'content_filter';
      readonly afterDeltas: number;
    }
  /** As compatible servers do that never count. */
  | { readonly kind: 'no-usage' }
  | { readonly kind: 'answer'; readonly text: string };

export type Behaviour = (Refuse | Disturb) & When;

const questions = ['/v1/responses', '/v1/chat/completions'];

/** What has been asked for and not come yet, first come first served. */
export class Behaviours {
  private waiting: { readonly behaviour: Behaviour; left: number }[] = [];

  add(behaviour: Behaviour): void {
    this.waiting.push({ behaviour, left: behaviour.times ?? 1 });
  }

  /** Takes the one for this path, if there is one. */
  take(path: string): Behaviour | undefined {
    const entry = this.waiting.find(({ behaviour: { on } }) =>
      on === undefined ? questions.includes(path) : on === path,
    );
    if (entry === undefined) return undefined;
    entry.left -= 1;
    if (entry.left <= 0) this.waiting = this.waiting.filter(other => other !== entry);
    return entry.behaviour;
  }

  clear(): void {
    this.waiting = [];
  }
}

/** The behaviour in a body of `POST /_behave`. */
export function readBehaviour(body: unknown): Behaviour {
  const fail = (message: string): never => {
    throw invalid({ message });
  };
  if (!isObject(body)) return fail('A behaviour is an object with a "kind".');
  const when = { ...textField(body, 'on'), ...numberField(body, 'times') };
  const afterDeltas = typeof body.afterDeltas === 'number' ? body.afterDeltas : 3;
  switch (body.kind) {
    case 'wrong-key':
    case 'forbidden':
    case 'unknown-model':
    case 'no-vision':
    case 'picture-policy':
    case 'no-credit':
    case 'flex-unavailable':
    case 'no-usage':
      return { kind: body.kind, ...when };
    case 'rate-limit':
      return { kind: body.kind, ...when, ...numberField(body, 'retryAfterSeconds') };
    case 'server-error':
    case 'html':
      return { kind: body.kind, ...when, ...numberField(body, 'status') };
    case 'redirect':
      return typeof body.to === 'string'
        ? { kind: body.kind, ...when, to: body.to }
        : fail('A redirect goes "to" an address.');
    case 'slow':
      return typeof body.ms === 'number'
        ? { kind: body.kind, ...when, ms: body.ms }
        : fail('How slow is said in "ms".');
    case 'stall':
    case 'cut':
    case 'failed':
      return { kind: body.kind, ...when, afterDeltas };
    case 'refusal':
      return { kind: body.kind, ...when, ...textField(body, 'text') };
    case 'incomplete':
      return body.reason === 'max_output_tokens' || body.reason === 'content_filter'
        ? { kind: body.kind, ...when, reason: body.reason, afterDeltas }
        : fail('The reason is "max_output_tokens" or "content_filter".');
    case 'answer':
      return typeof body.text === 'string'
        ? { kind: body.kind, ...when, text: body.text }
        : fail('The answer is in "text".');
    default:
      return fail(`There is no behaviour ${JSON.stringify(body.kind)}.`);
  }
}

function textField<Key extends string>(body: JsonObject, key: Key): Partial<Record<Key, string>> {
  const value = body[key];
  return typeof value === 'string' ? ({ [key]: value } as Record<Key, string>) : {};
}

function numberField<Key extends string>(body: JsonObject, key: Key): Partial<Record<Key, number>> {
  const value = body[key];
  return typeof value === 'number' ? ({ [key]: value } as Record<Key, number>) : {};
}

/** The error a behaviour stands for; `undefined` for those that answer. `model` is the one that was asked. */
export function errorFor(behaviour: Behaviour, model: string): WireError | undefined {
  switch (behaviour.kind) {
    case 'wrong-key':
      return invalid({
        message:
          'Incorrect API key provided: sk-wrong. You can find your API key at https://platform.openai.com/account/api-keys.',
        code: 'invalid_api_key',
        status: 401,
      });
    case 'forbidden':
      return invalid({
        message: `Project \`proj_demo\` does not have access to model \`${model}\``,
        code: 'model_not_found',
        status: 403,
      });
    case 'unknown-model':
      return unknownModel(model);
    case 'no-vision':
      return noVision();
    case 'picture-policy':
      return new WireError(400, {
        message: 'Your input image may contain content that is not allowed by our safety system.',
        type: 'image_generation_user_error',
        param: null,
        code: 'content_policy_violation',
      });
    case 'rate-limit': {
      const seconds = behaviour.retryAfterSeconds ?? 20;
      return new WireError(
        429,
        {
          message: `Rate limit reached for ${model} in organization org-demo on tokens per min (TPM): Limit 30000, Used 29100, Requested 1600. Please try again in ${seconds}s. Visit https://platform.openai.com/account/rate-limits to learn more.`,
          type: 'tokens',
          param: null,
          code: 'rate_limit_exceeded',
        },
        {
          'retry-after': String(seconds),
          'x-ratelimit-limit-tokens': '30000',
          'x-ratelimit-remaining-tokens': '900',
        },
      );
    }
    case 'no-credit':
      return new WireError(429, {
        message:
          'You exceeded your current quota, please check your plan and billing details. For more information on this error, read the docs: https://platform.openai.com/docs/guides/error-codes/api-errors.',
        type: 'insufficient_quota',
        param: null,
        code: 'insufficient_quota',
      });
    case 'flex-unavailable':
      return new WireError(429, {
        message: 'Resource Unavailable: there is not enough capacity for flex processing right now.',
        type: 'resource_unavailable',
        param: null,
        code: 'resource_unavailable',
      });
    case 'server-error':
      return serverError(behaviour.status ?? 500);
    default:
      return undefined;
  }
}

export function noVision(): WireError {
  return invalid({
    message: 'Invalid content type. image_url is only supported by certain models.',
    // The place of the part that the model does not take, as the API names it.
    param: 'messages.[0].content.[1].type',
  });
}

function serverError(status: number): WireError {
  const message =
    status === 503
      ? 'The engine is currently overloaded, please try again later'
      : 'The server had an error while processing your request. Sorry about that!';
  return new WireError(status, { message, type: 'server_error', param: null, code: null });
}
