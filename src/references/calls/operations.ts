import type { Evaluator } from './evaluate';
import type { Span } from './expression';
import { choice, concat, joinPaths, unknown } from './make';
import type { ObjectEntry, Value } from './value';

/** Of entries with one key the last counts; one that is optional is a choice. */
export function lastOfEach(entries: readonly ObjectEntry[]): readonly ObjectEntry[] {
  const last = new Map<string, ObjectEntry>();
  for (const entry of entries) {
    const before = last.get(entry.key);
    if (before !== undefined && entry.optional === true && entry.value !== before.value) {
      // It stays, or is replaced: by a condition.
      const value = choice('branch', entry.keySpan.start, [before.value, entry.value], entry.value.span);
      last.set(entry.key, { ...before, value });
    } else {
      last.delete(entry.key);
      last.set(entry.key, entry);
    }
  }
  return [...last.values()];
}

/** What an operator makes of two values. */
export function operation(operator: string, a: Value, b: Value, span: Span, evaluator: Evaluator): Value {
  switch (operator) {
    case '+':
      if (a.kind === 'number' && b.kind === 'number')
        return { kind: 'number', value: a.value + b.value, span };
      if (a.kind === 'list' || b.kind === 'list')
        return { kind: 'list', items: [...evaluator.spread(a), ...evaluator.spread(b)], span };
      return concat([a, b], span);
    case '/':
      if (a.kind === 'number' && b.kind === 'number')
        return { kind: 'number', value: a.value / b.value, span };
      return joinedWith(a, b, span);
    case '*':
      if (a.kind === 'number' && b.kind === 'number')
        return { kind: 'number', value: a.value * b.value, span };
      if (a.kind === 'list' && b.kind === 'number' && b.value >= 0 && b.value <= 100)
        return { kind: 'list', items: Array.from({ length: b.value }, () => a.items).flat(), span };
      return unknown({ kind: 'syntax', what: 'an operation' }, span);
    case '-':
      if (a.kind === 'number' && b.kind === 'number')
        return { kind: 'number', value: a.value - b.value, span };
      return unknown({ kind: 'syntax', what: 'an operation' }, span);
    case '|':
      if (a.kind === 'object' && b.kind === 'object')
        return { ...a, entries: lastOfEach([...a.entries, ...b.entries]), span };
      return piped(a, b, span);
    case '%':
      return percent(a, b, span);
    case '==':
    case '===':
      if (a.kind === 'string' && b.kind === 'string')
        return { kind: 'boolean', value: a.text === b.text, span };
      return unknown({ kind: 'syntax', what: 'a comparison' }, span);
    default:
      return unknown({ kind: 'syntax', what: 'an operation' }, span);
  }
}

/** `prompt | model | parser`: a chain. */
function piped(a: Value, b: Value, span: Span): Value {
  const made = a.kind === 'made' ? a : b;
  if (made.kind !== 'made') return unknown({ kind: 'syntax', what: 'an operation' }, span);
  const { call, callee } = made;
  return {
    kind: 'made',
    callee: `${callee}.pipe`,
    args: { positional: [b], named: new Map() },
    call,
    of: a,
    span,
  };
}

/** `Path / name`; between two plain texts it is no path. */
function joinedWith(a: Value, b: Value, span: Span): Value {
  if (a.kind === 'path' || a.kind === 'several' || b.kind === 'path') return joinPathValues([a, b], span);
  if (a.kind === 'unknown') return a;
  return unknown({ kind: 'syntax', what: 'an operation' }, span);
}

function joinPathValues(parts: readonly Value[], span: Span): Value {
  return joinPaths(parts, span, 'a path');
}

function percent(a: Value, b: Value, span: Span): Value {
  if (a.kind !== 'string') return unknown({ kind: 'syntax', what: 'an operation' }, span);
  const values = b.kind === 'list' ? b.items.map(({ value }) => value) : [b];
  let next = 0;
  const parts: Value[] = [];
  let from = 0;
  for (const match of a.text.matchAll(/%(?:%|s|d)/g)) {
    parts.push({ kind: 'string', text: a.text.slice(from, match.index), span: a.span });
    from = match.index + match[0].length;
    if (match[0] === '%%') parts.push({ kind: 'string', text: '%', span: a.span });
    else parts.push(values[next++] ?? unknown({ kind: 'syntax', what: 'a missing value' }, span));
  }
  parts.push({ kind: 'string', text: a.text.slice(from), span: a.span });
  return concat(
    parts.filter(part => part.kind !== 'string' || part.text !== ''),
    span,
  );
}
