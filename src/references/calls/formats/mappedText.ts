import type { Span } from '../expression';

/** Where a stretch of one text stands in another. */
export type Place = (span: Span) => Span;

/** A text that is put together from pieces of another, and the way back to where they are written. */
export class MappedText {
  #text = '';
  /** Where each piece begins in the text. */
  readonly #starts: number[] = [];
  readonly #spans: Span[] = [];

  get text(): string {
    return this.#text;
  }

  /** @param span where it is written; as long as `text` where it is written just so */
  add(text: string, span: Span): void {
    if (text === '') return;
    this.#starts.push(this.#text.length);
    this.#spans.push(span);
    this.#text += text;
  }

  /** A stretch of the text, in the text it comes from; it may run over several pieces. */
  readonly place = ({ start, end }: Span): Span => {
    const from = this.#placeOf(start, 'start');
    // The end is behind its last character, not at the beginning of the next piece.
    return { start: from, end: end > start ? Math.max(from, this.#placeOf(end - 1, 'end')) : from };
  };

  #placeOf(offset: number, edge: 'start' | 'end'): number {
    const i = lastUpTo(this.#starts, offset);
    const from = this.#starts[i];
    const span = this.#spans[i];
    if (from === undefined || span === undefined) return 0;
    const length = (this.#starts[i + 1] ?? this.#text.length) - from;
    const within = offset - from;
    if (within >= length) return span.end;
    if (span.end - span.start !== length) return span[edge];
    return span.start + within + (edge === 'end' ? 1 : 0);
  }
}

/** The text as it stands, from `start` on. */
export function verbatim(text: string, start: number): MappedText {
  const mapped = new MappedText();
  mapped.add(text, { start, end: start + text.length });
  return mapped;
}

/** The index of the last of the ascending values that is not above `offset`; 0 where none is. */
export function lastUpTo(values: readonly number[], offset: number): number {
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((values[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** What stands between the quotes of a JSON string, with its escapes undone. */
export function jsonString(raw: string, offset: number): MappedText {
  const mapped = new MappedText();
  let done = 0;
  for (const match of raw.matchAll(/\\(?:u([\da-fA-F]{4})|([\s\S]))/g)) {
    const at = match.index;
    mapped.add(raw.slice(done, at), { start: offset + done, end: offset + at });
    done = at + match[0].length;
    const [, code, char = ''] = match;
    mapped.add(code === undefined ? (simple[char] ?? char) : String.fromCharCode(Number.parseInt(code, 16)), {
      start: offset + at,
      end: offset + done,
    });
  }
  mapped.add(raw.slice(done), { start: offset + done, end: offset + raw.length });
  return mapped;
}

const simple: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };
