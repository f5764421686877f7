import { setTimeout as sleep } from 'node:timers/promises';
import OpenAI from 'openai';
import type { Endpoint, KeySource } from '../endpoint';
import type { RunEvent, VisionProvider } from '../provider';
import type { VisionRequest } from '../request';
import { VisionError } from '../visionError';
import { addressOf } from './address';
import { apiFailure, noKey } from './apiFailure';
import { cancelled, unlessCancelled } from './cancelled';
import { chatBody } from './chatBody';
import type { ChatBody } from './chatBody';
import { chatEvents } from './chatEvents';
import { clientFor } from './client';
import { connectionFailure } from './connectionFailure';
import { readError } from './errorBody';
import type { Exchange } from './exchange';
import { waitAfter } from './patience';
import type { Patience } from './patience';
import { responsesBody } from './responsesBody';
import type { ResponsesBody } from './responsesBody';
import { responsesEvents } from './responsesEvents';
import { Secret } from './secret';
import { foreignAnswer } from './strangeAnswers';

export interface ProviderOptions {
  /** Milliseconds without a byte until a server is given up; 300,000, which is what Node's `fetch` bears itself. */
  readonly stallTimeout?: number;
  /** How often a request is sent at most, where waiting helps; 4. */
  readonly maxTries?: number;
  /** Seconds that are waited at once at most; 60. */
  readonly maxWait?: number;
}

/** A request in the words of the endpoint's API. */
type Body =
  | { readonly api: 'responses'; readonly body: ResponsesBody }
  | { readonly api: 'chat'; readonly body: ChatBody };

/** OpenAI's two APIs, at OpenAI or at anyone who speaks them, through OpenAI's own client. */
export class OpenAiProvider implements VisionProvider {
  readonly #endpoint: Endpoint;
  readonly #keys: KeySource;
  readonly #stallTimeout: number;
  readonly #patience: Patience;

  constructor(endpoint: Endpoint, keys: KeySource, options: ProviderOptions) {
    this.#endpoint = endpoint;
    this.#keys = keys;
    this.#stallTimeout = options.stallTimeout ?? 300_000;
    this.#patience = { maxTries: options.maxTries ?? 4, maxWait: options.maxWait ?? 60 };
  }

  async *run(request: VisionRequest, signal: AbortSignal): AsyncGenerator<RunEvent> {
    const newExchange = await this.#prepare(request, signal);
    const body = bodyOf(request, this.#endpoint);
    for (let tries = 1; ; tries++) {
      const exchange = newExchange();
      let begun = false;
      let wait: number;
      let why: string;
      try {
        for await (const event of answer(body, exchange)) {
          begun = true;
          yield withoutKey(event, exchange.secret);
        }
        return;
      } catch (error) {
        const failure = failureOf(error, exchange);
        const seconds = begun ? undefined : waitAfter(failure, exchange, tries, this.#patience);
        if (seconds === undefined) throw failure;
        wait = seconds;
        why = failure.message;
      }
      yield { kind: 'waiting', seconds: wait, why };
      await unlessCancelled(sleep(wait * 1000, undefined, { signal }), signal);
    }
  }

  async models(signal: AbortSignal): Promise<readonly string[]> {
    const exchange = (await this.#prepare(undefined, signal))();
    try {
      // Not `models.list`, which makes an empty list of anything.
      const body = await clientFor(exchange).get<unknown>('/models', { signal });
      const models = typeof body === 'object' && body !== null && 'data' in body ? body.data : undefined;
      if (!Array.isArray(models)) throw foreignAnswer(exchange, 200, '');
      return models.map(idOf).filter(id => id !== undefined);
    } catch (error) {
      throw failureOf(error, exchange);
    }
  }

  /** Everything that can be said before anything is sent. */
  async #prepare(request: VisionRequest | undefined, signal: AbortSignal): Promise<() => Exchange> {
    const endpoint = this.#endpoint;
    const address = addressOf(endpoint);
    const secret = Secret.of(await unlessCancelled(this.#keys.key(endpoint), signal), endpoint.name);
    if (secret === undefined && endpoint.needsKey) {
      const { message, nextStep } = noKey({ endpoint, address });
      throw new VisionError('no-key', message, { nextStep });
    }
    return () => ({
      endpoint,
      address,
      secret,
      request,
      streams: request !== undefined,
      stallTimeout: this.#stallTimeout,
      signal,
      answered: false,
    });
  }
}

function bodyOf(request: VisionRequest, endpoint: Endpoint): Body {
  return endpoint.api === 'responses'
    ? { api: 'responses', body: responsesBody(request) }
    : { api: 'chat', body: chatBody(request, endpoint) };
}

async function* answer({ api, body }: Body, exchange: Exchange): AsyncGenerator<RunEvent> {
  const client = clientFor(exchange);
  const { signal } = exchange;
  if (api === 'responses') {
    const { data, response, request_id } = await client.responses.create(body, { signal }).withResponse();
    yield* responsesEvents(data, exchange, {
      requestId: request_id ?? undefined,
      headers: response.headers,
    });
  } else {
    const { data, request_id } = await client.chat.completions.create(body, { signal }).withResponse();
    yield* chatEvents(data, exchange, { requestId: request_id ?? undefined });
  }
}

/** What a server says about itself ends in logs and in the ledger, and a server may repeat what it was sent. */
function withoutKey(event: RunEvent, secret: Secret | undefined): RunEvent {
  if (secret === undefined || event.kind === 'text' || event.kind === 'waiting') return event;
  const said = Object.entries(event).map(([name, value]: [string, unknown]) => [
    name,
    typeof value === 'string' ? secret.removedFrom(value) : value,
  ]);
  return Object.fromEntries(said) as RunEvent;
}

/** What went wrong, whoever met it first. */
function failureOf(error: unknown, exchange: Exchange): VisionError {
  if (exchange.signal.aborted) return cancelled();
  const met = exchange.failure;
  if (VisionError.is(met)) return met;
  if (VisionError.is(error)) return error;
  if (met !== undefined) return connectionFailure(exchange, met);
  if (error instanceof OpenAI.APIConnectionError) return connectionFailure(exchange, error);
  if (error instanceof OpenAI.APIError) {
    const said: unknown = error.error;
    const headers: unknown = error.headers;
    return apiFailure(exchange, readError(said) ?? { message: error.message }, {
      headers: headers instanceof Headers ? headers : undefined,
    });
  }
  // Within a stream: not JSON after all.
  if (error instanceof SyntaxError) return foreignAnswer(exchange, 200, '');
  return connectionFailure(exchange, error);
}

function idOf(model: unknown): string | undefined {
  return typeof model === 'object' && model !== null && 'id' in model && typeof model.id === 'string'
    ? model.id
    : undefined;
}
