import { VisionError } from '../visionError';
import type { Exchange } from './exchange';

/** A server that sends us elsewhere: the key would go there too. */
export function redirected(exchange: Exchange, response: Response): VisionError {
  const { endpoint, address } = exchange;
  const location = response.headers.get('location');
  const target =
    location !== null && URL.canParse(location, address.origin)
      ? new URL(location, address.origin)
      : undefined;
  const where =
    target === undefined || target.origin === address.origin ? 'elsewhere' : `to ${target.origin}`;
  return new VisionError(
    'not-the-api',
    `${address.origin} sends the request on ${where}. It was not followed, since the key is for ${address.origin} alone.`,
    {
      nextStep: `If that is where ${endpoint.name} is now, change the base URL of the endpoint “${endpoint.id}”.`,
      status: response.status,
    },
  );
}

/** A page, or JSON of another kind, where the answer should be. */
export function foreignAnswer(exchange: Exchange, status: number, mediaType: string): VisionError {
  const { endpoint, address } = exchange;
  const what =
    mediaType === 'text/html'
      ? 'a web page'
      : mediaType === ''
        ? 'something else'
        : `something else (${mediaType})`;
  return new VisionError(
    'not-the-api',
    `${address.baseUrl} answers with ${what}, not in the format of OpenAI’s ${words(endpoint.api)}.`,
    {
      nextStep: `Check the base URL of the endpoint “${endpoint.id}” (most end with /v1) and its API. A proxy or a sign-in page of the network may also stand in between.`,
      status,
    },
  );
}

export function stalled(exchange: Exchange): VisionError {
  const { endpoint, address, stallTimeout } = exchange;
  const seconds = Math.round(stallTimeout / 100) / 10;
  return new VisionError(
    'timeout',
    `${endpoint.name} has sent nothing for ${seconds === 1 ? 'a second' : `${seconds} seconds`}.`,
    {
      nextStep: address.local
        ? 'The model may still be loading, or be too large for this machine: try again, or choose a smaller one.'
        : 'Try again. If it stays silent, choose another model or tier.',
    },
  );
}

/** The client was made for this very address: only a mistake of ours leads elsewhere, and then nothing is sent. */
export function strayRequest(exchange: Exchange): VisionError {
  return new VisionError(
    'unreachable',
    `A request was to leave ${exchange.address.origin}, and was not sent.`,
    {
      nextStep: `Check the base URL of the endpoint “${exchange.endpoint.id}”.`,
    },
  );
}

function words(api: 'responses' | 'chat'): string {
  return api === 'responses' ? 'Responses API' : 'Chat Completions API';
}
