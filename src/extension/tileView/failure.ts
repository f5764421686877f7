import type { ImageErrorReason } from '../../images/imageError';

/** What went wrong, to be shown. */
export interface Failure {
  readonly message: string;
  /** Of an `ImageError`, whichever bundle's class it is of. */
  readonly reason: ImageErrorReason | undefined;
}

export function failureOf(error: unknown): Failure {
  if (!(error instanceof Error)) return { message: String(error), reason: undefined };
  const { message } = error;
  // Bundles have a class of their own each, so it is asked for by its name.
  const reason =
    error.name === 'ImageError' && 'reason' in error ? (error.reason as ImageErrorReason) : undefined;
  return { message, reason };
}
