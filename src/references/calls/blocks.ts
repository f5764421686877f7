import { RegexReader } from '../regexLiteral';
import type { GrammarName } from './parser';

/**
 * Where a long text can be cut so that each piece can be parsed by itself: before statements at the very left of the
 * page, outside of every bracket and string. Where that cannot be told, there is no cut: a piece too long is parsed
 * longer, a piece too short would be misread.
 */
export function cutsOf(text: string, grammar: GrammarName): readonly number[] {
  switch (grammar) {
    case 'python':
      return pythonCuts(text);
    case 'bash':
      // Documents within it, and quotes over many lines, are known to its parser alone.
      return [];
    default:
      return bracedCuts(text);
  }
}

const newline = 10;

const statement =
  /(?:export|import|const|let|var|function|async|class|interface|type|enum|declare|abstract|namespace|if|for|switch|try|await|return)\b|@|\/[/*]/y;
const expression = /[\w$]/;
const word = /(?:else|catch|finally|while|extends|implements|as|satisfies|in|of|instanceof)\b/y;

function bracedCuts(text: string): readonly number[] {
  const cuts: number[] = [];
  const regexes = new RegexReader(text, text.length);
  /** Depths of the holes of open template literals. */
  const holes: number[] = [];
  let depth = 0;
  let decorated = text.charCodeAt(0) === 64;
  /** The last character that is neither space nor comment. */
  let last = 0;
  let at = 0;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    switch (code) {
      case newline: {
        const next = text.charCodeAt(at + 1);
        if (depth === 0 && next > 32 && isStart(text, at + 1, last)) {
          if (!decorated) cuts.push(at + 1);
          // What is decorated follows, perhaps behind a comment.
          decorated = next === 64 || (decorated && next === 47);
        }
        at += 1;
        continue;
      }
      case 34: // "
      case 39: // '
        at = stringEnd(text, at, code);
        last = code;
        continue;
      case 96: // `
        at = templateEnd(text, at + 1);
        if (text.charCodeAt(at - 1) === 123) {
          holes.push(depth);
          depth += 1;
        }
        last = code;
        continue;
      case 47: {
        const next = text.charCodeAt(at + 1);
        if (next === 47) {
          at = lineEnd(text, at);
          continue;
        }
        if (next === 42) {
          const end = text.indexOf('*/', at + 2);
          at = end < 0 ? text.length : end + 2;
          continue;
        }
        at = regexes.skip(at);
        last = code;
        continue;
      }
      case 123:
      case 40:
      case 91:
        depth += 1;
        break;
      case 125:
      case 41:
      case 93:
        depth = Math.max(0, depth - 1);
        if (code === 125 && holes.at(-1) === depth) {
          holes.pop();
          at = templateEnd(text, at + 1);
          if (text.charCodeAt(at - 1) === 123) {
            holes.push(depth);
            depth += 1;
          }
          last = 96;
          continue;
        }
        break;
    }
    if (code > 32) last = code;
    at += 1;
  }
  return cuts;
}

function isStart(text: string, at: number, last: number): boolean {
  // `;`, `}`, or the beginning.
  const ended = last === 59 || last === 125 || last === 0;
  word.lastIndex = at;
  if (word.test(text)) return false;
  statement.lastIndex = at;
  if (statement.test(text)) return ended || !/[=+\-*/%&|^<>,?:(.[{!~]/.test(String.fromCharCode(last));
  return ended && expression.test(text.charAt(at));
}

/** Behind the string that begins here; behind the quote, where it has no end on its line. */
function stringEnd(text: string, at: number, quote: number): number {
  for (let i = at + 1; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code === quote) return i + 1;
    if (code === 92) i += text.startsWith('\r\n', i + 1) ? 2 : 1;
    else if (code === newline) break;
  }
  return at + 1;
}

/** Behind the end of a template literal, or behind its next `${`. */
function templateEnd(text: string, at: number): number {
  for (let i = at; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code === 92) i += 1;
    else if (code === 96) return i + 1;
    else if (code === 36 && text.charCodeAt(i + 1) === 123) return i + 2;
  }
  return text.length;
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

const continues = /(?:else|elif|except|finally|case)\b/y;

function pythonCuts(text: string): readonly number[] {
  const cuts: number[] = [];
  let depth = 0;
  let decorated = text.charCodeAt(0) === 64;
  let at = 0;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    switch (code) {
      case newline: {
        const next = text.charCodeAt(at + 1);
        const continued = text.charCodeAt(at - 1) === 92 || text.startsWith('\\\r', at - 2);
        if (depth === 0 && next > 35 && !continued && next !== 41 && next !== 93 && next !== 125) {
          continues.lastIndex = at + 1;
          if (!continues.test(text)) {
            if (!decorated) cuts.push(at + 1);
            decorated = next === 64;
          }
        }
        break;
      }
      case 35: // #
        at = lineEnd(text, at);
        continue;
      case 34:
      case 39:
        at = pythonStringEnd(text, at, code);
        continue;
      case 40:
      case 91:
      case 123:
        depth += 1;
        break;
      case 41:
      case 93:
      case 125:
        depth = Math.max(0, depth - 1);
        break;
    }
    at += 1;
  }
  return cuts;
}

function pythonStringEnd(text: string, at: number, quote: number): number {
  const char = String.fromCharCode(quote);
  const triple = char.repeat(3);
  if (!text.startsWith(triple, at)) return stringEnd(text, at, quote);
  for (let i = at + 3; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code === 92) i += 1;
    else if (code === quote && text.startsWith(triple, i)) return i + 3;
  }
  return text.length;
}
