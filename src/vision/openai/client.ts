import OpenAI from 'openai';
import type { Exchange } from './exchange';
import { guardedFetch } from './guardedFetch';

/** What the client is given in place of the key, which only the guarded fetch holds. */
const placeholder = 'none';

/** Longer than any answer takes: how long a server may be silent is watched below. */
const never = 24 * 60 * 60 * 1000;

/**
 * OpenAI's client for one exchange. Everything it would else take from the environment (`OPENAI_BASE_URL`,
 * `OPENAI_ORG_ID`, `OPENAI_LOG`, …) is said here; the headers of `OPENAI_CUSTOM_HEADERS` go no further than the guarded
 * fetch. Retrying is ours, so that waiting can be shown.
 */
export function clientFor(exchange: Exchange): OpenAI {
  return new OpenAI({
    baseURL: exchange.address.baseUrl,
    apiKey: placeholder,
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    maxRetries: 0,
    timeout: never,
    logLevel: 'off',
    logger: { error: silence, warn: silence, info: silence, debug: silence },
    fetch: guardedFetch(exchange),
  });
}

function silence(): void {
  // Whatever it would print could be of the user's: a request, an answer.
}
