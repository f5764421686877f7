import type { Language } from './language';
import { imageExtensions } from './reference';

const endings = `\\.(?:${imageExtensions.join('|')})\\b|data:image/`;
/** Behind an escape an extension can be hidden: a backslash counts, and PowerShell's backtick. */
const anywhere = new RegExp(`${endings}|\\\\`, 'gi');
const withBackticks = new RegExp(`${endings}|[\\\\\`]`, 'gi');

/** The offsets from `from` to `to` at which a string that names an image has something to show for it, ascending. */
export function candidatesIn(text: string, language: Language, from: number, to: number): readonly number[] {
  const part = from === 0 && to === text.length ? text : text.slice(from, to);
  const pattern = language === 'powershell' ? withBackticks : anywhere;
  const found: number[] = [];
  for (pattern.lastIndex = 0; pattern.test(part);) found.push(from + pattern.lastIndex - 1);
  return found;
}

/** Whether one of the ascending offsets lies from `start` to `end`. */
export function hasCandidate(offsets: readonly number[], start: number, end: number): boolean {
  let low = 0;
  let high = offsets.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((offsets[middle] ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  return low < offsets.length && (offsets[low] ?? 0) < end;
}
