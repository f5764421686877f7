import { closest, distance } from 'fastest-levenshtein';

/** ` Did you mean high?` where a word is close enough to be a slip of the keyboard, else nothing. */
export function didYouMean(given: string, words: readonly string[]): string {
  const nearest = closest(given.toLowerCase(), [...words]);
  return distance(given.toLowerCase(), nearest) <= Math.max(1, Math.floor(nearest.length / 2))
    ? ` Did you mean ${nearest}?`
    : '';
}
