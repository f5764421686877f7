import { frame } from './environment';
import type { Evaluator } from './evaluate';
import { choice, concat, itemsOf, lift } from './make';
import type { Binding, Loop } from './module';
import type { Environment, ListItem, ObjectEntry, Value } from './value';

/** What changes a value that a name holds already. */
export type Mutation = Extract<Binding, { kind: 'append' | 'set' | 'add' }>;

/** A list or object after something was done to it. */
export function mutated(
  evaluator: Evaluator,
  value: Value,
  mutation: Mutation,
  around: readonly Loop[],
  env: Environment | undefined,
  flags: Omit<ListItem, 'value'>,
): Value {
  // The loops that the use is not in itself run to their end before it.
  const loops = mutation.loops.filter(loop => !around.some(other => other.span.start === loop.span.start));
  const rounds: { readonly env: Environment | undefined; readonly flags: Omit<ListItem, 'value'> }[] = [];
  const run = (depth: number, inner: Environment | undefined, flags: Omit<ListItem, 'value'>): void => {
    const loop = loops[depth];
    if (loop === undefined) {
      rounds.push({ env: inner, flags });
      return;
    }
    for (const item of evaluator.iterate(evaluator.evaluate(loop.iterable, inner), loop.iterable.span))
      run(depth + 1, frame(loop.iterable.span.start, item.value, inner), {
        ...flags,
        ...(item.optional === true ? { optional: true } : {}),
        ...(item.repeated === true ? { repeated: true } : {}),
      });
  };
  run(0, env, flags);
  let result = value;
  for (const round of rounds.slice(0, 200)) {
    if (mutation.kind === 'add') {
      const added = evaluator.evaluate(mutation.value, round.env);
      result =
        result.kind === 'list'
          ? {
              ...result,
              items: [...result.items, ...evaluator.spread(added).map(item => ({ ...item, ...round.flags }))],
            }
          : concat([result, added], result.span);
    } else if (mutation.kind === 'append') {
      const items = mutation.items.flatMap(({ value: item, spread }): readonly ListItem[] => {
        const evaluated = evaluator.evaluate(item, round.env);
        const added = spread === true ? evaluator.spread(evaluated) : [{ value: evaluated }];
        return added.map(one => ({ ...one, ...round.flags }));
      });
      result = atPath(result, mutation.path, target => appended(target, items, mutation.first));
    } else {
      const given = evaluator.evaluate(mutation.value, round.env);
      const { key } = mutation;
      const name =
        key === undefined || typeof key === 'string' ? key : keyText(evaluator.evaluate(key, round.env));
      const optional = mutation.conditional;
      result = atPath(result, mutation.path, target =>
        withEntry(target, name, key === undefined, given, optional, mutation.adds),
      );
    }
  }
  return result;
}

function keyText(value: Value): string | undefined {
  return value.kind === 'string' ? value.text : value.kind === 'number' ? String(value.value) : undefined;
}

function appended(target: Value, items: readonly ListItem[], first: boolean): Value {
  switch (target.kind) {
    case 'list':
      return { ...target, items: first ? [...items, ...target.items] : [...target.items, ...items] };
    case 'choice':
      return lift([target], ([one]) => (one === undefined ? target : appended(one, items, first)));
    default: {
      // What was there before is not known; what is added is.
      const rest: readonly ListItem[] = itemsOf(target) ?? [{ value: target, repeated: true }];
      return { kind: 'list', items: first ? [...items, ...rest] : [...rest, ...items], span: target.span };
    }
  }
}

function withEntry(
  target: Value,
  key: string | undefined,
  whole: boolean,
  value: Value,
  optional: boolean,
  adds = false,
): Value {
  if (target.kind === 'list' && key !== undefined && /^\d+$/.test(key)) {
    const items = target.items.map((item, i) => (i === Number(key) ? { ...item, value } : item));
    return { ...target, items };
  }
  // `messages[messages.length - 1] = …`: in the place of one of them.
  if (target.kind === 'list' && key === undefined && !whole)
    return { ...target, items: [...target.items, { value, optional: true }] };
  if (target.kind !== 'object') return target;
  if (whole) {
    if (value.kind !== 'object')
      return {
        ...target,
        open: { kind: 'unknown', reason: { kind: 'call', what: 'an update' }, span: value.span },
      };
    return value.entries.reduce<Value>(
      (all, entry) => withEntry(all, entry.key, false, entry.value, optional),
      target,
    );
  }
  if (key === undefined)
    return {
      ...target,
      open: { kind: 'unknown', reason: { kind: 'syntax', what: 'a computed key' }, span: value.span },
    };
  const before = target.entries.find(entry => entry.key === key);
  const kept =
    adds && before !== undefined
      ? beside(before.value, value, optional)
      : optional && before !== undefined
        ? choice('branch', value.span.start, [before.value, value], value.span)
        : value;
  const entry: ObjectEntry = {
    key,
    keySpan: value.span,
    value: kept,
    ...(optional && before === undefined ? { optional: true } : {}),
  };
  return { ...target, entries: [...target.entries.filter(other => other.key !== key), entry] };
}

function atPath(value: Value, path: readonly (string | number)[], change: (target: Value) => Value): Value {
  const [step, ...rest] = path;
  if (step === undefined) return change(value);
  if (value.kind === 'object') {
    const entries = value.entries.map(entry =>
      entry.key === String(step) ? { ...entry, value: atPath(entry.value, rest, change) } : entry,
    );
    return { ...value, entries };
  }
  if (value.kind === 'list') {
    const at = typeof step === 'number' ? (step < 0 ? value.items.length + step : step) : -1;
    const items = value.items.map((item, i) =>
      i === at ? { ...item, value: atPath(item.value, rest, change) } : item,
    );
    return { ...value, items };
  }
  return value;
}

/** One more by the same key of a form. */
function beside(before: Value, value: Value, optional: boolean): Value {
  const items = before.kind === 'list' ? before.items : [{ value: before }];
  return {
    kind: 'list',
    items: [...items, { value, ...(optional ? { optional } : {}) }],
    span: before.span,
  };
}
