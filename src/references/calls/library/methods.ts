import type { Evaluator } from '../evaluate';
import type { CallExpression, Span } from '../expression';
import { choice, concat, content, itemsOf, joinPaths, list, plainText, unknown } from '../make';
import type { Arguments, Environment, ListItem, Value } from '../value';
import { changed, encoded, severalOf } from './files';
import { columnsOf, mapped, narrowed } from './lists';
import { environment } from '../environment';

/** A method of a value whose kind is known; `undefined` where the method is not. */
export function method(
  evaluator: Evaluator,
  of: Value,
  name: string,
  args: Arguments,
  call: CallExpression,
  env: Environment | undefined,
): Value | undefined {
  switch (of.kind) {
    case 'string':
    case 'text':
      return ofText(evaluator, of, name, args, call);
    case 'path':
    case 'several':
      return ofPath(evaluator, of, name, args, call, env);
    case 'content':
      return ofContent(of, name, args, call);
    case 'list':
      return ofList(evaluator, of, name, args, call, env);
    case 'object':
      return ofObject(of, name, args, call);
    case 'module':
      if (of.name === 'environ' && name === 'get') {
        const [key, fallback] = args.positional;
        return key?.kind === 'string' ? environment(key.text, call.span, fallback) : undefined;
      }
      return undefined;
    case 'made':
      if (/(?:stringify|dumps)$/.test(of.callee) && /^(?:encode|toString)$/.test(name)) return of;
      // What a function gave that is not followed, as a list: each of its items.
      return args.positional[0]?.kind === 'function' && /^(?:map|flatMap|filter|reduce)$/.test(name)
        ? ofUnknown(evaluator, resultOf(of), name, args, call, env)
        : undefined;
    case 'unknown':
      return ofUnknown(evaluator, of, name, args, call, env);
    default:
      return undefined;
  }
}

function resultOf({ callee, span }: Extract<Value, { kind: 'made' }>): Extract<Value, { kind: 'unknown' }> {
  return { kind: 'unknown', reason: { kind: 'call', what: callee }, span };
}

/** What comes of something that is not known is not known for the same reason: the photo of a form, cut to its base64. */
const keeps =
  /^(?:toString|trim|strip|lower|toLowerCase|decode|encode|replace|replaceAll|substring|substr|slice|split|filter|sort|toSorted|reverse|toReversed|flat|at|find|pop|shift|arrayBuffer|bytes|blob|buffer|toBuffer|values|read|read_bytes|getvalue|getbuffer|tobytes|convert|copy|resize|crop|rotate|thumbnail|open|resolve|absolute|expanduser)$/;

function ofUnknown(
  evaluator: Evaluator,
  of: Extract<Value, { kind: 'unknown' }>,
  name: string,
  args: Arguments,
  call: CallExpression,
  env: Environment | undefined,
): Value | undefined {
  if (of.reason.kind === 'import') return undefined;
  const [first] = args.positional;
  if (first?.kind === 'function' && /^(?:map|flatMap)$/.test(name)) {
    const all = mapped(evaluator, of, first, call, env);
    return name === 'map' ? all : flattened(evaluator, all, call.span);
  }
  if (name === 'reduce') return reduced(evaluator, of, args, call, env);
  // `kwargs.get('detail', 'high')`: of a dict that is not known, what is taken where it says nothing.
  const isLookedUp = /^(?:get|pop|setdefault)$/.test(name) && first?.kind === 'string';
  if (isLookedUp && args.positional[1] && evaluator.module.language === 'python') {
    const [, otherwise] = args.positional;
    // Nobody of this text gives it anything: as with the default of a parameter.
    if (of.reason.kind === 'parameter' && of.rest === true) return otherwise;
    return { ...of, span: call.span, otherwise };
  }
  return keeps.test(name) ? of : undefined;
}

/** `list.reduce((sofar, item) => …, [])`. What is put into a list on the way is as certain as its item. */
function reduced(
  evaluator: Evaluator,
  over: Value,
  args: Arguments,
  call: CallExpression,
  env: Environment | undefined,
): Value | undefined {
  const [fn, start] = args.positional;
  if (fn?.kind !== 'function' || start === undefined) return undefined;
  let sofar = start;
  for (const { value, optional, repeated } of evaluator.iterate(over, call.span).slice(0, 200)) {
    const before = sofar.kind === 'list' ? sofar.items : [];
    const next = evaluator.apply(fn, { positional: [sofar, value], named: new Map() }, call, env);
    sofar =
      next.kind !== 'list'
        ? next
        : {
            ...next,
            items: next.items.map(item =>
              before.includes(item)
                ? item
                : {
                    ...item,
                    ...(optional === true ? { optional } : {}),
                    ...(repeated === true ? { repeated } : {}),
                  },
            ),
          };
  }
  return sofar;
}

function ofText(
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

function joinedItems(items: readonly ListItem[], separator: Value, span: Span): Value {
  if (items.some(({ optional, repeated }) => optional === true || repeated === true))
    return unknown({ kind: 'call', what: 'join' }, span);
  const parts = items.flatMap(({ value }, i) => (i === 0 ? [value] : [separator, value]));
  return concat(
    parts.filter(part => part.kind !== 'string' || part.text !== ''),
    span,
  );
}

function ofPath(
  evaluator: Evaluator,
  of: Extract<Value, { kind: 'path' | 'several' }>,
  name: string,
  args: Arguments,
  call: CallExpression,
  env: Environment | undefined,
): Value | undefined {
  const { span } = call;
  const [first] = args.positional;
  switch (name) {
    case 'read_bytes':
      return content(of, 'bytes', span);
    case 'open':
      return content(of, 'handle', span);
    case 'read_text':
      return content(of, 'text', span);
    case 'resolve':
    case 'absolute':
    case 'expanduser':
    case 'as_posix':
    case 'toString':
    case '__str__':
    case 'as_uri':
      return name === 'as_uri' ? content(of, 'url', span) : of;
    case 'joinpath':
      return joinPaths([of, ...args.positional], span, 'joinpath');
    case 'with_suffix':
    case 'with_name':
    case 'with_stem': {
      const text = first === undefined ? undefined : plainText(first);
      if (of.kind !== 'path' || text === undefined) return undefined;
      const cut = of.text.lastIndexOf('/') + 1;
      const base = of.text.slice(cut);
      const dot = base.lastIndexOf('.');
      const named =
        name === 'with_name'
          ? text
          : name === 'with_suffix'
            ? `${dot > 0 ? base.slice(0, dot) : base}${text}`
            : `${text}${dot > 0 ? base.slice(dot) : ''}`;
      return { ...of, text: of.text.slice(0, cut) + named, span };
    }
    case 'glob':
    case 'rglob': {
      const pattern = first === undefined ? undefined : plainText(first);
      return pattern === undefined
        ? undefined
        : severalOf(of, `/${name === 'rglob' ? '**/' : ''}${pattern}`, false, span);
    }
    case 'iterdir':
      return severalOf(of, '/*', false, span);
    case 'entries':
      return of.kind === 'several'
        ? {
            kind: 'list',
            items: [{ value: list([unknown({ kind: 'call', what: name }, span), of], span), repeated: true }],
            span,
          }
        : undefined;
    case 'map':
    case 'forEach':
    case 'flatMap':
      return of.kind === 'several' && first !== undefined
        ? mapped(evaluator, of, first, call, env)
        : undefined;
    case 'filter':
    case 'slice':
    case 'sort':
    case 'toSorted':
    case 'reverse':
      return of.kind === 'several' ? (name === 'filter' || name === 'slice' ? narrowed(of) : of) : undefined;
    case 'endsWith':
    case 'endswith':
    case 'startsWith':
    case 'startswith':
    case 'is_file':
    case 'exists':
    case 'isFile':
      return unknown({ kind: 'input', what: 'a file' }, span);
    case 'arrayBuffer':
    case 'bytes':
      return content(of, 'bytes', span);
    default:
      return undefined;
  }
}

const changes =
  /^(?:resize|thumbnail|crop|extract|rotate|extend|trim|flatten|composite|greyscale|grayscale|scale|scaleToFit|cover|contain|fit|reduce|transpose|paste|filter|blur)$/;
/** Another format, the same pixels. */
const reencodes =
  /^(?:png|jpeg|jpg|webp|avif|toFormat|convert|save|withMetadata|copy|clone|ensureAlpha|removeAlpha|toColourspace)$/;

function ofContent(
  of: Extract<Value, { kind: 'content' }>,
  name: string,
  args: Arguments,
  call: CallExpression,
): Value | undefined {
  const { span } = call;
  const [first] = args.positional;
  if (of.as === 'image') {
    if (changes.test(name)) return changed({ ...of, span }, name);
    if (reencodes.test(name)) return { ...of, span };
    if (name === 'toBuffer' || name === 'getBuffer' || name === 'getBufferAsync' || name === 'tobytes')
      return { ...of, as: 'bytes', span };
    if (name === 'getBase64' || name === 'getBase64Async') return { ...of, as: 'data-url', span };
  }
  switch (name) {
    case 'toString':
    case 'decode': {
      const encoding = first === undefined ? undefined : plainText(first);
      if (encoding === 'base64' || encoding === 'base64url') return { ...of, as: 'base64', span };
      if (of.as === 'base64' || of.as === 'data-url' || of.as === 'url') return { ...of, span };
      if (of.as === 'bytes') return { ...of, as: name === 'decode' ? 'base64' : 'text', span };
      return { ...of, span };
    }
    case 'toBase64':
    case 'base64Slice':
      return encoded(of, span);
    case 'read':
    case 'readAsync':
    case 'bytes':
    case 'arrayBuffer':
    case 'getvalue':
    case 'getbuffer':
    case 'tobytes':
    case 'readFile':
    case 'blob':
    case 'buffer':
    case 'read_bytes':
      return { ...of, as: of.as === 'text' ? 'text' : of.as === 'base64' ? 'base64' : 'bytes', span };
    case 'text':
      return { ...of, as: 'text', span };
    case 'strip':
    case 'trim':
    case 'rstrip':
    case 'replace':
    case 'replaceAll':
    case 'stream':
    case 'resolve':
    case 'seek':
    case 'slice':
    case 'subarray':
    case 'hex':
    case 'load':
      return { ...of, span };
    default:
      return undefined;
  }
}

function ofList(
  evaluator: Evaluator,
  of: Extract<Value, { kind: 'list' }>,
  name: string,
  args: Arguments,
  call: CallExpression,
  env: Environment | undefined,
): Value | undefined {
  const { span } = call;
  const [first, second] = args.positional;
  switch (name) {
    case 'map':
    case 'forEach':
      return first === undefined ? undefined : mapped(evaluator, of, first, call, env);
    case 'flatMap': {
      const all = first === undefined ? undefined : mapped(evaluator, of, first, call, env);
      return all === undefined ? undefined : flattened(evaluator, all, span);
    }
    case 'flat':
      return flattened(evaluator, of, span);
    case 'reduce':
      return reduced(evaluator, of, args, call, env);
    case 'filter': {
      // `.filter(Boolean)` leaves out what is not there, and is followed.
      if (first?.kind === 'module' && first.name === 'Boolean') return of;
      return { ...of, items: of.items.map(item => ({ ...item, optional: true })) };
    }
    case 'concat':
      return {
        ...of,
        items: [
          ...of.items,
          ...args.positional.flatMap(value =>
            /^(?:string|text|number|boolean|object|content|path|made)$/.test(value.kind)
              ? [{ value }]
              : evaluator.spread(value),
          ),
        ],
        span,
      };
    case 'copy':
    case 'values':
    case 'toSorted':
    case 'toReversed':
    case 'sort':
    case 'reverse':
      return of;
    case 'keys':
    case 'entries':
    case 'items':
      return columnsOf(of, name, span);
    case 'slice': {
      const [from, to] = [
        first === undefined ? 0 : numberOf(first),
        second === undefined ? undefined : numberOf(second),
      ];
      if (from === undefined || (second !== undefined && to === undefined))
        return { ...of, items: of.items.map(item => ({ ...item, optional: true })) };
      return { ...of, items: of.items.slice(from, to) };
    }
    case 'at':
      return first === undefined ? undefined : evaluator.at(of, first, span);
    case 'pop':
      return evaluator.at(of, { kind: 'number', value: -1, span }, span);
    case 'find': {
      const values = of.items.map(({ value }) => value);
      return values.length > 0 && values.length <= 16
        ? choice('branch', span.start, values, span)
        : undefined;
    }
    case 'join': {
      const separator: Value = first ?? { kind: 'string', text: ',', span };
      return separator.kind === 'string' ? joinedItems(of.items, separator, span) : undefined;
    }
    case 'tobytes':
    case 'tostring':
      return of.items[0]?.value;
    default:
      return undefined;
  }
}

function numberOf(value: Value): number | undefined {
  return value.kind === 'number' ? value.value : undefined;
}

function flattened(evaluator: Evaluator, of: Value, span: Span): Value {
  if (of.kind !== 'list') return of;
  const items = of.items.flatMap(item =>
    item.value.kind === 'list' || item.value.kind === 'choice'
      ? evaluator.spread(item.value).map(inner => ({
          ...inner,
          ...(item.optional === true ? { optional: true } : {}),
          ...(item.repeated === true ? { repeated: true } : {}),
        }))
      : [item],
  );
  return { kind: 'list', items, span };
}

function ofObject(
  of: Extract<Value, { kind: 'object' }>,
  name: string,
  args: Arguments,
  call: CallExpression,
): Value | undefined {
  const { span } = call;
  const [first, second] = args.positional;
  if (of.entries.some(({ key }) => key === name)) return undefined;
  switch (name) {
    case 'items':
    case 'values':
    case 'keys':
      return columnsOf(of, name, span);
    case 'get':
    case 'pop':
    case 'setdefault': {
      if (first?.kind !== 'string') {
        const values = of.entries.map(({ value }) => value);
        return values.length > 0 && values.length <= 16
          ? choice('branch', span.start, values, span)
          : undefined;
      }
      const found = of.entries.find(({ key }) => key === first.text)?.value;
      if (found === undefined && of.open) return { ...of.open, span, ...(second && { otherwise: second }) };
      return found ?? second ?? { kind: 'null', span };
    }
    case 'copy':
    case 'model_dump':
      return of;
    default:
      return undefined;
  }
}
