import { decodeEntities } from './entities';
import { formOfTemplate } from './reference';
import type { ImageReference } from './reference';

/** Brackets, what a backslash escapes, and the end of a paragraph. */
const marks = /\\[\s\S]|!?\[|\]|\n(?=[ \t]*\r?\n)/g;

/**
 * The links and images of running text that lead to pictures: `![alt](a.png "title")`, `[text](<a b.png>)`, an image
 * within a link, `[name]: a.png`.
 * @param part running text, code and comments blanked
 * @param offset where it begins
 */
export function* markdownLinks(part: string, offset: number): Generator<ImageReference> {
  const pattern = new RegExp(marks);
  const open: { readonly at: number; readonly image: boolean }[] = [];
  for (let match = pattern.exec(part); match !== null; match = pattern.exec(part)) {
    const [mark] = match;
    if (mark.startsWith('\\')) continue;
    if (mark === '\n') {
      open.length = 0;
      continue;
    }
    if (mark !== ']') {
      open.push({ at: match.index, image: mark === '![' });
      continue;
    }
    const opener = open.pop();
    if (opener === undefined) continue;
    const next = part.charAt(pattern.lastIndex);
    const defines = next === ':' && isDefinition(part, opener.at);
    if (next !== '(' && !defines) continue;
    const found = destination(part, pattern.lastIndex + 1);
    if (found === undefined || (!defines && !closes(part, found.next))) continue;
    const target = decodeEntities(part.slice(found.start, found.end).replace(/\\([!-/:-@[-`{-~])/g, '$1'));
    const form = formOfTemplate(target, opener.image);
    if (form !== undefined)
      yield { start: offset + found.start, end: offset + found.end, target, form, syntax: 'markdown' };
    pattern.lastIndex = found.next;
  }
}

/** `[name]:` at the beginning of a line, and not a footnote's. */
function isDefinition(part: string, at: number): boolean {
  let i = at - 1;
  while (i >= 0 && /[ \t>]/.test(part.charAt(i))) i -= 1;
  return (i < 0 || part.charAt(i) === '\n') && part.charAt(at + 1) !== '^';
}

interface Destination {
  readonly start: number;
  readonly end: number;
  readonly next: number;
}

/** As CommonMark's reference implementation, which bounds the work a text of nothing but parentheses makes. */
const deepestParentheses = 32;

function destination(part: string, from: number): Destination | undefined {
  let start = from;
  while (/[ \t\r\n]/.test(part.charAt(start))) start += 1;
  const angled = part.charAt(start) === '<';
  if (angled) start += 1;
  let depth = 0;
  for (let i = start; i < part.length; i += 1) {
    const char = part.charCodeAt(i);
    if (char === 92) {
      i += 1;
    } else if (angled) {
      if (char === 62) return { start, end: i, next: i + 1 };
      if (char === 60 || char === 10) return undefined;
    } else if (char <= 32 || (char === 41 && depth === 0)) {
      return i === start ? undefined : { start, end: i, next: i };
    } else if (char === 40) {
      depth += 1;
      if (depth > deepestParentheses) return undefined;
    } else if (char === 41) {
      depth -= 1;
    }
  }
  return angled || depth > 0 || start === part.length
    ? undefined
    : { start, end: part.length, next: part.length };
}

/** Whether nothing but a title, or the `=200x` some renderers take, stands between the target and its parenthesis. */
function closes(part: string, at: number): boolean {
  return /^\s{0,99}(?:\)|\s(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\)|=[^)\s]*)\s{0,99}\))/s.test(
    part.slice(at, at + longestTitle),
  );
}

const longestTitle = 1000;
