import { changed, roomFrom } from '../room';
import type { Change } from '../room';

interface Open {
  readonly close: string;
  /** A block: statements may stand in it. */
  readonly isBlock: boolean;
}

/** What begins a statement and stands nowhere else at the beginning of a line. */
const statement =
  /(?:const|let|var|return|throw|export|import(?!\s*\()|function|class|if|for|while|switch|try|break|continue)\b(?!\s*[:=,)(]?\s*[:,])|\}/y;

const closing: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/**
 * A text of the same length whose brackets are closed where a statement begins within a call's arguments, a list or an
 * object: while they are being written, all that follows would otherwise be part of them. `undefined` where there is
 * nothing to close, or no room.
 */
export function mended(text: string): string | undefined {
  const open: Open[] = [];
  const changes: Change[] = [];
  /** Behind the last character that is neither blank nor comment. */
  let end = 0;
  let at = 0;
  while (at < text.length) {
    const char = text.charAt(at);
    if (char === '\n') {
      at += 1;
      const start = at;
      while (text[at] === ' ' || text[at] === '\t') at += 1;
      const inner = valuesIn(open);
      if (inner.length === 0 || !isStatement(text, at, inner)) continue;
      const room = roomFrom(text, end, start - 1);
      if (room.length < inner.length) return undefined;
      changes.push(...inner.map(({ close }, i) => ({ at: room[i] ?? 0, close })));
      open.length -= inner.length;
      continue;
    }
    if (text.startsWith('//', at) && text[at - 1] !== ':') {
      const line = text.indexOf('\n', at);
      at = line < 0 ? text.length : line;
      continue;
    }
    if (text.startsWith('/*', at)) {
      const close = text.indexOf('*/', at + 2);
      at = close < 0 ? text.length : close + 2;
      continue;
    }
    if (char === '"' || char === "'" || char === '`') at = stringEnd(text, at, char);
    else {
      const close = closing[char];
      if (close !== undefined) open.push({ close, isBlock: char === '{' && isBlock(text, end) });
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

/** The brackets up to the innermost block, innermost first. */
function valuesIn(open: readonly Open[]): readonly Open[] {
  const block = open.findLastIndex(({ isBlock }) => isBlock);
  return open.slice(block + 1).reverse();
}

function isStatement(text: string, at: number, inner: readonly Open[]): boolean {
  statement.lastIndex = at;
  if (!statement.test(text)) return false;
  // A brace closes the object it stands in.
  return text[at] !== '}' || !inner.some(({ close }) => close === '}');
}

/** Behind a parenthesis, an arrow or a word that is followed by statements; anywhere else it is an object. */
function isBlock(text: string, end: number): boolean {
  const before = text.slice(Math.max(0, end - 40), end);
  return /(?:\)|=>|[;{}]|^|\b(?:else|try|finally|do|static)|\bclass\s[\w$\s.]*|\)\s*:\s*[\w<>[\]|.\s]*)$/.test(
    before,
  );
}

function stringEnd(text: string, at: number, quote: string): number {
  for (let i = at + 1; i < text.length; i += 1) {
    if (text[i] === '\\') i += 1;
    else if (text[i] === quote) return i + 1;
    else if (quote !== '`' && text[i] === '\n') return i;
  }
  return text.length;
}
