import { argumentsOf } from './arguments';
import { frame, framed } from './environment';
import { into } from './evaluate';
import type { Evaluator } from './evaluate';
import type { CallExpression, FunctionExpression, Span } from './expression';
import { choice, concat, itemsOf, lift, list, unknown } from './make';
import type { Binding, Bound, Loop } from './module';
import { imageImport, isRelative } from './library/modules';
import type { Environment, ListItem, ObjectEntry, Value } from './value';

type Source = Extract<
  Binding,
  { kind: 'assign' | 'parameter' | 'each' | 'function' | 'class' | 'import' | 'unknown' }
>;
type Mutation = Exclude<Binding, Source>;

function isSource(binding: Binding): binding is Source {
  return binding.kind !== 'append' && binding.kind !== 'set' && binding.kind !== 'add';
}

/** What a name holds at `span`, by the order in which a reader would follow it. */
export function resolve(
  evaluator: Evaluator,
  name: string,
  bound: Bound,
  span: Span,
  env: Environment | undefined,
): Value {
  const sources = bound.bindings.filter(isSource);
  const mutations = bound.bindings.filter((binding): binding is Mutation => !isSource(binding));
  const one = sources.length <= 1 && mutations.length === 0;
  const around = one ? undefined : evaluator.module.around(span.start);
  const inside = around?.functions[0]?.span.start ?? -1;
  const here = inside === bound.scope || name.startsWith('this.');

  const chosen = one || sources.length === 1 ? sources : here ? reaching(sources, span) : lasting(sources);
  const options = chosen.map(source => sourceValue(evaluator, name, source, span, env));
  let value = choice('branch', chosen[0]?.span.start ?? span.start, options, span);
  if (options.length === 0) {
    if (mutations.length === 0) return unknown({ kind: 'name', name }, span);
    value = unknown({ kind: 'name', name }, span);
  }
  const since = chosen[0]?.span.start ?? -1;
  const loops = around?.loops ?? [];
  for (const mutation of mutations) {
    const elsewhere = name.startsWith('this.') && mutation.within !== chosen[0]?.within;
    if (mutation.span.start < since && chosen[0]?.kind !== 'parameter' && !elsewhere) continue;
    const before = mutation.span.end <= span.start;
    const again = mutation.loops.some(
      loop => loops.some(other => other.span.start === loop.span.start) && loop.span.start > since,
    );
    // `while (true) { ask(messages); messages.push(…) }`: any number, from the second round on.
    const later =
      !before && mutation.rounds?.some(round => round > since && around?.rounds?.includes(round)) === true;
    // What another method adds to a field may have been added before.
    const other = name.startsWith('this.') && mutation.within !== inside;
    if (here && !before && !again && !later && !other) continue;
    // A `while` that the use is not in is run to its end.
    const often = mutation.rounds?.some(round => around?.rounds?.includes(round) !== true) === true;
    value = mutated(evaluator, value, mutation, loops, env, {
      ...(mutation.conditional || later ? { optional: true } : {}),
      ...(later || often ? { repeated: true } : {}),
    });
  }
  return value;
}

/** Where the use is in the same function: the assignments that may be the last before it. */
function reaching(sources: readonly Source[], span: Span): readonly Source[] {
  const before = sources.filter(({ span: at, kind }) =>
    kind === 'function' || kind === 'class' || kind === 'each' || kind === 'parameter'
      ? true
      : at.end <= span.start,
  );
  const visible = before.length > 0 ? before : sources;
  const chosen: Source[] = [];
  for (let i = visible.length - 1; i >= 0; i -= 1) {
    const source = visible[i];
    if (source === undefined) continue;
    // The other branch of the same condition is not on the way here.
    if (isElsewhere(source, span, chosen)) continue;
    chosen.unshift(source);
    if (!source.conditional || holds(source, span)) break;
  }
  return withoutCovered(chosen);
}

/** Its branch is the one the use stands in. */
function holds(source: Source, span: Span): boolean {
  return source.branch !== undefined && source.branch.start <= span.start && span.end <= source.branch.end;
}

/** A use in a branch, and an assignment in a branch that is beside it: begun before, ended before, no way between. */
function isElsewhere(source: Source, _span: Span, _chosen: readonly Source[]): boolean {
  return source.kind === 'unknown' && source.what.startsWith('a variable without a value');
}

/** `x = 'a'` at first, then an `if` and an `else` that each set it: the first is never seen. */
function withoutCovered(chosen: readonly Source[]): readonly Source[] {
  return chosen;
}

/** Where the use is in another function: whatever the name was left with. */
function lasting(sources: readonly Source[]): readonly Source[] {
  const last = sources.findLastIndex(({ conditional }) => !conditional);
  const rest = last < 0 ? sources : sources.slice(last);
  const real = rest.filter(source => !isElsewhere(source, source.span, []));
  return real.length > 0 ? real : rest;
}

function sourceValue(
  evaluator: Evaluator,
  name: string,
  source: Source,
  span: Span,
  env: Environment | undefined,
): Value {
  switch (source.kind) {
    case 'assign': {
      const value = into(evaluator, evaluator.evaluate(source.value, env), source.path, span);
      const { default: fallback } = source;
      if (fallback === undefined) return value;
      return lift([value], ([one]) =>
        one === undefined || one.kind === 'null' || one.kind === 'unknown'
          ? evaluator.evaluate(fallback, env)
          : one,
      );
    }
    case 'function':
      return { kind: 'function', fn: source.fn, env: env ?? top, span };
    case 'class':
      return { kind: 'class', cls: source.cls, env: env ?? top, span };
    case 'each':
      return into(evaluator, eachOf(evaluator, source.loop, env), source.path, span);
    case 'parameter':
      return parameterValue(evaluator, name, source, span, env);
    case 'import':
      return importValue(evaluator, source.module, source.name, span);
    case 'unknown':
      return unknown({ kind: 'syntax', what: source.what }, span);
  }
}

const top: Environment = { fn: -1, values: new Map(), outer: undefined };

/** A loop's variable: the item of the round that is being followed, or each of them. */
export function eachOf(evaluator: Evaluator, loop: Loop, env: Environment | undefined): Value {
  const item = framed(env, loop.iterable.span.start);
  if (item !== undefined) return item;
  const items = evaluator.iterate(evaluator.evaluate(loop.iterable, env), loop.iterable.span);
  if (items.length === 0)
    return unknown({ kind: 'call', what: 'an item of an empty list' }, loop.iterable.span);
  return choice(
    'each',
    loop.span.start,
    items.map(({ value }) => value),
    loop.iterable.span,
  );
}

function parameterValue(
  evaluator: Evaluator,
  name: string,
  source: Extract<Source, { kind: 'parameter' }>,
  span: Span,
  env: Environment | undefined,
): Value {
  const given = argumentIn(env, source.fn.span.start, source.index);
  if (given !== undefined) {
    const value = into(evaluator, given, source.path, span);
    const { default: fallback } = source;
    if (fallback === undefined) return value;
    return lift([value], ([one]) =>
      one === undefined || one.kind === 'null' ? evaluator.evaluate(fallback, undefined) : one,
    );
  }
  if (source.loop !== undefined && source.index === 0)
    return into(evaluator, eachOf(evaluator, source.loop, env), source.path, span);
  return byCallers(evaluator, name, source, span, env);
}

function argumentIn(env: Environment | undefined, fn: number, index: number): Value | undefined {
  for (let at = env; at !== undefined; at = at.outer) if (at.fn === fn) return at.values.get(String(index));
  return undefined;
}

/** Callers beyond these are many enough for a function that is called with anything. */
const mostCallers = 24;

/** Defaults that say where a framework takes the value from: `file: UploadFile = File(...)`. */
const declared = /^(?:fastapi|starlette|typer|pydantic|gradio|ninja|litestar)\b/;

/** What the callers of a function in the same text give it: each of them makes the calls within. */
function byCallers(
  evaluator: Evaluator,
  name: string,
  source: Extract<Source, { kind: 'parameter' }>,
  span: Span,
  env: Environment | undefined,
): Value {
  const { fn, index } = source;
  const reason = { kind: 'parameter', name: source.name || name, fn: fn.name } as const;
  const otherwise = (): Value =>
    source.default !== undefined
      ? evaluator.evaluate(source.default, env)
      : { kind: 'unknown', reason, span, ...(source.rest === 'object' && { rest: true }) };
  const callers = [...take(evaluator.module.callersOf(fn), mostCallers + 1)];
  if (callers.length === 0 || callers.length > mostCallers) {
    const value = otherwise();
    if (value.kind === 'made' && declared.test(value.callee)) return unknown(reason, span);
    return value.kind === 'null' ? { ...value, unsaid: reason } : value;
  }
  const method = fn.parameters[0]?.name === 'self' || fn.parameters[0]?.name === 'cls';
  const options: Value[] = [];
  for (const caller of callers) {
    const shift = method && evaluator.module.language === 'python' ? 1 : 0;
    const declared = fn.parameters[index];
    let expression = caller.args.find(arg => arg.name !== undefined && arg.name === declared?.name)?.value;
    const positional = caller.args.filter(arg => arg.name === undefined);
    const at = index - shift;
    if (
      expression === undefined &&
      declared?.rest === undefined &&
      !positional.slice(0, at + 1).some(arg => arg.spread)
    )
      expression = positional[at]?.value;
    if (declared?.rest === 'list') {
      const rest = positional.slice(at).map(arg => evaluator.evaluate(arg.value, undefined));
      options.push(into(evaluator, list(rest, caller.span), source.path, span));
      continue;
    }
    if (declared?.rest === 'object') {
      options.push(into(evaluator, namedRest(evaluator, fn, caller), source.path, span));
      continue;
    }
    if (expression === undefined) {
      options.push(otherwise());
      continue;
    }
    const value = into(evaluator, evaluator.evaluate(expression, undefined), source.path, span);
    options.push(value.kind === 'null' && source.default !== undefined ? otherwise() : value);
  }
  // Who calls with something that is not known says nothing about who calls with something that is.
  const flat = options.flatMap(option =>
    option.kind === 'choice' && option.by === 'each' ? option.options : [option],
  );
  if (flat.every(option => option.kind === 'unknown')) return flat[0] ?? otherwise();
  return choice('each', fn.span.start, flat.length === options.length ? options : flat, span);
}

/** What `**kwargs` holds of a call: the keywords that no other parameter takes. */
function namedRest(evaluator: Evaluator, fn: FunctionExpression, caller: CallExpression): Value {
  const args = argumentsOf(evaluator, caller, undefined);
  const taken = new Set(fn.parameters.map(({ name }) => name));
  return {
    kind: 'object',
    span: caller.span,
    entries: [...args.named]
      .filter(([key]) => !taken.has(key))
      .map(([key, value]) => ({ key, keySpan: value.span, value })),
    ...(args.open && { open: args.open }),
  };
}

function* take<T>(items: Iterable<T>, most: number): Generator<T> {
  let count = 0;
  for (const item of items) {
    if (count >= most) return;
    count += 1;
    yield item;
  }
}

function importValue(evaluator: Evaluator, module: string, name: string, span: Span): Value {
  const image = imageImport(module, span);
  if (image !== undefined) return image;
  // The module itself: what is wanted of it is said behind the dot.
  if (name === '*') return { kind: 'module', module, name, span };
  if (isRelative(module, evaluator.module.language)) {
    const value = evaluator.imported(module, name, span);
    if (value.kind !== 'unknown' || value.reason.kind !== 'import') return value;
    // A package of the project's own, or one step too far: its functions may still be recognised by what they get.
    return value;
  }
  // Not relative, and still perhaps the project's own: `from config import MODEL`, `@/lib/constants`.
  const own = evaluator.imported(module, name, span);
  if (own.kind !== 'unknown') return own;
  return { kind: 'module', module, name, span };
}

/** A list or object after something was done to it. */
function mutated(
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
