import type { Span } from './expression';
import { unknown } from './make';
import type { Value } from './value';

/**
 * Where another file is concerned, spans are the place at which this one takes the value in.
 * @param name what of the file it is
 */
export function relocated(value: Value, span: Span, specifier: string, name = 'a value'): Value {
  const inner = (of: Value): Value => relocated(of, span, specifier);
  const here = { span, elsewhere: true };
  switch (value.kind) {
    case 'string':
      return { kind: 'string', text: value.text, ...here };
    case 'path':
    case 'several': {
      const folder = specifier.startsWith('.') ? specifier.replace(/\/?[^/]*$/, '') : '';
      const moved =
        value.kind === 'path'
          ? { ...value, text: value.base === 'document' ? joinedText(folder, value.text) : value.text }
          : {
              ...value,
              pattern: value.base === 'document' ? joinedText(folder, value.pattern) : value.pattern,
            };
      return { ...moved, literals: [], ...here };
    }
    case 'text':
      return { ...value, parts: value.parts.map(inner), ...here };
    case 'content':
      return { ...value, of: inner(value.of), ...here };
    case 'list':
      return { ...value, items: value.items.map(item => ({ ...item, value: inner(item.value) })), ...here };
    case 'object':
      return {
        ...value,
        entries: value.entries.map(({ key, optional, value: of }) => ({
          key,
          keySpan: span,
          value: inner(of),
          ...(optional === undefined ? {} : { optional }),
        })),
        ...here,
      };
    case 'choice':
      return { ...value, options: value.options.map(inner), ...here };
    case 'function':
    case 'class':
    case 'instance':
      // Their text is not the text that is being read.
      return unknown({ kind: 'import', name, module: specifier }, span);
    case 'unknown':
      return value.reason.kind === 'environment'
        ? { ...value, ...here }
        : unknown({ kind: 'import', name, module: specifier }, span);
    default:
      return { ...value, ...here };
  }
}

function joinedText(folder: string, text: string): string {
  return folder === '' || folder === '.' ? text : `${folder}/${text}`;
}
