import type { Span } from '../expression';
import { content, lift, plainText, unknown } from '../make';
import type { Value } from '../value';

/** A file that is opened or read: what comes of it depends on how. */
export function read(file: Value, name: string, option: Value | undefined, span: Span): Value {
  const encoding =
    option?.kind === 'string'
      ? option.text
      : option?.kind === 'object'
        ? plainText(option.entries.find(({ key }) => key === 'encoding')?.value ?? { kind: 'null', span })
        : undefined;
  if (file.kind === 'content') return { ...file, as: name.includes('Image') ? 'image' : file.as, span };
  if (encoding === 'base64') return content(file, 'base64', span);
  if (encoding !== undefined && /^(?:utf-?8|r|rt)$/i.test(encoding)) return content(file, 'text', span);
  if (/open|createReadStream|Bun\.file/.test(name) && !name.includes('Image.open')) {
    // `open(path)` alone reads text.
    return content(file, 'handle', span);
  }
  if (/Image|imread|sharp|Jimp|read_image/.test(name)) return content(file, 'image', span);
  return content(file, 'bytes', span);
}

export function encoded(value: Value, span: Span): Value {
  return lift([value], ([of]) => {
    if (of === undefined) return unknown({ kind: 'limit' }, span);
    if (of.kind === 'content') return { ...of, as: 'base64', span };
    if (of.kind === 'list') {
      const inner = of.items.find(item => item.value.kind === 'content');
      if (inner !== undefined) return encoded(inner.value, span);
    }
    if (of.kind === 'unknown') return of;
    if (of.kind === 'null' && of.unsaid !== undefined) return unknown(of.unsaid, span);
    return unknown({ kind: 'call', what: of.kind === 'made' ? of.callee : 'an encoder' }, span);
  });
}

/** What a container of bytes holds. */
export function passed(value: Value, span: Span): Value | undefined {
  return lift([value], ([of]) => {
    if (of === undefined) return unknown({ kind: 'limit' }, span);
    switch (of.kind) {
      case 'content':
        return { ...of, as: of.as === 'handle' ? 'handle' : 'bytes', span };
      case 'unknown':
        return of;
      case 'string':
      case 'text':
        return of;
      case 'null':
        return unknown(of.unsaid ?? { kind: 'call', what: 'bytes that are put together' }, span);
      case 'made':
        return unknown({ kind: 'call', what: of.callee }, span);
      default:
        return unknown({ kind: 'call', what: 'bytes that are put together' }, span);
    }
  });
}

export function changed(value: Value, how: string): Value {
  return lift([value], ([of]) => {
    if (of?.kind === 'content') return { ...of, changed: of.changed ?? how };
    return of ?? value;
  });
}

export function severalOf(value: Value, suffix: string, names: boolean, span: Span): Value {
  return lift([value], ([of]) => {
    if (of === undefined) return value;
    switch (of.kind) {
      case 'string':
        return {
          kind: 'several',
          pattern: `${of.text.replace(/^\.\//, '').replace(/\/+$/, '')}${suffix}`.replace(/^\.\/\*/, '*'),
          base: 'working',
          literals: of.elsewhere === true ? [] : [of.content ?? of.span],
          span,
          ...(names ? { names } : {}),
        };
      case 'path':
        return {
          kind: 'several',
          pattern: `${of.text}${suffix}`.replace(/^\//, of.text === '' ? '' : '/'),
          base: of.base,
          literals: of.literals,
          span,
          ...(names ? { names } : {}),
        };
      default:
        return of.kind === 'unknown' ? of : unknown({ kind: 'call', what: 'the files of a folder' }, span);
    }
  });
}
