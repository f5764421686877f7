import { unescapeLiteral } from './escapes';
import { formOf } from './reference';
import type { ImageReference } from './reference';

// A comment (Sass and Less have the ones of a line, too), url(…), or a string: image-set takes bare ones.
const opening = /\/\*|(?<![^\s;{}])\/\/|url\(\s*|["']/gi;

/** `url(…)`, `image-set(…)` and strings of a style sheet. */
export function* cssReferences(text: string, from: number, to: number): Generator<ImageReference> {
  const pattern = new RegExp(opening);
  pattern.lastIndex = from;
  /** Quotes behind these offsets have no end on their line: see there for more of them would be the same answer. */
  const unclosed: Record<string, number> = {};
  for (let match = pattern.exec(text); match !== null && match.index < to; match = pattern.exec(text)) {
    const [mark] = match;
    const at = pattern.lastIndex;
    if (mark === '/*' || mark === '//') {
      const end = text.indexOf(mark === '/*' ? '*/' : '\n', at);
      pattern.lastIndex = end < 0 ? to : end + (mark === '/*' ? 2 : 0);
      continue;
    }
    const quote = mark === '"' || mark === "'" ? mark : undefined;
    // The quote of `url("…")` is met next.
    if (quote === undefined && /["']/.test(text.charAt(at))) continue;
    if (quote !== undefined && at <= (unclosed[quote] ?? -1)) continue;
    const { end, closed } = quote === undefined ? addressEnd(text, at, to) : stringEnd(text, at, to, quote);
    if (!closed) {
      if (quote !== undefined) unclosed[quote] = end;
      continue;
    }
    pattern.lastIndex = end;
    const source = text.slice(at, end);
    const lead = source.length - source.trimStart().length;
    const written = source.trim();
    const target = unescapeLiteral(written, 'css');
    // `url()` of an @import or a font is no image: an extension is asked for even there.
    const form = formOf(target);
    if (form !== undefined)
      yield { start: at + lead, end: at + lead + written.length, target, form, syntax: 'css' };
    if (quote !== undefined) pattern.lastIndex = end + 1;
  }
}

interface End {
  readonly end: number;
  readonly closed: boolean;
}

function stringEnd(text: string, at: number, to: number, quote: string): End {
  const close = quote.charCodeAt(0);
  let i = at;
  for (; i < to; i += 1) {
    const code = text.charCodeAt(i);
    if (code === close) return { end: i, closed: true };
    if (code === 10) break;
    if (code === 92) i += text.startsWith('\r\n', i + 1) ? 2 : 1;
  }
  return { end: i, closed: false };
}

/** An address without quotes ends at `)`, perhaps with space before it, and holds no other space and no quotes. */
function addressEnd(text: string, at: number, to: number): End {
  for (let i = at; i < to; i += 1) {
    const code = text.charCodeAt(i);
    if (code === 41) return { end: i, closed: true };
    if (code === 92) i += 1;
    else if (code === 34 || code === 39 || code === 40) break;
    else if (code <= 32) {
      const close = /\s*/y;
      close.lastIndex = i;
      const end = i + (close.exec(text)?.[0].length ?? 0);
      return { end: i, closed: text.charAt(end) === ')' && end < to };
    }
  }
  return { end: at, closed: false };
}
