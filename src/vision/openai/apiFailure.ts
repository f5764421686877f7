import { plural } from '../../core/text';
import { VisionError } from '../visionError';
import type { VisionReason } from '../visionError';
import type { ApiError } from './errorBody';
import type { Exchange } from './exchange';
import { reasonOf } from './reasonOf';
import { retryAfterSeconds } from './retryAfter';

/** What the provider said is quoted so far. */
const longestQuote = 300;

/**
 * An error that the provider sent, before its answer or within it.
 * @param error `undefined` for an answer that says nothing in the API's form
 */
export function apiFailure(
  exchange: Exchange,
  error: ApiError | undefined,
  answer: {
    readonly status?: number;
    readonly headers?: Headers | undefined;
    /** It came in place of the answer, though with the status of one. */
    readonly whole?: boolean;
  },
): VisionError {
  const status = answer.status ?? error?.status;
  const { request } = exchange;
  const reason = keyless(
    exchange,
    reasonOf(error, status, {
      pictures: request?.turns.some(turn => turn.role === 'user' && turn.pictures.length > 0) ?? false,
      flex: request?.tier === 'flex',
      whole: answer.whole === true,
    }),
  );
  const retryAfter = reason === 'rate-limit' ? retryAfterSeconds(answer.headers) : undefined;
  const requestId = answer.headers?.get('x-request-id') ?? undefined;
  const { message, nextStep } = words(exchange, reason, error, status, retryAfter);
  return new VisionError(reason, message + quoted(exchange, reason, error, status), {
    nextStep,
    ...(status === undefined ? {} : { status }),
    ...(retryAfter === undefined ? {} : { retryAfterSeconds: retryAfter }),
    ...(requestId === undefined ? {} : { requestId: exchange.secret?.removedFrom(requestId) ?? requestId }),
  });
}

/** None was sent, so none was wrong. */
function keyless(exchange: Exchange, reason: VisionReason): VisionReason {
  return reason === 'wrong-key' && exchange.secret === undefined ? 'no-key' : reason;
}

interface Words {
  readonly message: string;
  readonly nextStep: string;
}

function words(
  exchange: Exchange,
  reason: VisionReason,
  error: ApiError | undefined,
  status: number | undefined,
  retryAfter: number | undefined,
): Words {
  const { endpoint, address, request } = exchange;
  const { name } = endpoint;
  const model = request?.model ?? 'the model';
  const answered = status === undefined ? '' : ` (status ${status})`;
  switch (reason) {
    case 'no-key':
      return noKey(exchange);
    case 'wrong-key':
      return status === 403
        ? {
            message: `${name} does not let this key use ${model}${answered}.`,
            nextStep: `Check what the key may do at ${address.origin}, or set another one.`,
          }
        : {
            message: `${name} does not take the key${answered}.`,
            nextStep: `Set a key that is valid at ${address.origin}.`,
          };
    case 'no-credit':
      return {
        message: `The account at ${name} has no credit left${answered}.`,
        nextStep: 'Add credit or raise the limit of the account, then ask again. Waiting does not help.',
      };
    case 'unknown-model':
      return {
        message: `${name} has no model ${model} for this key${answered}.`,
        nextStep:
          address.local && !endpoint.needsKey
            ? 'Download the model there first, or choose one that is offered.'
            : 'Check its spelling, or choose a model that is offered.',
      };
    case 'no-vision':
      return {
        message: `${model} does not take pictures${answered}.`,
        nextStep: 'Choose a model that reads pictures.',
      };
    case 'picture-refused':
      return status === 413
        ? {
            message: `The request is larger than ${name} takes${answered}.`,
            nextStep: 'Send fewer or smaller pictures.',
          }
        : {
            message: `${name} does not take ${picturesOf(exchange, error)}${answered}.`,
            nextStep:
              'Send it as PNG, JPEG, WebP or a GIF without animation. An address has to be reachable from the internet without signing in.',
          };
    case 'bad-request':
      return { message: `${name} refuses the request${answered}.`, nextStep: requestStep(exchange, error) };
    case 'rate-limit':
      return {
        message: `${name} lets no more through at the moment${answered}.`,
        nextStep:
          retryAfter === undefined
            ? 'Try again in a minute.'
            : `Try again in ${plural(Math.ceil(retryAfter), 'second')}.`,
      };
    case 'flex-unavailable':
      return {
        message: `${name} has no room in the flex tier at the moment${answered}. Nothing is billed.`,
        nextStep: 'Try again later, or send it in the standard tier.',
      };
    case 'content-filter':
      return {
        message: `The content filter of ${name} stopped the request${answered}.`,
        nextStep: 'Ask in other words, or without the picture it objects to.',
      };
    case 'unreachable':
      return {
        message: `A proxy on the way to ${address.origin} asks for a sign-in${answered}.`,
        nextStep: 'Sign in to the proxy, or check the proxy settings.',
      };
    case 'not-the-api':
      return {
        message: `${address.baseUrl} does not answer as OpenAI’s API does${answered}.`,
        nextStep: `Check the base URL of the endpoint “${endpoint.id}” (most end with /v1) and its API.`,
      };
    case 'server-error':
    case 'connection-lost':
    case 'timeout':
    case 'cancelled':
      return {
        message: `${name} could not answer${answered}.`,
        nextStep: 'The fault is on their side: try again in a while.',
      };
  }
}

export function noKey({ endpoint, address }: Pick<Exchange, 'endpoint' | 'address'>): Words {
  const variable =
    endpoint.keyVariable === undefined
      ? ''
      : `, or give it in the environment variable ${endpoint.keyVariable}`;
  return {
    message: `There is no key for ${endpoint.name} (${address.origin}).`,
    nextStep: `Set one with “Tilescope: Set API Key”${variable}.`,
  };
}

/** Which picture, where the error names its place: `input[0].content[2].image_url`. */
function picturesOf({ request, endpoint }: Exchange, error: ApiError | undefined): string {
  const users = request?.turns.filter(turn => turn.role === 'user') ?? [];
  const pictures = users.flatMap(turn => turn.pictures);
  const [only] = pictures;
  if (only !== undefined && pictures.length === 1) return only.name;
  const place = /\[(\d+)\]\D*\[(\d+)\]\D*$/.exec(error?.param ?? '');
  // Instructions are a message of their own there.
  const before = endpoint.api === 'chat' && request?.instructions !== undefined ? 1 : 0;
  const turn = place === null ? undefined : request?.turns[Number(place[1]) - before];
  // Its text comes first.
  const picture = turn?.role === 'user' ? turn.pictures[Number(place?.[2]) - 1] : undefined;
  return picture?.name ?? 'a picture';
}

function requestStep({ request }: Exchange, error: ApiError | undefined): string {
  const param = error?.param ?? '';
  if (param === 'service_tier') return 'Send it in the standard tier, or choose another model.';
  if (param.startsWith('max_')) return 'Set another limit of output tokens.';
  if (param.endsWith('detail')) return 'Choose another detail, or leave it out.';
  if (param.startsWith('text.format') || param.startsWith('response_format')) {
    return 'Choose a model that answers in a given structure, or check the prompt’s schema.';
  }
  if (error?.code === 'context_length_exceeded') return 'Send fewer or smaller pictures, or a shorter text.';
  return request?.turns.some(turn => turn.role === 'user' && turn.pictures.length > 0) === true
    ? 'Not every model takes pictures, each tier or a given structure: choose another model, tier or prompt.'
    : 'Choose another model or prompt.';
}

/** In the provider's own words. Not where they are about the key: they may show a part of it. */
function quoted(
  { secret }: Exchange,
  reason: VisionReason,
  error: ApiError | undefined,
  status: number | undefined,
): string {
  if (error === undefined || reason === 'no-key' || (reason === 'wrong-key' && status !== 403)) return '';
  const plain = (secret?.removedFrom(error.message) ?? error.message)
    .replace(/data:[\w/+.-]*;base64,[\w+/=]*/g, 'data:…')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
  if (plain === '') return '';
  const short = plain.length > longestQuote ? `${plain.slice(0, longestQuote).trimEnd()}…` : plain;
  return ` It says: “${short}”`;
}
