import type { Amount } from './measured';

export const none: Amount = { known: [0, 0] };

export function of(value: number): Amount {
  return { known: [value, value] };
}

export function unknown(missing: string): Amount {
  return { known: [0, 0], missing: [missing] };
}

/** Sums of exact fractions of a cent drift in the last binary digits: rounded at 1e-12. */
function exact(n: number): number {
  return Number.isInteger(n) ? n : Math.round(n * 1e12) / 1e12;
}

function withMissing(known: Amount['known'], missing: readonly string[]): Amount {
  const why = [...new Set(missing)];
  return { known, ...(why.length === 0 ? {} : { missing: why }) };
}

export function plus(a: Amount, b: Amount): Amount {
  return withMissing(
    [exact(a.known[0] + b.known[0]), exact(a.known[1] + b.known[1])],
    [...(a.missing ?? []), ...(b.missing ?? [])],
  );
}

export function times(a: Amount, factor: number): Amount {
  return withMissing([exact(a.known[0] * factor), exact(a.known[1] * factor)], a.missing ?? []);
}

/** By how much it rose: of the least and of the most that each may come to, as everywhere in a review. */
export function difference(after: Amount, before: Amount): Amount {
  const low = exact(after.known[0] - before.known[0]);
  const high = exact(after.known[1] - before.known[1]);
  return withMissing(low <= high ? [low, high] : [high, low], [
    ...(after.missing ?? []),
    ...(before.missing ?? []).map(why => `before: ${why}`),
  ]);
}

/** In percent of what it was; `undefined` where it was nothing, which nothing can be a percentage of. */
export function percentOf(after: Amount, before: Amount): Amount | undefined {
  const share = (now: number, then: number): number => exact(((now - then) / then) * 100);
  const [low, high] = before.known;
  if (high <= 0)
    return before.missing === undefined ? undefined : { ...difference(after, before), known: [0, 0] };
  const ends = [share(after.known[1], high), ...(low > 0 ? [share(after.known[0], low)] : [])];
  return { ...difference(after, before), known: [Math.min(...ends), Math.max(...ends)] };
}

export function sum(amounts: readonly Amount[]): Amount {
  return amounts.reduce(plus, none);
}
