import type { Node } from '../parser';
import type { Expression } from '../expression';

const simple: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  b: '\b',
  f: '\f',
  v: '\v',
  '0': '\0',
  '\n': '',
  '\r\n': '',
  '\r': '',
};

/** What an escape of JavaScript stands for; what is malformed stands for itself. */
function unescaped(escape: string): string {
  const body = escape.slice(1);
  const code = /^(?:x([\da-f]{2})|u([\da-f]{4})|u\{([\da-f]{1,6})\})$/i.exec(body);
  if (code === null) return simple[body] ?? body;
  const point = Number.parseInt(code[1] ?? code[2] ?? code[3] ?? '', 16);
  return point <= 0x10ffff ? String.fromCodePoint(point) : body;
}

/** A string literal. One whose end is missing holds what is there. */
export function stringOf(node: Node): Expression {
  let text = '';
  for (const child of node.namedChildren) {
    if (child === null) continue;
    text += child.type === 'escape_sequence' ? unescaped(child.text) : child.text;
  }
  const closed = node.endIndex - node.startIndex >= 2 && !(node.lastChild?.isMissing ?? false);
  const span = { start: node.startIndex, end: node.endIndex };
  const content = { start: span.start + 1, end: closed ? span.end - 1 : span.end };
  return { kind: 'string', span, text, content };
}

/** A template literal: a plain string where nothing is put in. */
export function templateOf(node: Node, lower: (inner: Node) => Expression): Expression {
  const span = { start: node.startIndex, end: node.endIndex };
  const parts: Expression[] = [];
  let text = '';
  let from = span.start + 1;
  const flush = (end: number): void => {
    if (text !== '') {
      const content = { start: from, end };
      parts.push({ kind: 'string', span: content, text, content });
    }
    text = '';
  };
  // The grammar has nodes for escapes and substitutions; what lies between is text.
  let at = from;
  for (const child of node.namedChildren) {
    if (child === null || (child.type !== 'escape_sequence' && child.type !== 'template_substitution'))
      continue;
    text += node.text.slice(at - span.start, child.startIndex - span.start);
    if (child.type === 'escape_sequence') {
      text += unescaped(child.text);
    } else {
      flush(child.startIndex);
      const inner = child.firstNamedChild;
      parts.push(
        inner === null
          ? { kind: 'unknown', span: { start: child.startIndex, end: child.endIndex }, what: 'an empty ${}' }
          : lower(inner),
      );
      from = child.endIndex;
    }
    at = child.endIndex;
  }
  const closed = span.end - span.start >= 2 && node.text.endsWith('`');
  const end = closed ? span.end - 1 : span.end;
  text += node.text.slice(at - span.start, end - span.start);
  const whole = parts.length === 0;
  if (whole) return { kind: 'string', span, text, content: { start: span.start + 1, end } };
  flush(end);
  return { kind: 'template', span, parts };
}
