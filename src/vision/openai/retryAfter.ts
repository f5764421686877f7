/**
 * Seconds until it may be tried again, as a server says: `retry-after-ms`, or `retry-after` in seconds or as a date.
 * `undefined` where it says nothing, or nothing that can be read.
 */
export function retryAfterSeconds(
  headers: Headers | undefined,
  now: number = Date.now(),
): number | undefined {
  const milliseconds = positive(headers?.get('retry-after-ms'));
  if (milliseconds !== undefined) return milliseconds / 1000;
  const text = headers?.get('retry-after')?.trim();
  if (text === undefined || text === '') return undefined;
  const seconds = positive(text);
  if (seconds !== undefined) return seconds;
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : Math.max(0, (at - now) / 1000);
}

function positive(text: string | null | undefined): number | undefined {
  return typeof text === 'string' && /^\s*\d+(\.\d+)?\s*$/.test(text) ? Number(text) : undefined;
}
