import type { Endpoint } from '../endpoint';
import type { VisionRequest } from '../request';
import type { Address } from './address';
import type { Secret } from './secret';

/** One request and its answer: what is sent where, and what went wrong below the client. */
export interface Exchange {
  readonly endpoint: Endpoint;
  readonly address: Address;
  readonly secret: Secret | undefined;
  /** What is asked; `undefined` where it is no question (the list of models). */
  readonly request: VisionRequest | undefined;
  /** An answer that comes bit by bit, as server-sent events. */
  readonly streams: boolean;
  /** Milliseconds without a byte. */
  readonly stallTimeout: number;
  readonly signal: AbortSignal;
  /**
   * What the guarded fetch met. The client wraps errors, and takes some for others by their wording, so that they are
   * kept here as they were.
   */
  failure?: unknown;
  /** The server has begun to answer. */
  answered: boolean;
}
