import type { VisionError } from '../visionError';
import type { Exchange } from './exchange';

export interface Patience {
  /** How often a request is sent at most, the first time counted. */
  readonly maxTries: number;
  /** Seconds that are waited at once at most; whoever asks for more is not waited for. */
  readonly maxWait: number;
}

/** Seconds before the second try; each further one waits twice as long. */
const firstWait = 1;

/**
 * Seconds to wait before it is tried again; `undefined` where that would not help, would be too long, or could bill
 * twice what has been begun.
 * @param tries how often it has been sent
 */
export function waitAfter(
  error: VisionError,
  exchange: Exchange,
  tries: number,
  { maxTries, maxWait }: Patience,
): number | undefined {
  if (tries >= maxTries) return undefined;
  const backoff = Math.min(firstWait * 2 ** (tries - 1), maxWait);
  switch (error.reason) {
    case 'rate-limit': {
      const wait = error.details.retryAfterSeconds ?? backoff;
      return wait <= maxWait ? wait : undefined;
    }
    case 'server-error':
      // Of a request, not of an answer that had begun.
      return error.details.status === undefined ? undefined : backoff;
    case 'connection-lost':
      // A connection that was kept open may have been closed in the meantime.
      return exchange.answered ? undefined : backoff;
    default:
      return undefined;
  }
}
