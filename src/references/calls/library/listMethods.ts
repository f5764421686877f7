import type { Evaluator } from '../evaluate';
import type { CallExpression, Span } from '../expression';
import { choice } from '../make';
import type { Arguments, Environment, Value } from '../value';
import { columnsOf, mapped } from './lists';
import { joinedItems } from './textMethods';

/** `list.reduce((sofar, item) => …, [])`. What is put into a list on the way is as certain as its item. */
export function reduced(
  evaluator: Evaluator,
  over: Value,
  args: Arguments,
  call: CallExpression,
  env: Environment | undefined,
): Value | undefined {
  const [fn, start] = args.positional;
  if (fn?.kind !== 'function' || start === undefined) return undefined;
  let sofar = start;
  for (const { value, optional, repeated } of evaluator.iterate(over, call.span).slice(0, 200)) {
    const before = sofar.kind === 'list' ? sofar.items : [];
    const next = evaluator.apply(fn, { positional: [sofar, value], named: new Map() }, call, env);
    sofar =
      next.kind !== 'list'
        ? next
        : {
            ...next,
            items: next.items.map(item =>
              before.includes(item)
                ? item
                : {
                    ...item,
                    ...(optional === true ? { optional } : {}),
                    ...(repeated === true ? { repeated } : {}),
                  },
            ),
          };
  }
  return sofar;
}

export function ofList(
  evaluator: Evaluator,
  of: Extract<Value, { kind: 'list' }>,
  name: string,
  args: Arguments,
  call: CallExpression,
  env: Environment | undefined,
): Value | undefined {
  const { span } = call;
  const [first, second] = args.positional;
  switch (name) {
    case 'map':
    case 'forEach':
      return first === undefined ? undefined : mapped(evaluator, of, first, call, env);
    case 'flatMap': {
      const all = first === undefined ? undefined : mapped(evaluator, of, first, call, env);
      return all === undefined ? undefined : flattened(evaluator, all, span);
    }
    case 'flat':
      return flattened(evaluator, of, span);
    case 'reduce':
      return reduced(evaluator, of, args, call, env);
    case 'filter': {
      // `.filter(Boolean)` leaves out what is not there, and is followed.
      if (first?.kind === 'module' && first.name === 'Boolean') return of;
      return { ...of, items: of.items.map(item => ({ ...item, optional: true })) };
    }
    case 'concat':
      return {
        ...of,
        items: [
          ...of.items,
          ...args.positional.flatMap(value =>
            /^(?:string|text|number|boolean|object|content|path|made)$/.test(value.kind)
              ? [{ value }]
              : evaluator.spread(value),
          ),
        ],
        span,
      };
    case 'copy':
    case 'values':
    case 'toSorted':
    case 'toReversed':
    case 'sort':
    case 'reverse':
      return of;
    case 'keys':
    case 'entries':
    case 'items':
      return columnsOf(of, name, span);
    case 'slice': {
      const [from, to] = [
        first === undefined ? 0 : numberOf(first),
        second === undefined ? undefined : numberOf(second),
      ];
      if (from === undefined || (second !== undefined && to === undefined))
        return { ...of, items: of.items.map(item => ({ ...item, optional: true })) };
      return { ...of, items: of.items.slice(from, to) };
    }
    case 'at':
      return first === undefined ? undefined : evaluator.at(of, first, span);
    case 'pop':
      return evaluator.at(of, { kind: 'number', value: -1, span }, span);
    case 'find': {
      const values = of.items.map(({ value }) => value);
      return values.length > 0 && values.length <= 16
        ? choice('branch', span.start, values, span)
        : undefined;
    }
    case 'join': {
      const separator: Value = first ?? { kind: 'string', text: ',', span };
      return separator.kind === 'string' ? joinedItems(of.items, separator, span) : undefined;
    }
    case 'tobytes':
    case 'tostring':
      return of.items[0]?.value;
    default:
      return undefined;
  }
}

function numberOf(value: Value): number | undefined {
  return value.kind === 'number' ? value.value : undefined;
}

export function flattened(evaluator: Evaluator, of: Value, span: Span): Value {
  if (of.kind !== 'list') return of;
  const items = of.items.flatMap(item =>
    item.value.kind === 'list' || item.value.kind === 'choice'
      ? evaluator.spread(item.value).map(inner => ({
          ...inner,
          ...(item.optional === true ? { optional: true } : {}),
          ...(item.repeated === true ? { repeated: true } : {}),
        }))
      : [item],
  );
  return { kind: 'list', items, span };
}
