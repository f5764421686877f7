import { VisionError } from '../visionError';

export function cancelled(): VisionError {
  return new VisionError('cancelled', 'Cancelled.', { nextStep: 'What has come until then may be billed.' });
}

/** Whatever a promise gives, or the reason `cancelled` as soon as the signal says so. */
export async function unlessCancelled<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  if (signal.aborted) throw cancelled();
  let stop: (() => void) | undefined;
  const stopped = new Promise<never>((_, reject) => {
    stop = () => reject(cancelled());
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([promise, stopped]);
  } finally {
    if (stop !== undefined) signal.removeEventListener('abort', stop);
  }
}
