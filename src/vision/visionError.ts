export type VisionReason =
  /** No key is stored for the endpoint, and none is in the environment. */
  | 'no-key'
  /** The provider does not take the key, or it may not use this model. */
  | 'wrong-key'
  | 'no-credit'
  /** The model is not there, or not for this key. */
  | 'unknown-model'
  | 'no-vision'
  /** The picture: format, size, an address that cannot be fetched. */
  | 'picture-refused'
  /** Some other part of the request. */
  | 'bad-request'
  | 'rate-limit'
  /** The flex tier has no room now. */
  | 'flex-unavailable'
  | 'content-filter'
  /** The connection ended in mid-stream: what came is kept. */
  | 'connection-lost'
  /** Nobody answers at the address. */
  | 'unreachable'
  | 'server-error'
  | 'timeout'
  /** The endpoint answers with something that is not the API's format. */
  | 'not-the-api'
  | 'cancelled';

/** Why there is no answer, or only a part of one. `message` says what and where, `nextStep` what to do. No key is in either. */
export class VisionError extends Error {
  override readonly name = 'VisionError';

  constructor(
    readonly reason: VisionReason,
    message: string,
    readonly details: {
      readonly nextStep?: string;
      /** HTTP status. */
      readonly status?: number;
      /** As the provider asks, for `rate-limit`. */
      readonly retryAfterSeconds?: number;
      /** To quote to the provider's support. */
      readonly requestId?: string;
    } = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
  }

  /** By its name, not its class: the providers are a bundle of their own, with a copy of this class in it. */
  static is(error: unknown, reason?: VisionReason): error is VisionError {
    return (
      error instanceof Error &&
      error.name === 'VisionError' &&
      'reason' in error &&
      (reason === undefined || error.reason === reason)
    );
  }
}
