import type { Evaluator } from './evaluate';
import type { CallExpression } from './expression';
import type { Arguments, Environment, Value } from './value';

/** The arguments of a call, worked out: spreads of known lists and dicts laid out. */
export function argumentsOf(
  evaluator: Evaluator,
  call: CallExpression,
  env: Environment | undefined,
): Arguments {
  const positional: Value[] = [];
  const named = new Map<string, Value>();
  let open: Arguments['open'];
  for (const { value, name, spread } of call.args) {
    const evaluated = evaluator.evaluate(value, env);
    if (name !== undefined) {
      named.set(name, evaluated);
    } else if (spread === 'list') {
      if (evaluated.kind === 'list') positional.push(...evaluated.items.map(item => item.value));
      else open ??= asOpen(evaluated);
    } else if (spread === 'object') {
      if (evaluated.kind === 'object') {
        for (const entry of evaluated.entries) if (!named.has(entry.key)) named.set(entry.key, entry.value);
        open ??= evaluated.open;
      } else {
        open ??= asOpen(evaluated);
      }
    } else {
      positional.push(evaluated);
    }
  }
  return { positional, named, ...(open === undefined ? {} : { open }) };
}

function asOpen(value: Value): NonNullable<Arguments['open']> {
  return value.kind === 'unknown'
    ? value
    : { kind: 'unknown', reason: { kind: 'call', what: 'a spread' }, span: value.span };
}
