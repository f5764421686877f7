import type { Span } from './expression';
import type {
  Arguments,
  ContentValue,
  ListItem,
  ObjectEntry,
  PathValue,
  UnknownReason,
  Value,
} from './value';

export function unknown(reason: UnknownReason, span: Span): Value {
  return { kind: 'unknown', reason, span };
}

export function string(text: string, span: Span): Value {
  return { kind: 'string', text, span };
}

export function list(values: readonly Value[], span: Span): Value {
  return { kind: 'list', items: values.map(value => ({ value })), span };
}

export const noArguments: Arguments = { positional: [], named: new Map() };

/** The literals a value is put together from: places a reader of the text would point at. */
export function literalsOf(value: Value): readonly Span[] {
  switch (value.kind) {
    case 'string':
      return value.elsewhere === true ? [] : (value.literals ?? [value.content ?? value.span]);
    case 'path':
    case 'several':
      return value.literals;
    case 'text':
      return value.parts.flatMap(literalsOf);
    case 'content':
      return literalsOf(value.of);
    default:
      return [];
  }
}

/** `a/b/../c` and `./c`; leading `..` stay. */
export function normalised(path: string): string {
  const absolute = path.startsWith('/');
  const out: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && out.length > 0 && out.at(-1) !== '..') out.pop();
    else if (part !== '..' || !absolute) out.push(part);
  }
  return `${absolute ? '/' : ''}${out.join('/')}`;
}

const alternatives = 64;

/**
 * Works something out for values some of which are choices: for each combination; choices of one group go together.
 * A choice of few equal options is that option.
 */
export function lift(values: readonly Value[], work: (values: readonly Value[]) => Value): Value {
  const first = values.find(value => value.kind === 'choice');
  if (first === undefined) return work(values);
  const { group, by, span } = first;
  const options: Value[] = [];
  for (let i = 0; i < Math.min(first.options.length, alternatives); i += 1) {
    const chosen = values.map(value =>
      value.kind === 'choice' && value.group === group
        ? (value.options[i] ?? value.options[0] ?? value)
        : value,
    );
    options.push(lift(chosen, work));
  }
  return choice(by, group, options, span);
}

export function choice(by: 'branch' | 'each', group: number, options: readonly Value[], span: Span): Value {
  const [only] = options;
  if (only === undefined) return unknown({ kind: 'limit' }, span);
  if (options.length === 1) return only;
  if (by === 'branch' && options.every(option => sameConstant(option, only))) return only;
  return { kind: 'choice', by, group, options, span };
}

/** What a value is where it is something: a property of nothing is not asked for. */
export function something(value: Value): Value {
  if (value.kind !== 'choice' || !value.options.some(({ kind }) => kind === 'null')) return value;
  // The options of one group are known by their number, here and elsewhere.
  const given = value.options.filter(({ kind }) => kind !== 'null');
  const [only] = given;
  return only !== undefined && given.length === 1 ? only : value;
}

function sameConstant(a: Value, b: Value): boolean {
  return (
    (a.kind === 'string' && b.kind === 'string' && a.text === b.text) ||
    (a.kind === 'number' && b.kind === 'number' && a.value === b.value) ||
    (a.kind === 'boolean' && b.kind === 'boolean' && a.value === b.value) ||
    (a.kind === 'null' && b.kind === 'null') ||
    (a.kind === 'unknown' && b.kind === 'unknown' && sameReason(a.reason, b.reason))
  );
}

function sameReason(a: UnknownReason, b: UnknownReason): boolean {
  if (a.kind !== b.kind) return false;
  const [one, other] = [a, b] as readonly { readonly name?: string; readonly what?: string }[];
  return one?.name === other?.name && one?.what === other?.what;
}

/** Texts joined; paths keep what they start from. */
export function concat(parts: readonly Value[], span: Span): Value {
  return lift(parts, flat => joined(flat, span));
}

function joined(parts: readonly Value[], span: Span): Value {
  const flat = parts.flatMap(part => (part.kind === 'text' ? part.parts : [part]));
  const [first, ...rest] = flat;
  if (first === undefined) return string('', span);
  if (rest.length === 0) return first;
  if (first.kind === 'path' || first.kind === 'several') {
    const tail = rest.map(plainText);
    if (tail.every(text => text !== undefined)) {
      const literals = [...first.literals, ...rest.flatMap(literalsOf)];
      if (first.kind === 'path')
        return {
          ...first,
          text: normalised(`${first.text === '' ? '.' : first.text}${tail.join('')}`),
          literals,
          span,
        };
      return { ...first, pattern: `${first.pattern}${tail.join('')}`, literals, span };
    }
  }
  const several = flat.find(part => part.kind === 'several');
  if (several !== undefined && flat.every(part => part === several || plainText(part) !== undefined)) {
    const pattern = flat
      .map(part => (part.kind === 'several' ? nameOf(part) : (plainText(part) ?? '')))
      .join('');
    const { base, narrowed } = several;
    return {
      kind: 'several',
      pattern: normalised(pattern),
      base,
      literals: flat.flatMap(literalsOf),
      narrowed: narrowed ?? false,
      span,
    };
  }
  const out: Value[] = [];
  for (const part of flat) {
    const text = plainText(part);
    const last = out.at(-1);
    if (text !== undefined && last?.kind === 'string')
      out[out.length - 1] = {
        kind: 'string',
        text: last.text + text,
        span,
        literals: [...literalsOf(last), ...(part.kind === 'string' ? literalsOf(part) : [])],
      };
    else out.push(text === undefined || part.kind === 'string' ? part : string(text, part.span));
  }
  const [only] = out;
  return only !== undefined && out.length === 1
    ? { ...only, span: flat.length === 1 ? only.span : span }
    : { kind: 'text', parts: out, span };
}

/** What `readdir` gives is without its folder. */
function nameOf({ names, pattern }: Extract<Value, { kind: 'several' }>): string {
  return names === true ? (pattern.split('/').at(-1) ?? '*') : pattern;
}

/** What a constant reads as in a text. */
export function plainText(value: Value): string | undefined {
  switch (value.kind) {
    case 'string':
      return value.text;
    case 'number':
    case 'boolean':
      return String(value.value);
    default:
      return undefined;
  }
}

/** Path segments joined as `path.join` does. A later absolute one starts anew (`os.path.join`, `resolve`). */
export function joinPaths(parts: readonly Value[], span: Span, what: string): Value {
  return lift(parts, flat => {
    let literals: readonly Span[] = [];
    let base: PathValue['base'] | undefined;
    let text = '';
    let several: Extract<Value, { kind: 'several' }> | undefined;
    let onlyStrings = true;
    for (const part of flat) {
      if (part.kind === 'path') {
        [base, text, literals, several] = [part.base, part.text, part.literals, undefined];
        onlyStrings = false;
        continue;
      }
      if (part.kind === 'several') {
        const own = part.names === true ? (part.pattern.split('/').at(-1) ?? '*') : part.pattern;
        if (part.names !== true) [base, text] = [part.base, ''];
        several = part;
        base ??= part.base;
        text = text === '' ? own : `${text}/${own}`;
        literals = [...literals, ...part.literals];
        onlyStrings = false;
        continue;
      }
      const plain = plainText(part);
      if (plain === undefined) {
        // The name is not known; where it is looked for may still be.
        if (part.kind === 'unknown') return part;
        return unknown({ kind: 'call', what: part.kind === 'made' ? part.callee : what }, span);
      }
      const slashed = plain.replaceAll('\\', '/');
      if (slashed.startsWith('/') || /^[a-z]:\//i.test(slashed)) {
        [base, text, literals, several] = [undefined, slashed, literalsOf(part), undefined];
        onlyStrings = true;
        continue;
      }
      text = text === '' ? slashed : `${text}/${slashed}`;
      literals = [...literals, ...literalsOf(part)];
    }
    const path = normalised(text);
    if (several !== undefined)
      return {
        kind: 'several',
        pattern: path,
        base: base ?? 'working',
        literals,
        narrowed: several.narrowed ?? false,
        span,
      };
    if (onlyStrings && (base === undefined || path.startsWith('/'))) {
      const content = literals.length === 1 ? literals[0] : undefined;
      // An absolute path is no other for where the program starts.
      if (path.startsWith('/'))
        return { kind: 'string', text: path, span, ...(content === undefined ? { literals } : { content }) };
      return { kind: 'path', base: 'working', text: path, literals, span };
    }
    return { kind: 'path', base: base ?? 'working', text: path, literals, span };
  });
}

/** A path's folder. */
export function parentOf(value: Value, span: Span): Value {
  return lift([value], ([of]) => {
    if (of === undefined) return value;
    switch (of.kind) {
      case 'path':
        return { ...of, text: normalised(`${of.text === '' ? '.' : of.text}/..`), span };
      case 'string': {
        const cut = of.text.replace(/\/+$/, '').lastIndexOf('/');
        return { ...of, text: cut < 0 ? '.' : of.text.slice(0, Math.max(1, cut)), span };
      }
      default:
        return of.kind === 'unknown' ? of : unknown({ kind: 'call', what: 'the folder of a file' }, span);
    }
  });
}

export function content(of: Value, as: ContentValue['as'], span: Span): Value {
  return lift([of], ([file]) => {
    if (file === undefined) return unknown({ kind: 'limit' }, span);
    if (file.kind === 'content') return { ...file, as, span };
    return { kind: 'content', of: file, as, span };
  });
}

export function object(entries: Readonly<Record<string, Value>>, span: Span): Value {
  return {
    kind: 'object',
    span,
    entries: Object.entries(entries).map(([key, value]): ObjectEntry => ({
      key,
      keySpan: value.span,
      value,
    })),
  };
}

/** A key's value. `undefined` where it is certain that there is none. */
export function entryOf(value: Value, key: string): Value | undefined {
  if (value.kind !== 'object') return undefined;
  for (let i = value.entries.length - 1; i >= 0; i -= 1) {
    const entry = value.entries[i];
    if (entry?.key === key) return entry.value;
  }
  return value.open === undefined ? undefined : { ...value.open };
}

/** The items of a list, a choice's put side by side; `undefined` where it is no list. */
export function itemsOf(value: Value): readonly ListItem[] | undefined {
  switch (value.kind) {
    case 'list':
      return value.items;
    case 'choice': {
      const all = value.options.map(itemsOf);
      return all.every(items => items !== undefined)
        ? all.flatMap(items => items).map(item => ({ ...item, optional: true }))
        : undefined;
    }
    default:
      return undefined;
  }
}
