import type { Evaluator } from '../evaluate';
import type { CallExpression, Span } from '../expression';
import { choice, list, unknown } from '../make';
import type { Environment, ListItem, Value } from '../value';

/** `range(4)`, `range(1, 4)`, `range(0, 100, 10)`, where the numbers are known and few. */
export function rangeOf(bounds: readonly Value[], span: Span): Value {
  const numbers = bounds.map(bound => (bound.kind === 'number' ? bound.value : NaN));
  const [first = NaN, second, step = 1] = numbers;
  const [from, to] = second === undefined ? [0, first] : [first, second];
  const count = Math.ceil((to - from) / step);
  if (!(count >= 0 && count <= 200)) return unknown({ kind: 'call', what: 'range' }, span);
  const items = Array.from({ length: count }, (_, i): Value => ({
    kind: 'number',
    value: from + i * step,
    span,
  }));
  return list(items, span);
}

export function narrowed(value: Value): Value {
  if (value.kind === 'several') return { ...value, narrowed: true };
  if (value.kind === 'list')
    return { ...value, items: value.items.map(item => ({ ...item, optional: true })) };
  return value;
}

export function pairs(
  items: readonly ListItem[],
  pair: (item: Value, index: number) => readonly Value[],
  span: Span,
): Value {
  return {
    kind: 'list',
    items: items.map((item, i) => ({ ...item, value: list(pair(item.value, i), item.value.span) })),
    span,
  };
}

export function columnsOf(value: Value, what: string, span: Span): Value | undefined {
  if (value.kind === 'choice')
    return choice(
      value.by,
      value.group,
      value.options.map(option => columnsOf(option, what, span) ?? option),
      span,
    );
  if (value.kind === 'list' && what === 'keys')
    return list(
      value.items.map((_, i): Value => ({ kind: 'number', value: i, span })),
      span,
    );
  if (value.kind === 'list' && (what === 'entries' || what === 'items'))
    return pairs(value.items, (item, i) => [{ kind: 'number', value: i, span }, item], span);
  if (value.kind === 'list') return value;
  if (value.kind !== 'object') return value.kind === 'unknown' ? value : undefined;
  const items = value.entries.map(({ key, keySpan, value: inner }): Value => {
    const name: Value = { kind: 'string', text: key, span: keySpan };
    if (what === 'keys') return name;
    return what === 'values' ? inner : list([name, inner], inner.span);
  });
  return list(items, span);
}

export function merged(values: readonly Value[], span: Span): Value {
  const entries = values.flatMap(value => (value.kind === 'object' ? value.entries : []));
  const open = values.find(value => value.kind === 'unknown');
  const kept = entries.filter((entry, i) => !entries.slice(i + 1).some(later => later.key === entry.key));
  return { kind: 'object', entries: kept, span, ...(open?.kind === 'unknown' ? { open } : {}) };
}

/** `list.map(fn)`. */
export function mapped(
  evaluator: Evaluator,
  over: Value,
  fn: Value,
  call: CallExpression,
  env: Environment | undefined,
): Value {
  const { span } = call;
  if (over.kind === 'choice')
    return choice(
      over.by,
      over.group,
      over.options.map(option => mapped(evaluator, option, fn, call, env)),
      span,
    );
  const items = evaluator.iterate(over, span).map((item, i): ListItem => {
    const args = {
      positional: [item.value, { kind: 'number', value: i, span } as const],
      named: new Map<string, Value>(),
    };
    return { ...item, value: evaluator.apply(fn, args, call, env) };
  });
  return { kind: 'list', items, span };
}
