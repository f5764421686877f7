import { argumentsOf } from './arguments';
import { framed } from './environment';
import { into } from './evaluate';
import type { Evaluator } from './evaluate';
import type { CallExpression, FunctionExpression, Span } from './expression';
import { choice, lift, list, unknown } from './make';
import type { Binding, Bound, Loop } from './module';
import { imageImport, isRelative } from './library/modules';
import { mutated } from './mutated';
import type { Mutation } from './mutated';
import type { Environment, Value } from './value';

type Source = Extract<
  Binding,
  { kind: 'assign' | 'parameter' | 'each' | 'function' | 'class' | 'import' | 'unknown' }
>;

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
    if (isNoValue(source)) continue;
    chosen.unshift(source);
    if (!source.conditional || holds(source, span)) break;
  }
  return chosen;
}

/** Its branch is the one the use stands in. */
function holds(source: Source, span: Span): boolean {
  return source.branch !== undefined && source.branch.start <= span.start && span.end <= source.branch.end;
}

/** `let x;`, `x: str`: says that there is a variable. */
function isNoValue(source: Source): boolean {
  return source.kind === 'unknown' && source.what.startsWith('a variable without a value');
}

/** Where the use is in another function: whatever the name was left with. */
function lasting(sources: readonly Source[]): readonly Source[] {
  const last = sources.findLastIndex(({ conditional }) => !conditional);
  const rest = last < 0 ? sources : sources.slice(last);
  const real = rest.filter(source => !isNoValue(source));
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
