import type { Language } from './language';
import { lexiconOf, openingOf } from './lexicon';
import type { Escapes, Lexicon } from './lexicon';
import { opensString, prefixAt, rawStringAt } from './quotes';
import { RegexReader } from './regexLiteral';

/** A string literal: offsets of its content, and whether parts of it are computed when the program runs. */
export interface Literal {
  readonly start: number;
  readonly end: number;
  readonly dynamic: boolean;
  readonly escapes: Escapes;
}

/**
 * The string literals of a text from `from` to `to`, comments left out. It needs no valid program: an unclosed quote is
 * taken for a stray character, and reading goes on behind it. A literal inside the hole of a template comes before it.
 * Those that begin behind `until` are of no interest; most are not looked for.
 */
export function* literals(
  text: string,
  language: Language,
  from = 0,
  to = text.length,
  until = to,
): Generator<Literal> {
  const lexicon = lexiconOf(language);
  const interesting = new RegExp(openingOf(lexicon));
  const reader = new Reader(text, to);
  const regexes = new RegexReader(text, to);
  /** The template literals with an open `${`: where they began, and the depth of braces that closes the hole. */
  const holes: { readonly start: number; readonly depth: number }[] = [];
  let braces = 0;
  let at = from;
  while (at < to) {
    interesting.lastIndex = at;
    const next = interesting.exec(text);
    if (next === null || next.index >= to) return;
    at = next.index;
    if (at > until && holes.length === 0) return;
    const char = text.charAt(at);

    if (char === '{' && lexicon.regexes) {
      braces += 1;
      at += 1;
      continue;
    }
    if (char === '}' && lexicon.regexes) {
      braces -= 1;
      at += 1;
      const open = holes.at(-1);
      if (open?.depth !== braces) continue;
      // Back in the template literal whose hole this closes.
      const tail = reader.template(at);
      if (tail?.hole === true) {
        braces += 1;
      } else {
        holes.pop();
        if (tail !== undefined) yield { start: open.start, end: tail.end, dynamic: true, escapes: 'c' };
      }
      at = tail?.next ?? at;
      continue;
    }
    if (lexicon.quotes[char] === undefined) {
      at = commentEnd(text, at, to, lexicon) ?? (char === '/' && lexicon.regexes ? regexes.skip(at) : at + 1);
      continue;
    }
    if (language === 'javascript' && char === '`') {
      const head = reader.template(at + 1);
      if (head?.hole === true) {
        holes.push({ start: at + 1, depth: braces });
        braces += 1;
      } else if (head !== undefined) {
        yield { start: at + 1, end: head.end, dynamic: false, escapes: 'c' };
      }
      at = head?.next ?? at + 1;
      continue;
    }
    const found = opensString(text, at, language, lexicon)
      ? quoted(text, at, lexicon, language, reader)
      : undefined;
    if (found !== undefined) yield found.literal;
    at = found?.next ?? at + 1;
  }
}

function commentEnd(text: string, at: number, to: number, lexicon: Lexicon): number | undefined {
  for (const [open, close] of lexicon.block) {
    if (!text.startsWith(open, at)) continue;
    const end = text.indexOf(close, at + open.length);
    return end < 0 || end > to ? to : end + close.length;
  }
  for (const mark of lexicon.line) {
    if (!text.startsWith(mark, at)) continue;
    if (mark === '#' && lexicon.hashInWords && at > 0 && /[\w$&{]/.test(text.charAt(at - 1))) continue;
    // `#[Route('/')]` is an attribute of PHP.
    if (mark === '#' && lexicon.line.length > 1 && text.charAt(at + 1) === '[') continue;
    // An address in the text of JSX.
    if (
      lexicon.regexes &&
      text.charAt(at - 1) === ':' &&
      /\b(?:https?|ftp|file|wss?):$/.test(text.slice(Math.max(0, at - 6), at))
    )
      continue;
    const end = text.indexOf('\n', at);
    return end < 0 ? to : end;
  }
  return undefined;
}

function quoted(
  text: string,
  at: number,
  lexicon: Lexicon,
  language: Language,
  reader: Reader,
): { readonly literal: Literal; readonly next: number } | undefined {
  const quote = text.charAt(at);
  const raw = rawStringAt(text, at, language);
  const prefix = prefixAt(text, at, language);
  const tripled = quote.repeat(3);
  let open = quote;
  let close = quote;
  let multiline = lexicon.multiline.includes(quote);
  let escapes = lexicon.quotes[quote] ?? 'none';
  if (raw !== undefined) {
    ({ open, close } = raw);
    [escapes, multiline] = ['none', true];
  } else if (lexicon.triple && text.startsWith(tripled, at)) {
    [open, close, multiline] = [tripled, tripled, true];
    if (/[r@]/i.test(prefix)) escapes = 'none';
  } else if (prefix.includes('@')) {
    [escapes, multiline] = ['doubled-double', true];
  } else if (/r/i.test(prefix)) {
    escapes = 'none';
  }
  const start = at + open.length;
  // A raw string ends at its quote, but in Python a backslash keeps even that from ending it.
  const end = reader.close(start, close, language === 'python' ? 'python' : escapes, multiline);
  if (end === undefined) return undefined;
  const content = (): string => text.slice(start, Math.min(end, start + 2048));
  const dynamic = isDynamic(content, prefix, quote, language);
  return { literal: { start, end, dynamic, escapes }, next: end + close.length };
}

function isDynamic(content: () => string, prefix: string, quote: string, language: Language): boolean {
  switch (language) {
    case 'python':
      return /[ft]/i.test(prefix) && /(?<!\{)(?:\{\{)*\{[^{}]/.test(content());
    case 'c':
      if (prefix.includes('$')) return content().includes('{');
      // Kotlin, Dart, Groovy; Swift.
      return (/^"|'$/.test(quote) && /\$\{?[a-z_]/i.test(content())) || content().includes('\\(');
    case 'php':
    case 'hash':
    case 'shell':
    case 'powershell':
      return quote === '"' && /\$[\w{(]|#\{/.test(content());
    default:
      return false;
  }
}

/**
 * Looks for the ends of strings. Where one has no end, no later quote of its kind on that stretch has one either (they
 * are the escaped ones it went past), so that a text of nothing but `\'` is not read over and over.
 */
class Reader {
  readonly #unclosed = new Map<string, number>();

  constructor(
    private readonly text: string,
    private readonly to: number,
  ) {}

  close(at: number, close: string, escapes: Escapes, multiline: boolean): number | undefined {
    const { text, to } = this;
    const key = `${close} ${escapes}`;
    if (at <= (this.#unclosed.get(key) ?? -1)) return undefined;
    const quote = close.charCodeAt(0);
    const doubled = close.length === 1 && (escapes.startsWith('doubled') || escapes === 'backtick');
    const backslash = escapes !== 'none' && !escapes.startsWith('doubled') && escapes !== 'backtick';
    let i = at;
    for (; i < to; i += 1) {
      const code = text.charCodeAt(i);
      if (code === quote) {
        if (close.length > 1 && !text.startsWith(close, i)) continue;
        if (!doubled || text.charCodeAt(i + 1) !== quote) return i;
        i += 1;
      } else if (code === 92 && backslash) {
        i += text.startsWith('\r\n', i + 1) ? 2 : 1;
      } else if (code === 96 && escapes === 'backtick') {
        i += 1;
      } else if (code === 10 && !multiline) {
        break;
      }
    }
    this.#unclosed.set(key, i);
    return undefined;
  }

  /** The text of a template literal up to its end or its next `${`. */
  template(at: number): { readonly end: number; readonly next: number; readonly hole: boolean } | undefined {
    const { text, to } = this;
    if (at <= (this.#unclosed.get('${') ?? -1)) return undefined;
    for (let i = at; i < to; i += 1) {
      const code = text.charCodeAt(i);
      if (code === 92) i += 1;
      else if (code === 96) return { end: i, next: i + 1, hole: false };
      else if (code === 36 && text.charCodeAt(i + 1) === 123) return { end: i, next: i + 2, hole: true };
    }
    this.#unclosed.set('${', to);
    return undefined;
  }
}
