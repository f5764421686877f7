import { changed, roomFrom } from '../room';
import type { Change } from '../room';

interface Open {
  readonly close: string;
  /** The indentation of the line it stands in. */
  readonly indent: number;
}

/** What begins a statement, and hardly ever a line within brackets. */
const statement =
  /(?:def|class|return|import|from|with|while|raise|try|assert|del|pass|global|nonlocal|async[ \t]+(?:def|with|for))\b|(?:if|elif|else|for|except|finally)\b[^\n]*:[ \t]*(?:#[^\n]*)?$|@|[A-Za-z_][\w.]*(?:\[[^\]\n]*\])?[ \t]*(?::[^=\n]*)?=(?!=)|[A-Za-z_][\w.]*\(|await\b|print\b/my;

const closing: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/**
 * A text of the same length whose brackets are closed where a statement begins before they are: while a call is
 * being written, all that follows would otherwise be part of it. What closes them takes the place of a comma or of
 * blanks; `undefined` where there is nothing to close, or no room.
 */
export function mended(text: string): string | undefined {
  const open: Open[] = [];
  const changes: Change[] = [];
  let indent = 0;
  /** Behind the last character that is neither blank nor comment. */
  let end = 0;
  let at = 0;
  while (at < text.length) {
    const char = text.charAt(at);
    if (char === '\n') {
      at += 1;
      const start = at;
      while (text[at] === ' ' || text[at] === '\t') at += 1;
      indent = at - start;
      const [outermost] = open;
      if (outermost !== undefined && indent <= outermost.indent && isStatement(text, at)) {
        const room = roomFrom(text, end, start - 1);
        const close = open.map(({ close }) => close).reverse();
        if (room.length < close.length) return undefined;
        changes.push(...close.map((close, i) => ({ at: room[i] ?? 0, close })));
        open.length = 0;
      }
      continue;
    }
    if (char === '#') {
      const line = text.indexOf('\n', at);
      at = line < 0 ? text.length : line;
      continue;
    }
    if (char === '"' || char === "'") at = stringEnd(text, at, char);
    else {
      const close = closing[char];
      if (close !== undefined) open.push({ close, indent });
      else if (char === ')' || char === ']' || char === '}') {
        const last = open.findLastIndex(({ close }) => close === char);
        if (last >= 0) open.length = last;
      }
      at += 1;
    }
    if (char.trim() !== '') end = at;
  }
  return changed(text, changes);
}

function isStatement(text: string, at: number): boolean {
  statement.lastIndex = at;
  return statement.test(text);
}

function stringEnd(text: string, at: number, quote: string): number {
  const triple = quote.repeat(3);
  const isLong = text.startsWith(triple, at);
  for (let i = at + (isLong ? 3 : 1); i < text.length; i += 1) {
    if (text[i] === '\\') i += 1;
    else if (isLong ? text.startsWith(triple, i) : text[i] === quote) return i + (isLong ? 3 : 1);
    else if (!isLong && text[i] === '\n') return i;
  }
  return text.length;
}
