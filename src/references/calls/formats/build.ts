import type { Span } from '../expression';
import type { StringValue, Value } from '../value';

/** An object that stands nowhere as such: what a tool makes of what is written at `span`. */
export function made(entries: Readonly<Record<string, Value | undefined>>, span: Span): Value {
  return {
    kind: 'object',
    entries: Object.entries(entries).flatMap(([key, value]) =>
      value ? [{ key, keySpan: span, value }] : [],
    ),
    span,
  };
}

export function listOf(values: readonly Value[], span: Span): Value {
  return { kind: 'list', items: values.map(value => ({ value })), span };
}

export function words(text: string, span: Span): Value {
  return { kind: 'string', text, span };
}

/** A part of a literal, from `from` of its text on. */
export function partOf(
  value: StringValue & { readonly span: Span },
  from: number,
  to = value.text.length,
): Value {
  const { content } = value;
  const text = value.text.slice(from, to);
  // Escapes in it: then the offsets are not those of the file.
  if (!content || content.end - content.start !== value.text.length)
    return { ...value, kind: 'string', text };
  const span = { start: content.start + from, end: content.start + to };
  return { kind: 'string', text, span, content: span };
}

/** A file beside the document, or several of them, as a program has it in hand. */
export function fileBeside(path: string, literal: Span, as: 'base64' | 'data-url'): Value {
  const name = path.replace(/^\.\//, '');
  const absolute = /^(?:[\\/]|[a-z]:[\\/])/i.test(name);
  const text = name.replaceAll('\\', '/');
  const of: Value = /[*?]/.test(text)
    ? { kind: 'several', pattern: text, base: 'document', literals: [literal], span: literal }
    : absolute
      ? { kind: 'string', text: path, content: literal, span: literal }
      : { kind: 'path', text, base: 'document', literals: [literal], span: literal };
  return { kind: 'content', of, as, span: literal };
}

/** A message with pictures, in the format that most take. */
export function chatMessage(pictures: readonly Value[], texts: readonly Value[], span: Span): Value {
  const parts = [
    ...texts.map(text => made({ type: words('text', span), text }, span)),
    ...pictures.map(url => made({ type: words('image_url', span), image_url: made({ url }, span) }, span)),
  ];
  return made({ role: words('user', span), content: listOf(parts, span) }, span);
}
