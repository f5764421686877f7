import { fullName, nowhere } from './environment';
import type { Evaluator } from './evaluate';
import type { CallExpression, FunctionExpression, Span } from './expression';
import { builtIn } from './library/functions';
import { choice, lift, list, unknown } from './make';
import { calleeText, ofSdk, through } from './through';
import type { Arguments, Environment, Value } from './value';

/** Calls a value. */
export function applied(
  evaluator: Evaluator,
  callee: Value,
  args: Arguments,
  call: CallExpression,
  env: Environment | undefined,
  of?: Value,
): Value {
  const { span } = call;
  switch (callee.kind) {
    case 'function':
      return evaluator.run(
        callee.fn,
        args,
        call,
        of?.kind === 'instance' ? { fn: -2, values: new Map([['this', of]]), outer: callee.env } : callee.env,
        of,
      );
    case 'class':
      return { kind: 'instance', cls: callee.cls, env: callee.env, args, span };
    case 'module': {
      const done = builtIn(evaluator, callee, args, call, env);
      if (done !== undefined) return done;
      const name = fullName(callee.module, callee.name);
      const made = ofSdk.test(callee.module) ? undefined : through(name, args, span);
      return made ?? { kind: 'made', callee: name, args, call, span };
    }
    case 'made':
      if (/\bArgumentParser\b.*\.parse_(?:known_)?(?:intermixed_)?args$/.test(callee.callee))
        return unknown({ kind: 'input', what: 'the command line' }, span);
      return {
        kind: 'made',
        callee: callee.callee,
        args,
        call,
        span,
        of: of ?? callee.of ?? callee,
      };
    case 'choice':
      return lift([callee], ([one]) =>
        one === undefined ? unknown({ kind: 'limit' }, span) : evaluator.apply(one, args, call, env, of),
      );
    default: {
      const name = calleeText(call);
      return (
        through(name, args, span) ??
        (callee.kind === 'unknown' && callee.reason.kind !== 'call'
          ? unknown(callee.reason.kind === 'import' ? callee.reason : { kind: 'call', what: name }, span)
          : unknown({ kind: 'call', what: name }, span))
      );
    }
  }
}

/** What a function of the text returns for these arguments. */
export function ran(
  evaluator: Evaluator,
  fn: FunctionExpression,
  args: Arguments,
  call: CallExpression,
  env: Environment | undefined,
  self?: Value,
): Value {
  const { span } = call;
  const names = [...args.named.keys()];
  const given = [...args.positional, ...args.named.values()];
  if (given.some(({ kind }) => kind === 'choice'))
    // For each of what it may be given by itself: what it returns may depend on it.
    return lift(given, chosen => {
      const count = args.positional.length;
      const named = new Map(
        names.map((name, i) => [name, chosen[count + i] ?? unknown({ kind: 'limit' }, span)]),
      );
      return evaluator.run(fn, { ...args, positional: chosen.slice(0, count), named }, call, env, self);
    });
  const [first] = fn.parameters;
  const method =
    evaluator.module.language === 'python' &&
    (first?.name === 'self' || first?.name === 'cls') &&
    call.callee.kind === 'member';
  const values = givenTo(evaluator, fn, args, span, env, method ? 1 : 0);
  if (self !== undefined) values.set('this', self);
  const inner: Environment = { fn: fn.span.start, values, outer: env };
  const key = `call ${String(fn.span.start)}`;
  if ((evaluator.running.get(key) ?? 0) > 2) return unknown({ kind: 'limit' }, span);
  evaluator.running.set(key, (evaluator.running.get(key) ?? 0) + 1);
  try {
    const returned = fn.returns();
    if (returned.length === 0)
      return through(calleeText(call), args, span) ?? unknown({ kind: 'call', what: calleeText(call) }, span);
    const results: Value[] = [];
    for (const { value, conditional } of returned) {
      const result = evaluator.evaluate(value, inner);
      // `if (!file) return null`: the way of an error, not of a picture.
      if (!(conditional && result.kind === 'null')) results.push(result);
      if (!conditional) break;
    }
    const known = results.filter(({ kind }) => kind !== 'null');
    const result = choice('branch', fn.span.start, known.length > 0 ? known : results, span);
    // A helper that is too much for us, and was given the picture's path, is a helper all the same.
    return result.kind === 'unknown' ? (through(calleeText(call), args, span) ?? result) : result;
  } finally {
    evaluator.running.set(key, (evaluator.running.get(key) ?? 1) - 1);
  }
}

/** What each parameter of a function is, by its number. @param from the first that the arguments are for */
export function givenTo(
  evaluator: Evaluator,
  fn: FunctionExpression,
  args: Arguments,
  span: Span,
  env: Environment | undefined,
  from: number,
): Map<string, Value> {
  const values = new Map<string, Value>();
  const parameters = fn.parameters.slice(from);
  parameters.forEach((parameter, i) => {
    let value: Value | undefined;
    if (parameter.rest === 'list') value = list(args.positional.slice(i), span);
    else if (parameter.rest === 'object')
      value = {
        kind: 'object',
        span,
        entries: [...args.named]
          .filter(([key]) => !parameters.some(({ name }) => name === key))
          .map(([key, given]) => ({ key, keySpan: given.span, value: given })),
      };
    else
      value =
        (parameter.name === undefined ? undefined : args.named.get(parameter.name)) ?? args.positional[i];
    if ((value === undefined || value.kind === 'null') && parameter.default !== undefined)
      value = evaluator.evaluate(parameter.default, env === nowhere ? undefined : env);
    values.set(String(i + from), value ?? args.open ?? { kind: 'null', span });
  });
  return values;
}
