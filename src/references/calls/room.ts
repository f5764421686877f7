/**
 * The places between `end` and `before` that nobody misses, for brackets that are not there yet: a comma in front of
 * `end`, and blanks. What is written there moves nothing.
 */
export function roomFrom(text: string, end: number, before: number): readonly number[] {
  const room: number[] = text[end - 1] === ',' ? [end - 1] : [];
  for (let at = end; at < before; at += 1) {
    if (text[at] === '#' || text.startsWith('//', at)) break;
    if (/\s/.test(text.charAt(at))) room.push(at);
  }
  return room;
}

export interface Change {
  readonly at: number;
  readonly close: string;
}

/** A text of the same length with these written into it; `undefined` where there are none. */
export function changed(text: string, changes: readonly Change[]): string | undefined {
  if (changes.length === 0) return undefined;
  const characters = text.split('');
  for (const { at, close } of changes) characters[at] = close;
  return characters.join('');
}
