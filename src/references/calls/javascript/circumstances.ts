import type { Expression } from '../expression';
import type { Binding, Circumstances, Loop } from '../module';
import type { Node } from '../parser';
import { branches, isFunction, lower, spanOf } from './lower';

export type BindingPart<T = Binding> = T extends Binding ? Omit<T, keyof Circumstances> : never;

export function loopOf(statement: Node): Loop | undefined {
  if (statement.type === 'for_in_statement') {
    const right = statement.childForFieldName('right');
    if (right === null) return undefined;
    const iterable = lower(right);
    const keys = statement.childForFieldName('operator')?.text === 'in';
    return { span: spanOf(statement), iterable: keys ? methodCall(iterable, 'keys') : iterable };
  }
  if (statement.type !== 'for_statement') return undefined;
  const condition = statement.childForFieldName('condition');
  const test = condition?.type === 'expression_statement' ? condition.firstNamedChild : condition;
  if (test?.type !== 'binary_expression') return undefined;
  const right = test.childForFieldName('right');
  if (right?.type !== 'member_expression' || right.childForFieldName('property')?.text !== 'length')
    return undefined;
  const object = right.childForFieldName('object');
  return object === null
    ? undefined
    : { span: spanOf(statement), iterable: methodCall(lower(object), 'keys') };
}

function methodCall(object: Expression, property: string): Expression {
  const { span } = object;
  return {
    kind: 'call',
    span,
    callee: { kind: 'member', span, object, property, propertySpan: span },
    args: [],
    argumentSpan: { start: span.end, end: span.end },
    isNew: false,
  };
}

/** A binding with how its statement stands. */
export function made(part: BindingPart, at: Node): Binding {
  return { ...part, ...circumstancesOf(at) };
}

/** How a statement stands in its function. Callbacks that run for each item of a list are loops of the function around. */
export function circumstancesOf(at: Node): Circumstances {
  const loops: Loop[] = [];
  const rounds: number[] = [];
  let branch: Node | undefined;
  let child = at;
  for (let node = at.parent; node !== null; child = node, node = node.parent) {
    if (isFunction(node)) {
      const loop = iterationOf(node);
      if (loop === undefined) break;
      loops.unshift(loop);
    } else if (node.type === 'for_in_statement' || node.type === 'for_statement') {
      const body = node.childForFieldName('body');
      if (body?.id !== child.id) continue;
      const loop = loopOf(node);
      if (loop !== undefined) loops.unshift(loop);
      else {
        branch ??= node;
        rounds.push(node.startIndex);
      }
    } else if (isBranch(node, child)) {
      branch ??= child;
      if (node.type === 'while_statement' || node.type === 'do_statement') rounds.push(node.startIndex);
    }
  }
  return {
    span: spanOf(statementOf(at)),
    conditional: branch !== undefined,
    ...(branch === undefined ? {} : { branch: spanOf(branch) }),
    loops,
    ...(rounds.length === 0 ? {} : { rounds }),
    within: enclosing(at),
  };
}

function isBranch(node: Node, child: Node): boolean {
  if (!branches.has(node.type)) {
    if (node.type !== 'binary_expression' || node.childForFieldName('right')?.id !== child.id) return false;
    return /^(?:&&|\|\||\?\?)$/.test(node.childForFieldName('operator')?.text ?? '');
  }
  // The test of an `if` is always looked at.
  return node.childForFieldName('condition')?.id !== child.id;
}

/** For its order: `const a = 1, b = 2` are two. */
function statementOf(at: Node): Node {
  return at;
}

/** The function a node stands in, those left out that are run for each item of a list. */
export function enclosing(at: Node): number {
  for (let node = at.parent; node !== null; node = node.parent)
    if (isFunction(node) && iterationOf(node) === undefined) return node.startIndex;
  return -1;
}

const iterations = new Set(['map', 'forEach', 'flatMap', 'filter', 'each', 'some', 'every', 'find']);

/** For a callback: `list.map(…)`, `Promise.all(list.map(…))`, `p.map(list, …)`, `Array.from(list, …)`. */
export function iterationOf(fn: Node): Loop | undefined {
  const call = fn.parent?.type === 'arguments' ? fn.parent.parent : null;
  if (call?.type !== 'call_expression') return undefined;
  const callee = call.childForFieldName('function');
  if (callee?.type !== 'member_expression') return undefined;
  const method = callee.childForFieldName('property')?.text ?? '';
  const object = callee.childForFieldName('object');
  const first = fn.parent?.firstNamedChild;
  if (object === null) return undefined;
  if (first?.id === fn.id)
    return iterations.has(method) ? { span: spanOf(call), iterable: lower(object) } : undefined;
  if (first === null || first === undefined) return undefined;
  return (method === 'map' && /^[A-Za-z_$]\w*$/.test(object.text)) || callee.text === 'Array.from'
    ? { span: spanOf(call), iterable: lower(first) }
    : undefined;
}
