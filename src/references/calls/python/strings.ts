import type { Expression } from '../expression';
import type { Node } from '../parser';
import { parts, spanOf } from './nodes';

/** A string literal of any prefix; a template where something is put in. */
export function stringOf(node: Node, lower: (inner: Node) => Expression): Expression {
  const span = spanOf(node);
  const opening = node.firstChild;
  if (opening?.type !== 'string_start') return { kind: 'unknown', span, what: 'an incomplete string' };
  const prefix = /^[a-z]*/i.exec(opening.text)?.[0].toLowerCase() ?? '';
  const closing = node.lastChild;
  const closed = closing?.type === 'string_end' && !closing.isMissing;
  const content = { start: opening.endIndex, end: closed ? closing.startIndex : span.end };
  const pieces: Expression[] = [];
  let text = '';
  let from = content.start;
  const flush = (end: number): void => {
    if (text !== '') {
      const piece = { start: from, end };
      pieces.push({ kind: 'string', span: piece, text, content: piece });
    }
    text = '';
  };
  for (const child of parts(node)) {
    if (child.type === 'string_content') {
      text += unescaped(child.text, prefix);
    } else if (child.type === 'interpolation') {
      flush(child.startIndex);
      pieces.push(interpolated(child, lower));
      from = child.endIndex;
    }
  }
  if (pieces.length === 0) {
    const plain = closed && !prefix.includes('b');
    return { kind: 'string', span, text, content, ...(plain ? {} : { bytes: true }) };
  }
  flush(content.end);
  return { kind: 'template', span, parts: pieces };
}

/** `{name}`; with a format or a conversion it is a text of its own making. */
function interpolated(node: Node, lower: (inner: Node) => Expression): Expression {
  const span = spanOf(node);
  const expression = node.childForFieldName('expression');
  if (expression === null) return { kind: 'unknown', span, what: 'an incomplete f-string' };
  const conversion = node.childForFieldName('type_conversion')?.text ?? '!s';
  const format = node.childForFieldName('format_specifier');
  const shown = node.children.some(child => child?.type === '=');
  if (conversion !== '!s' || shown || (format !== null && format.endIndex - format.startIndex > 1))
    return { kind: 'unknown', span, what: 'a formatted value' };
  return lower(expression);
}

const simple: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
  '\\': '\\',
  "'": "'",
  '"': '"',
  '\n': '',
  '\r\n': '',
  '\r': '',
};

const escape = /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([0-7]{1,3})|(\r\n|[\s\S]))/g;

/** As the program sees it. `\N{…}` stays, and so does what is no escape. */
function unescaped(source: string, prefix: string): string {
  const text = /[ft]/.test(prefix) ? source.replaceAll('{{', '{').replaceAll('}}', '}') : source;
  if (prefix.includes('r') || !text.includes('\\')) return text;
  return text.replace(
    escape,
    (whole: string, x?: string, u?: string, long?: string, octal?: string, char?: string) => {
      const code = x ?? u ?? long;
      if (octal !== undefined) return String.fromCodePoint(Number.parseInt(octal, 8));
      if (code === undefined) return simple[char ?? ''] ?? whole;
      if (prefix.includes('b') && x === undefined) return whole;
      const point = Number.parseInt(code, 16);
      return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
    },
  );
}
