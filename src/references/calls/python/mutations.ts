import type { Entry, Expression, Item } from '../expression';
import type { Node } from '../parser';
import { argumentsOf, keyOf, lower } from './lower';
import { isField, isSame, parts, spanOf } from './nodes';
import type { BindingPart } from './occurrences';

export interface Mutation {
  readonly part: () => BindingPart;
  /** The statement or call that does it. */
  readonly at: Node;
}

/**
 * What is done to the value that a name, or an attribute of `self`, holds: `name.a[0].append(…)`, `name.key = …`,
 * `name["key"] = …`, `name.update(…)`.
 */
export function mutationOf(holder: Node): Mutation | undefined {
  // What becomes of `self` is asked of its class.
  if (holder.type === 'identifier' && /^(?:self|cls)$/.test(holder.text)) return undefined;
  const steps: (Node | undefined)[] = [];
  let node = holder;
  for (let parent = node.parent; parent !== null; node = parent, parent = node.parent) {
    switch (parent.type) {
      case 'attribute':
        if (!isField(parent, 'object', node)) return undefined;
        steps.push(parent.childForFieldName('attribute') ?? undefined);
        continue;
      case 'subscript':
        if (!isField(parent, 'value', node)) return undefined;
        steps.push(subscriptIn(parent));
        continue;
      case 'parenthesized_expression':
        continue;
      case 'call':
        return isField(parent, 'function', node) && node.type === 'attribute'
          ? calledOn(parent, steps)
          : undefined;
      case 'assignment':
        return isField(parent, 'left', node) ? assigned(parent, steps) : undefined;
      case 'augmented_assignment':
        return isField(parent, 'left', node) ? addedTo(parent, steps) : undefined;
      default:
        return undefined;
    }
  }
  return undefined;
}

function subscriptIn(subscript: Node): Node | undefined {
  const [only, more] = subscript.childrenForFieldName('subscript').filter(child => child?.isNamed === true);
  return more === undefined ? (only ?? undefined) : undefined;
}

/** Names and constants; anything else is no path that can be followed. */
function pathOf(steps: readonly (Node | undefined)[]): readonly (string | number)[] | undefined {
  const path: (string | number)[] = [];
  for (const step of steps) {
    if (step === undefined) return undefined;
    if (isAttribute(step)) {
      path.push(step.text);
      continue;
    }
    const key = lower(step);
    if (key.kind !== 'string' && key.kind !== 'number') return undefined;
    path.push(key.kind === 'string' ? key.text : key.value);
  }
  return path;
}

function isAttribute(step: Node): boolean {
  return step.parent?.type === 'attribute' && isField(step.parent, 'attribute', step);
}

function calledOn(call: Node, steps: readonly (Node | undefined)[]): Mutation | undefined {
  const method = steps.at(-1)?.text;
  const given = call.childForFieldName('arguments');
  if (given === null || method === undefined) return undefined;
  if (!/^(?:append|appendleft|extend|insert|update)$/.test(method)) return undefined;
  const path = pathOf(steps.slice(0, -1));
  if (path === undefined) return undefined;
  if (method === 'update')
    return { at: call, part: () => ({ kind: 'set', path, key: undefined, value: updateOf(call, given) }) };
  return {
    at: call,
    part: () => {
      const [first, second] = argumentsOf(given).map(({ value }) => value);
      const item = method === 'insert' ? second : first;
      const front = method === 'appendleft' || (method === 'insert' && isZero(first));
      return { kind: 'append', path, items: addedItems(item, method === 'extend'), first: front };
    },
  };
}

function isZero(index: Expression | undefined): boolean {
  return index?.kind === 'number' && index.value === 0;
}

/** `extend([a, b])` adds what is written; `extend(others)` what others hold. */
function addedItems(value: Expression | undefined, all: boolean): readonly Item[] {
  if (value === undefined) return [];
  if (!all) return [{ value }];
  return value.kind === 'list' ? value.items : [{ value, spread: true }];
}

/** What `update` is given, as one object. */
function updateOf(call: Node, given: Node): Expression {
  const [first, ...rest] = argumentsOf(given);
  if (first !== undefined && rest.length === 0 && first.name === undefined && first.spread === undefined)
    return first.value;
  const entries = argumentsOf(given).map(({ name, value }, i): Entry => {
    const span = spanOf(parts(given)[i] ?? given);
    return name === undefined
      ? { kind: 'spread', value, span }
      : {
          kind: 'entry',
          key: name,
          keySpan: { start: span.start, end: span.start + name.length },
          value,
          span,
        };
  });
  return { kind: 'object', span: spanOf(call), entries };
}

function assigned(assignment: Node, steps: readonly (Node | undefined)[]): Mutation | undefined {
  const last = steps.at(-1);
  const path = pathOf(steps.slice(0, -1));
  let value = assignment.childForFieldName('right');
  while (value?.type === 'assignment') value = value.childForFieldName('right');
  if (last === undefined || path === undefined || value === null) return undefined;
  const right = value;
  return { at: assignment, part: () => ({ kind: 'set', path, key: stepKey(last), value: lower(right) }) };
}

function stepKey(step: Node): string | Expression {
  return isAttribute(step) ? step.text : keyOf(step);
}

/** `message["content"] += …`: a list gets items, anything else a new value. */
function addedTo(statement: Node, steps: readonly (Node | undefined)[]): Mutation | undefined {
  const last = steps.at(-1);
  const path = pathOf(steps);
  const left = statement.childForFieldName('left');
  const right = statement.childForFieldName('right');
  const operator = statement.childForFieldName('operator')?.text;
  if (last === undefined || path === undefined || left === null || right === null) return undefined;
  return {
    at: statement,
    part: () => {
      const value = lower(right);
      if (operator === '+=' && (value.kind === 'list' || value.kind === 'comprehension'))
        return { kind: 'append', path, items: addedItems(value, true), first: false };
      const sum: Expression = {
        kind: 'binary',
        span: spanOf(statement),
        operator: operator?.slice(0, -1) ?? '',
        left: lower(left),
        right: value,
      };
      return { kind: 'set', path: path.slice(0, -1), key: stepKey(last), value: sum };
    },
  };
}

/** Whether a node is the attribute of this name of `self` or `cls`. */
export function isOwnAttribute(attribute: Node, name: Node): boolean {
  if (attribute.type !== 'attribute' || !isSame(attribute.childForFieldName('attribute'), name)) return false;
  const object = attribute.childForFieldName('object');
  return object?.type === 'identifier' && /^(?:self|cls)$/.test(object.text);
}
