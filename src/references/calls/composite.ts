import { frame } from './environment';
import type { Evaluator } from './evaluate';
import type { Expression, Span } from './expression';
import { choice, lift, unknown } from './make';
import { lastOfEach, operation } from './operations';
import { calleeText } from './through';
import { isNothing, truthOf } from './truth';
import type { Environment, ListItem, ObjectEntry, Value } from './value';

export function listFrom(
  evaluator: Evaluator,
  items: readonly { readonly value: Expression; readonly spread?: boolean }[],
  span: Span,
  env: Environment | undefined,
): Value {
  const out: ListItem[] = [];
  for (const { value, spread } of items) {
    const evaluated = evaluator.evaluate(value, env);
    out.push(...(spread === true ? evaluator.spread(evaluated) : [{ value: evaluated }]));
  }
  return { kind: 'list', items: out.filter(({ value }) => value.kind !== 'null'), span };
}

export function objectOf(
  evaluator: Evaluator,
  expression: Extract<Expression, { kind: 'object' }>,
  env: Environment | undefined,
): Value {
  const values = expression.entries.map(({ value }) => evaluator.evaluate(value, env));
  // What each caller gives by itself: `{ model, ...options }`.
  const given = values.filter(
    (value, i) => expression.entries[i]?.kind === 'spread' && value.kind === 'choice' && value.by === 'each',
  );
  return lift(given, chosen =>
    objectFrom(
      evaluator,
      expression,
      values.map(value => chosen[given.indexOf(value)] ?? value),
      env,
    ),
  );
}

function objectFrom(
  evaluator: Evaluator,
  expression: Extract<Expression, { kind: 'object' }>,
  values: readonly Value[],
  env: Environment | undefined,
): Value {
  const entries: ObjectEntry[] = [];
  let open: Extract<Value, { kind: 'object' }>['open'];
  for (const [i, entry] of expression.entries.entries()) {
    const value = values[i] ?? unknown({ kind: 'limit' }, entry.span);
    if (entry.kind === 'spread') {
      if (value.kind === 'object') {
        entries.push(...value.entries);
        open ??= value.open;
      } else if (value.kind === 'choice') {
        // `...(cond && { detail: 'low' })`.
        const objects = value.options.filter(option => option.kind === 'object');
        for (const option of objects)
          entries.push(...option.entries.map(inner => ({ ...inner, optional: true })));
        if (objects.length + value.options.filter(isNothing).length < value.options.length)
          open ??= { kind: 'unknown', reason: { kind: 'call', what: 'a spread' }, span: value.span };
      } else if (!isNothing(value)) {
        open ??=
          value.kind === 'unknown'
            ? value
            : { kind: 'unknown', reason: { kind: 'call', what: 'a spread' }, span: value.span };
      }
      continue;
    }
    const key = typeof entry.key === 'string' ? entry.key : undefined;
    if (key !== undefined) entries.push({ key, keySpan: entry.keySpan, value, span: entry.span });
    else if (typeof entry.key !== 'string') {
      const computed = evaluator.evaluate(entry.key, env);
      if (computed.kind === 'string')
        entries.push({ key: computed.text, keySpan: entry.keySpan, value, span: entry.span });
      else open ??= { kind: 'unknown', reason: { kind: 'syntax', what: 'a computed key' }, span: entry.span };
    }
  }
  return {
    kind: 'object',
    entries: lastOfEach(entries),
    span: expression.span,
    ...(open === undefined ? {} : { open }),
  };
}

export function conditionalOf(
  evaluator: Evaluator,
  expression: Extract<Expression, { kind: 'conditional' }>,
  env: Environment | undefined,
): Value {
  const test = evaluator.evaluate(expression.test, env);
  // `Array.isArray(x) ? x : [x]`: of what is not known, any number.
  if (test.kind === 'unknown' && isListTest(expression.test) && expression.otherwise.kind === 'list')
    return evaluator.evaluate(expression.then, env);
  const truth = truthOf(test);
  if (truth !== undefined) return evaluator.evaluate(truth ? expression.then : expression.otherwise, env);
  if (test.kind === 'choice' && test.options.every(option => truthOf(option) !== undefined)) {
    const both = [
      test,
      evaluator.evaluate(expression.then, env),
      evaluator.evaluate(expression.otherwise, env),
    ];
    return lift(both, ([decided, then, otherwise]) =>
      decided === undefined || then === undefined || otherwise === undefined
        ? unknown({ kind: 'limit' }, expression.span)
        : truthOf(decided) === true
          ? then
          : otherwise,
    );
  }
  // One and the same test may decide several things: they go together.
  const group = groupOf(expression.test, expression.span);
  return choice(
    'branch',
    group,
    [evaluator.evaluate(expression.then, env), evaluator.evaluate(expression.otherwise, env)],
    expression.span,
  );
}

export function binaryOf(
  evaluator: Evaluator,
  expression: Extract<Expression, { kind: 'binary' }>,
  env: Environment | undefined,
): Value {
  const { operator, span } = expression;
  const left = evaluator.evaluate(expression.left, env);
  switch (operator) {
    case '||':
    case '??':
    case 'or': {
      if (left.kind === 'null') {
        const right = evaluator.evaluate(expression.right, env);
        const empty = right.kind === 'list' && right.items.length === 0;
        return empty && left.unsaid !== undefined ? unknown(left.unsaid, span) : right;
      }
      if (left.kind === 'unknown' || left.kind === 'made') {
        const right = evaluator.evaluate(expression.right, env);
        if (left.kind === 'unknown' && left.reason.kind === 'environment')
          return left.reason.fallback !== undefined
            ? left
            : { ...left, span, reason: { ...left.reason, fallback: right } };
        if (left.kind === 'unknown') return { ...left, otherwise: right };
        return right.kind === 'string' && /^\w+\/[\w.+-]+$/.test(right.text)
          ? { kind: 'unknown', reason: { kind: 'call', what: left.callee }, otherwise: right, span }
          : left;
      }
      const truth = truthOf(left);
      if (truth === false && operator !== '??') return evaluator.evaluate(expression.right, env);
      return left;
    }
    case '&&':
    case 'and': {
      const truth = truthOf(left);
      if (truth === false) return left;
      const right = evaluator.evaluate(expression.right, env);
      if (truth === true) return right;
      return choice('branch', groupOf(expression.left, span), [right, { kind: 'null', span }], span);
    }
  }
  const right = evaluator.evaluate(expression.right, env);
  return lift([left, right], ([a, b]) => {
    if (a === undefined || b === undefined) return unknown({ kind: 'limit' }, span);
    return operation(operator, a, b, span, evaluator);
  });
}

export function comprehensionOf(
  evaluator: Evaluator,
  expression: Extract<Expression, { kind: 'comprehension' }>,
  env: Environment | undefined,
): Value {
  const { span, filtered } = expression;
  const out: ListItem[] = [];
  const run = (depth: number, inner: Environment | undefined, flags: Omit<ListItem, 'value'>): void => {
    const loop = expression.loops[depth];
    if (loop === undefined) {
      out.push({
        value: evaluator.evaluate(expression.body, inner),
        ...flags,
        ...(filtered ? { optional: true } : {}),
      });
      return;
    }
    for (const item of evaluator.iterate(evaluator.evaluate(loop.iterable, inner), loop.iterable.span))
      run(depth + 1, frame(loop.iterable.span.start, item.value, inner), {
        ...flags,
        ...(item.optional === true ? { optional: true } : {}),
        ...(item.repeated === true ? { repeated: true } : {}),
      });
  };
  run(0, env, {});
  if (expression.key !== undefined) return unknown({ kind: 'syntax', what: 'a computed object' }, span);
  return { kind: 'list', items: out, span };
}

function isListTest(test: Expression): boolean {
  return test.kind === 'call' && calleeText(test) === 'Array.isArray';
}

/** Tests of the same plain name decide together. */
function groupOf(test: Expression, span: Span): number {
  if (test.kind !== 'name') return span.start;
  let hash = 0;
  for (const char of test.name) hash = (hash * 31 + (char.codePointAt(0) ?? 0)) % 1_000_003;
  return -1000 - hash;
}
