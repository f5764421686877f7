import type { Span } from '../expression';
import type { Arguments, MadeValue, ObjectEntry, ObjectValue, UnknownReason, Value } from '../value';

export type ValueOf<Kind extends Value['kind']> = Extract<Value, { readonly kind: Kind }>;

/** The keys of a value: an object's own, or what a constructor that takes keywords or options was given. */
export function objectOf(value: Value | undefined): ValueOf<'object'> | undefined {
  if (!value) return undefined;
  if (value.kind === 'object') return value;
  if (value.kind !== 'made' && value.kind !== 'instance') return undefined;
  const { named, positional, open } = value.args;
  const first = positional[0];
  if (named.size === 0) return first?.kind === 'object' ? first : undefined;
  return { span: value.span, ...objectOfNamed(named, value.span), ...(open && { open }) };
}

function objectOfNamed(named: ReadonlyMap<string, Value>, keySpan: Span): ObjectValue & { kind: 'object' } {
  return { kind: 'object', entries: [...named].map(([key, value]) => ({ key, keySpan, value })) };
}

/** What a call is given by name: its keywords, else the object that is its first argument. */
export function optionsOf(args: Arguments, span: Span): Value | undefined {
  if (args.named.size > 0 || (args.open && args.positional.length === 0))
    return { span, ...objectOfNamed(args.named, span), ...(args.open && { open: args.open }) };
  const first = args.positional[0];
  return first?.kind === 'choice' || first?.kind === 'object' ? first : undefined;
}

/** The entry of the first of the keys that is there. */
export function entryOf(object: ObjectValue, ...keys: readonly string[]): ObjectEntry | undefined {
  for (const key of keys) {
    const found = object.entries.findLast(entry => entry.key === key);
    if (found) return found;
  }
  return undefined;
}

/** The value at the first of the keys that is there; of a choice, the choice of its options' values. */
export function get(value: Value | undefined, ...keys: readonly string[]): Value | undefined {
  if (!value) return undefined;
  if (value.kind === 'choice') {
    const options = value.options.map(option => get(option, ...keys));
    if (options.every(option => option === undefined)) return undefined;
    return {
      ...value,
      options: options.map(
        (option, i) => option ?? { kind: 'null', span: value.options[i]?.span ?? value.span },
      ),
    };
  }
  const object = objectOf(value);
  if (!object) return undefined;
  const entry = entryOf(object, ...keys);
  if (!entry) return undefined;
  return entry.value.elsewhere || !value.elsewhere ? entry.value : { ...entry.value, elsewhere: true };
}

/** {@link get}, deeper: a key a step. */
export function at(value: Value | undefined, ...path: readonly string[]): Value | undefined {
  return path.reduce<Value | undefined>((from, key) => get(from, key), value);
}

/** The text of a string, of the first option of a choice, or what stands in for an environment variable not set. */
export function stringOf(value: Value | undefined): string | undefined {
  if (value?.kind === 'string') return value.text;
  if (value?.kind === 'choice') return stringOf(value.options[0]);
  if (value?.kind === 'unknown' && value.reason.kind === 'environment')
    return stringOf(value.reason.fallback);
  return undefined;
}

/** Whether there is a value at all. */
export function isGiven(value: Value | undefined): value is Value {
  return value !== undefined && value.kind !== 'null';
}

/** Why a value that is no plain one is not known. */
export function reasonOf(value: Value): UnknownReason {
  switch (value.kind) {
    case 'unknown':
      return value.reason;
    case 'text': {
      const [first] = value.parts;
      const isUnknown = (part: Value): boolean => part.kind !== 'string';
      // What is sent stands behind the type: `data:${type};base64,${bytes}`.
      const isData = first?.kind === 'string' && /^\s*data:/i.test(first.text);
      const part = isData ? value.parts.findLast(isUnknown) : value.parts.find(isUnknown);
      return part ? reasonOf(part) : { kind: 'limit' };
    }
    case 'choice': {
      const unknown = value.options.find(option => option.kind === 'unknown' || option.kind === 'text');
      return unknown ? reasonOf(unknown) : { kind: 'limit' };
    }
    case 'made':
      return { kind: 'call', what: value.callee };
    case 'module':
      return value.module === ''
        ? { kind: 'name', name: value.name }
        : { kind: 'import', name: value.name, module: value.module };
    case 'content':
      return /^(?:unknown|null|module|made|text)$/.test(value.of.kind)
        ? reasonOf(value.of)
        : { kind: 'input', what: value.as };
    case 'class':
    case 'instance':
      return { kind: 'name', name: value.cls.name ?? 'class' };
    case 'function':
      return { kind: 'name', name: value.fn.name ?? 'function' };
    case 'string':
      return { kind: 'syntax', what: value.text.slice(0, 40) };
    case 'null':
      return value.unsaid ?? { kind: 'syntax', what: 'null' };
    case 'number':
    case 'boolean':
    case 'path':
    case 'list':
    case 'object':
    case 'several':
      return { kind: 'syntax', what: value.kind };
  }
}

/** The last name of a dotted callee. */
export function lastName(callee: string): string {
  return callee.slice(callee.lastIndexOf('.') + 1);
}

/** An argument by name, else by position, else of the object that is the first argument. */
export function argument(
  made: MadeValue | { readonly args: Arguments },
  position: number | undefined,
  ...names: readonly string[]
): Value | undefined {
  for (const name of names) {
    const named = made.args.named.get(name);
    if (named) return named;
  }
  const first = made.args.positional[0];
  if (first?.kind === 'object') {
    const found = get(first, ...names);
    if (found) return found;
    if (position === 0) return undefined;
  }
  return position === undefined ? undefined : made.args.positional[position];
}
