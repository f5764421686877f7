import type { Evaluator } from '../evaluate';
import type { CallExpression, Span } from '../expression';
import { concat, itemsOf, list, plainText, unknown } from '../make';
import type { Arguments, ListItem, Value } from '../value';

export function ofText(
  evaluator: Evaluator,
  of: Extract<Value, { kind: 'string' | 'text' }>,
  name: string,
  args: Arguments,
  call: CallExpression,
): Value | undefined {
  const { span } = call;
  const [first, second] = args.positional;
  switch (name) {
    case 'toString':
    case 'valueOf':
    case 'encode':
    case 'decode':
    case 'as_posix':
    case 'toWellFormed':
      return of;
    case 'trim':
    case 'strip':
    case 'lstrip':
    case 'rstrip':
    case 'trimEnd':
    case 'trimStart':
      return of.kind === 'string' && args.positional.length === 0 ? { ...of, text: of.text.trim() } : of;
    case 'lower':
    case 'toLowerCase':
      return of.kind === 'string' ? { ...of, text: of.text.toLowerCase() } : of;
    case 'upper':
    case 'toUpperCase':
      return of.kind === 'string' ? { ...of, text: of.text.toUpperCase() } : of;
    case 'concat':
      return concat([of, ...args.positional], span);
    case 'replace':
    case 'replaceAll': {
      const [a, b] = [
        first === undefined ? undefined : plainText(first),
        second === undefined ? undefined : plainText(second),
      ];
      return of.kind === 'string' && a !== undefined && b !== undefined
        ? { ...of, text: of.text.replaceAll(a, b), span }
        : undefined;
    }
    case 'join': {
      const items = first === undefined ? undefined : itemsOf(first);
      if (items === undefined || of.kind !== 'string') return undefined;
      return joinedItems(items, of, span);
    }
    case 'format': {
      if (of.kind !== 'string') return undefined;
      let next = 0;
      const parts: Value[] = [];
      let from = 0;
      for (const match of of.text.matchAll(/\{\{|\}\}|\{(\w*)\}/g)) {
        parts.push({ kind: 'string', text: of.text.slice(from, match.index), span: of.span });
        from = match.index + match[0].length;
        const key = match[1];
        if (key === undefined) parts.push({ kind: 'string', text: match[0].charAt(0), span: of.span });
        else
          parts.push(
            (key === ''
              ? args.positional[next++]
              : /^\d+$/.test(key)
                ? args.positional[Number(key)]
                : args.named.get(key)) ?? unknown({ kind: 'name', name: key }, span),
          );
      }
      parts.push({ kind: 'string', text: of.text.slice(from), span: of.span });
      return concat(
        parts.filter(part => part.kind !== 'string' || part.text !== ''),
        span,
      );
    }
    case 'split': {
      const separator = first === undefined ? undefined : plainText(first);
      if (of.kind !== 'string' || (separator === undefined && args.positional.length > 0)) return undefined;
      const words = separator === undefined ? of.text.trim().split(/\s+/) : of.text.split(separator);
      return list(
        words.slice(0, 200).map((text): Value => ({ kind: 'string', text, span: of.span })),
        span,
      );
    }
    case 'startsWith':
    case 'startswith':
    case 'endsWith':
    case 'endswith':
    case 'includes': {
      const text = first === undefined ? undefined : plainText(first);
      if (of.kind !== 'string' || text === undefined) return undefined;
      const value = name.startsWith('start')
        ? of.text.startsWith(text)
        : name.startsWith('end')
          ? of.text.endsWith(text)
          : of.text.includes(text);
      return { kind: 'boolean', value, span };
    }
    case 'removeprefix':
      return of;
    default:
      // A text that is a path, of a language in which paths are texts.
      return of.kind === 'string' && name === 'read_bytes' ? evaluator.member(of, name, span) : undefined;
  }
}

export function joinedItems(items: readonly ListItem[], separator: Value, span: Span): Value {
  if (items.some(({ optional, repeated }) => optional === true || repeated === true))
    return unknown({ kind: 'call', what: 'join' }, span);
  const parts = items.flatMap(({ value }, i) => (i === 0 ? [value] : [separator, value]));
  return concat(
    parts.filter(part => part.kind !== 'string' || part.text !== ''),
    span,
  );
}
