import type { Span } from '../expression';
import type { CodeText } from './embedded';

const opening = /<!--[\s\S]*?(?:-->|$)|<script(?=[\s>/])/gi;
/** A tag that goes on for longer has lost its end. */
const longestTag = 5000;
const front = /^\uFEFF?\s*---[ \t]*\r?\n([\s\S]*?)(?:(?<=\n)---|$)/;

/** The scripts of a page or a component, at their places: what they share, they share by name. */
export function markupCode(text: string, isAstro: boolean): CodeText | undefined {
  const blocks: Span[] = [];
  let language: CodeText['language'] = 'javascript';
  let from = 0;
  const fence = isAstro ? front.exec(text) : null;
  if (fence !== null) {
    const inner = fence[1] ?? '';
    const start = text.indexOf('\n', text.indexOf('---')) + 1;
    blocks.push({ start, end: start + inner.length });
    from = fence[0].length;
  }
  if (isAstro) language = 'typescript';
  const open = new RegExp(opening);
  open.lastIndex = from;
  for (let match = open.exec(text); match !== null; match = open.exec(text)) {
    if (match[0].startsWith('<!')) continue;
    const close = endOfTag(text, open.lastIndex);
    if (close === undefined) continue;
    const attributes = text.slice(open.lastIndex, close);
    const start = close + 1;
    open.lastIndex = start;
    if (attributes.endsWith('/')) continue;
    const closing = /<\/script/gi;
    closing.lastIndex = start;
    const end = closing.exec(text)?.index ?? text.length;
    open.lastIndex = end;
    const as = languageOf(attributes);
    if (as === undefined) continue;
    if (as !== 'javascript' && language !== 'tsx') language = as;
    blocks.push({ start, end });
  }
  return blocks.length === 0 ? undefined : inPlace(text, blocks, language);
}

/** The `>` that is in no quotes and braces. */
function endOfTag(text: string, from: number): number | undefined {
  let until = '';
  for (let at = from; at < Math.min(text.length, from + longestTag); at += 1) {
    const char = text.charAt(at);
    if (until !== '') until = char === until ? '' : until;
    else if (char === '>') return at;
    else if (char === '"' || char === "'") until = char;
    else if (char === '{') until = '}';
  }
  return undefined;
}

/** `undefined` for data and templates. */
function languageOf(attributes: string): CodeText['language'] | undefined {
  const value = (name: string): string | undefined =>
    new RegExp(`(?:^|\\s)${name}\\s*=\\s*["']?([^"'\\s>]*)`, 'i').exec(attributes)?.[1]?.toLowerCase();
  const lang = value('lang') ?? '';
  const type = value('type') ?? '';
  if (lang === 'tsx') return 'tsx';
  if (/^(?:ts|typescript)$/.test(lang) || type.endsWith('typescript')) return 'typescript';
  return type === '' || type === 'module' || /(?:java|ecma)script|babel|jsx/.test(type)
    ? 'javascript'
    : undefined;
}

/** With spaces for all that is not code, so that offsets stay as they are. */
function inPlace(text: string, blocks: readonly Span[], language: CodeText['language']): CodeText {
  const pieces: string[] = [];
  let done = 0;
  for (const { start, end } of blocks) {
    pieces.push(blank(text.slice(done, start)), text.slice(start, end));
    done = end;
    // Two blocks on a line are not one expression.
    if (end < text.length && !/[\r\n]/.test(text.charAt(end))) {
      pieces.push(';');
      done += 1;
    }
  }
  pieces.push(blank(text.slice(done)));
  return { language, text: pieces.join(''), place: span => span };
}

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}

/** What an MDX file imports and exports. */
export function mdxCode(text: string): CodeText | undefined {
  const blocks: Span[] = [];
  let fence: string | undefined;
  let blankBefore = true;
  const line = /[^\n]*(?:\n|$)/y;
  for (let at = 0; at < text.length;) {
    line.lastIndex = at;
    const said = line.exec(text)?.[0] ?? '';
    const mark = /^[ \t>]*(`{3,}|~{3,})/.exec(said)?.[1];
    const end = at + said.length;
    if (fence !== undefined) {
      if (mark?.startsWith(fence) === true) fence = undefined;
    } else if (mark !== undefined) {
      fence = mark;
    } else if (blankBefore && /^(?:import|export)[\s{*]/.test(said)) {
      const close = endOfBlock(text, at);
      blocks.push({ start: at, end: close });
      at = close;
      blankBefore = true;
      continue;
    }
    blankBefore = /^\s*$/.test(said);
    at = end;
  }
  return blocks.length === 0 ? undefined : inPlace(text, blocks, 'javascript');
}

/** Strings and comments as wholes; brackets; blank lines. */
const token =
  /"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\[\s\S]|[^`\\])*`|\/\/[^\n]*|\/\*[\s\S]*?\*\/|[([{]|[)\]}]|\n[ \t]*\r?(?=\n|$)/g;

/** The blank line that is in no brackets. */
function endOfBlock(text: string, from: number): number {
  const next = new RegExp(token);
  next.lastIndex = from;
  let depth = 0;
  for (let match = next.exec(text); match !== null; match = next.exec(text)) {
    const [found] = match;
    if (/^[([{]$/.test(found)) depth += 1;
    else if (/^[)\]}]$/.test(found)) depth -= 1;
    else if (found.startsWith('\n') && depth <= 0) return match.index + 1;
  }
  return text.length;
}
