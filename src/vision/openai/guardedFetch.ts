import { apiFailure } from './apiFailure';
import { readError } from './errorBody';
import type { Exchange } from './exchange';
import { foreignAnswer, redirected, stalled, strayRequest } from './strangeAnswers';
import { watched } from './watchedBody';

/** All that leaves, apart from the key: no organisation, no platform, nothing that the environment could add. */
const headersSent = ['accept', 'content-type', 'user-agent'];

/** An answer that is none is read so far, to see what it says. */
const longestExplanation = 64 * 1024;

type Fetch = typeof globalThis.fetch;

/**
 * The global `fetch` (in VS Code it knows the user's proxy and certificates) with a guard before it: the key goes to
 * the endpoint's own origin, redirects are not followed, a server that falls silent is given up, and an answer that is
 * not the API's is said to be so. What goes wrong is kept in `exchange.failure`.
 */
export function guardedFetch(exchange: Exchange): Fetch {
  return async (input, init) => {
    try {
      return await send(exchange, input, init ?? {});
    } catch (error) {
      exchange.failure ??= error;
      throw error;
    }
  };
}

async function send(exchange: Exchange, input: Parameters<Fetch>[0], init: RequestInit): Promise<Response> {
  const url = new URL(input instanceof Request ? input.url : input);
  if (url.origin !== exchange.address.origin) throw strayRequest(exchange);
  const given = new Headers(init.headers);
  const headers = new Headers();
  for (const name of headersSent) {
    const value = given.get(name);
    if (value !== null) headers.set(name, value);
  }
  if (exchange.secret !== undefined) headers.set('authorization', exchange.secret.authorization());

  const silence = new AbortController();
  const stall = (): void => {
    exchange.failure ??= stalled(exchange);
    silence.abort();
  };
  const timer = setTimeout(stall, exchange.stallTimeout);
  const signal = AbortSignal.any([exchange.signal, silence.signal, ...(init.signal ? [init.signal] : [])]);
  let response: Response;
  try {
    response = await globalThis.fetch(url, {
      ...(init.method === undefined ? {} : { method: init.method }),
      ...(init.body === undefined ? {} : { body: init.body }),
      headers,
      redirect: 'manual',
      signal,
    });
  } finally {
    clearTimeout(timer);
  }
  exchange.answered = true;
  if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400)) {
    await response.body?.cancel();
    throw redirected(exchange, response);
  }
  const body = watched(response.body, exchange.stallTimeout, stall);
  const guarded = new Response(body, {
    status: response.status,
    statusText: response.statusText,
    headers: response.headers,
  });
  if (!response.ok) throw await refusal(exchange, guarded);
  if (!expected(guarded, exchange)) throw await unexpected(exchange, guarded);
  return guarded;
}

/** Some servers do not say what they send; those that do are believed. */
function expected(response: Response, exchange: Exchange): boolean {
  const type = mediaType(response);
  if (type === 'text/html') return false;
  return exchange.streams ? !isJson(type) : true;
}

async function unexpected(exchange: Exchange, response: Response): Promise<Error> {
  const body = parsed(await start(response));
  // Some servers say no with status 200.
  const error = typeof body === 'object' && body !== null && 'error' in body ? readError(body) : undefined;
  return error === undefined
    ? foreignAnswer(exchange, response.status, mediaType(response))
    : apiFailure(exchange, error, { headers: response.headers, whole: true });
}

/** The client would drop what is not in OpenAI's own form. */
async function refusal(exchange: Exchange, response: Response): Promise<Error> {
  const { status, headers } = response;
  const text = await start(response);
  const said =
    mediaType(response) === 'text/html' ? undefined : (readError(parsed(text)) ?? { message: text });
  return apiFailure(exchange, said, { status, headers });
}

async function start(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  const body: AsyncIterable<Uint8Array> | null = response.body;
  for await (const piece of body ?? []) {
    text += decoder.decode(piece, { stream: true });
    if (text.length > longestExplanation) break;
  }
  return text;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON after all: then it says nothing.
    return undefined;
  }
}

function mediaType(response: Response): string {
  return (response.headers.get('content-type')?.split(';', 1)[0] ?? '').trim().toLowerCase();
}

function isJson(type: string): boolean {
  return type === 'application/json' || type.endsWith('+json');
}
