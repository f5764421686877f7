import type { Endpoint } from '../endpoint';
import { VisionError } from '../visionError';

/** Where an endpoint is. */
export interface Address {
  /** The only origin the key may go to: `https://api.openai.com`. */
  readonly origin: string;
  /** Without the last slash. */
  readonly baseUrl: string;
  /** On this machine. */
  readonly local: boolean;
}

/**
 * Throws `VisionError` of reason `unreachable` where the endpoint's base URL is no address that can be asked. What is
 * wrong with it is said without repeating it, since it may hold a password.
 */
export function addressOf(endpoint: Endpoint): Address {
  const url = URL.canParse(endpoint.baseUrl) ? new URL(endpoint.baseUrl) : undefined;
  if (url === undefined || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw unusable(endpoint, 'is no http or https address');
  }
  if (url.username !== '' || url.password !== '') throw unusable(endpoint, 'holds a user name or a password');
  if (url.search !== '' || url.hash !== '') throw unusable(endpoint, 'goes on with a query or a fragment');
  return {
    origin: url.origin,
    baseUrl: url.href.replace(/\/+$/, ''),
    local: /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname),
  };
}

function unusable(endpoint: Endpoint, what: string): VisionError {
  return new VisionError('unreachable', `The base URL of ${endpoint.name} ${what}.`, {
    nextStep: `Give the endpoint “${endpoint.id}” one that reads like https://api.example.com/v1.`,
  });
}
