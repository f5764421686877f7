import type { CallImage, Setting } from '../call';
import type { Span } from '../expression';
import type { Edit } from './finding';
import type { SourceText } from './sourceText';

/** States a detail where there is none. */
export function insertedDetail({ insertDetail }: CallImage, detail: string): Edit | undefined {
  if (insertDetail === undefined) return undefined;
  const { offset, text } = insertDetail;
  return { start: offset, end: offset, text: text.replace('DETAIL', detail) };
}

/** Writes another value into the literal that holds a setting. */
export function replaced(setting: Setting, text: string): Edit | undefined {
  return setting.kind === 'stated' && setting.literal ? { ...setting.span, text } : undefined;
}

/** States a detail, or another one. */
export function statedDetail(image: CallImage, detail: string): Edit | undefined {
  return image.detail.kind === 'omitted' ? insertedDetail(image, detail) : replaced(image.detail, detail);
}

const keys = /(?:^|[^\w$.])(["']?)((?:imageD|d)etail|media_?[rR]esolution)\1\s*[:=]\s*$/;

/**
 * Takes an entry of an object or of arguments away, its comma with it: `, detail: 'low'`. `undefined` where it does not
 * stand there plainly: with a comment in it, or as a constant.
 * @param value what stands between the quotes, or the whole value
 */
export function removedEntry(source: SourceText, value: Span): Edit | undefined {
  const quote = source.slice({ start: value.start - 1, end: value.start });
  const isQuoted = /["'`]/.test(quote) && source.slice({ start: value.end, end: value.end + 1 }) === quote;
  const start = isQuoted ? value.start - 1 : value.start;
  const end = isQuoted ? value.end + 1 : value.end;
  const before = source.before(start);
  const match = keys.exec(before.slice(-200));
  if (match === null) return undefined;
  const [, mark = '', name = ''] = match;
  const written = before.slice(before.lastIndexOf(`${mark}${name}${mark}`));
  const keyStart = start - written.length;
  const head = source.before(keyStart);
  const comma = /,\s*$/.exec(head);
  if (comma !== null) return { start: keyStart - comma[0].length, end, text: '' };
  const opening = /[{(]\s*$/.exec(head);
  const next = /^\s*,[^\S\n]*/.exec(source.after(end));
  if (opening === null) return undefined;
  if (next !== null) return { start: keyStart, end: end + next[0].length, text: '' };
  return /^\s*[})]/.test(source.after(end)) ? { start: keyStart, end, text: '' } : undefined;
}

/** Whether edits can be made at once. */
export function disjoint(edits: readonly Edit[]): boolean {
  const sorted = [...edits].sort((a, b) => a.start - b.start);
  return sorted.every((edit, i) => i === 0 || (sorted[i - 1]?.end ?? 0) <= edit.start);
}

/** A text with edits made. */
export function edited(text: string, edits: readonly Edit[]): string {
  return [...edits]
    .sort((a, b) => b.start - a.start)
    .reduce((all, { start, end, text: inserted }) => all.slice(0, start) + inserted + all.slice(end), text);
}
