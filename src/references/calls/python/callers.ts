import type { CallExpression, Expression, FunctionExpression } from '../expression';
import type { Bound, Loop } from '../module';
import type { Node } from '../parser';
import { isDead, mapOf } from './branches';
import { mayCall } from './mayBind';
import { basesOf, classOfCode, membersOf } from './members';
import { calledName, classAround, isField, isFunction, isSame, parts } from './nodes';
import type { Names } from './names';

type Lower = (call: Node) => Expression;

/** The node of a function that begins at an offset. */
export function functionAt(names: Names, start: number): Node | undefined {
  for (let node: Node | null = names.tree.nodeAt(start, start + 3); node !== null; node = node.parent) {
    if (isFunction(node) && node.startIndex === start) return node;
    if (node.startIndex < start) return undefined;
  }
  return undefined;
}

/** Calls of a function by its name, those left out that stand in it and those that never run. */
export function* callersOf(names: Names, fn: FunctionExpression, read: Lower): Generator<CallExpression> {
  const definition = functionAt(names, fn.span.start);
  if (fn.name === undefined || definition === undefined) return;
  const cls = classAround(definition);
  const reached = new Map<number, number>();
  const sources =
    cls !== undefined && fn.name === '__init__'
      ? constructions(names, cls)
      : cls === undefined
        ? functionCalls(names, fn, fn.name)
        : methodCalls(names, fn.name, cls);
  for (const { call, skip } of sources) {
    if (call.startIndex >= fn.span.start && call.endIndex <= fn.span.end) continue;
    if (isDead(call, reached)) continue;
    const lowered = read(call);
    if (lowered.kind !== 'call') continue;
    // `submit(function, argument)` is a call of the function with what is behind it.
    if (skip === undefined) yield lowered;
    else
      yield {
        ...lowered,
        callee: lowered.args[skip]?.value ?? lowered.callee,
        args: lowered.args.slice(skip + 1),
      };
  }
}

interface Source {
  readonly call: Node;
  /** The function is an argument of the call: its index. */
  readonly skip?: number;
}

/** What runs a function that it is given, and where among its arguments the function stands. */
const runners: ReadonlyMap<string, number> = new Map([
  ['submit', 0],
  ['to_thread', 0],
  ['run_sync', 0],
  ['partial', 0],
  ['add_task', 0],
  ['start_soon', 0],
  ['run_in_executor', 1],
]);

/** `function.delay(…)`: task queues and remote runners. */
const wrappers = new Set(['delay', 'remote', 'local', 'spawn', 'starmap', 'submit']);

/** The call a function's name, or a method's attribute, is called by. */
function callBy(callee: Node): Source | undefined {
  const holder = callee.parent;
  if (holder?.type === 'call') return isField(holder, 'function', callee) ? { call: holder } : undefined;
  if (holder?.type === 'argument_list' && holder.parent?.type === 'call') {
    const skip = runners.get(calledName(holder.parent) ?? '');
    return skip !== undefined && isSame(parts(holder)[skip], callee)
      ? { call: holder.parent, skip }
      : undefined;
  }
  if (holder?.type !== 'attribute' || !isField(holder, 'object', callee)) return undefined;
  const call = holder.parent;
  const wrapped =
    call?.type === 'call' &&
    isField(call, 'function', holder) &&
    wrappers.has(holder.childForFieldName('attribute')?.text ?? '');
  return wrapped ? { call } : undefined;
}

function* namesOf(names: Names, name: string): Generator<Node> {
  const { text } = names.tree;
  for (const offset of names.within(name, 0, Infinity)) {
    if (
      !mayCall(text, offset, name.length) &&
      !/\bdef\s+$/.test(text.slice(Math.max(0, offset - 12), offset))
    )
      continue;
    const node = names.nodeOf(name, offset);
    if (node.type === 'identifier') yield node;
  }
}

function* functionCalls(names: Names, fn: FunctionExpression, name: string): Generator<Source> {
  for (const node of namesOf(names, name)) {
    const source = callBy(node);
    if (source !== undefined && isBoundTo(names.bindings(name, node.startIndex), fn)) yield source;
  }
}

function isBoundTo(bound: Bound | undefined, fn: FunctionExpression): boolean {
  return (
    bound?.bindings.some(binding =>
      binding.kind === 'function'
        ? binding.fn.span.start === fn.span.start
        : binding.kind === 'assign' &&
          binding.value.span.start <= fn.span.start &&
          fn.span.end <= binding.value.span.end,
    ) === true
  );
}

/** `self.method(…)` within the class; `x.method(…)` where nothing else of the text has that name. */
function* methodCalls(names: Names, name: string, cls: Node): Generator<Source> {
  const attributes: Node[] = [];
  let definitions = 0;
  for (const node of namesOf(names, name)) {
    const { parent } = node;
    if (parent?.type === 'function_definition' && isField(parent, 'name', node)) definitions += 1;
    if (parent?.type === 'attribute' && isField(parent, 'attribute', node)) attributes.push(parent);
  }
  for (const attribute of attributes) {
    const source = callBy(attribute);
    const object = attribute.childForFieldName('object');
    if (source === undefined || object === null) continue;
    const own = object.type === 'identifier' && /^(?:self|cls)$/.test(object.text);
    const around = own ? classOfCode(attribute) : undefined;
    if (around !== undefined && (isSame(around, cls) || definitions === 1)) yield source;
    else if (around === undefined && definitions === 1 && mayBe(names, object, cls)) yield source;
  }
}

/** Whether an object may be one of a class: what is made by something that is imported is not. */
function mayBe(names: Names, object: Node, cls: Node): boolean {
  let root = object;
  for (;;) {
    const inner =
      root.type === 'attribute'
        ? root.childForFieldName('object')
        : root.type === 'call'
          ? root.childForFieldName('function')
          : root.type === 'await' || root.type === 'parenthesized_expression'
            ? root.firstNamedChild
            : null;
    if (inner === null) break;
    if (root.type === 'attribute' && inner.type === 'identifier' && /^(?:self|cls)$/.test(inner.text)) {
      const around = classOfCode(root);
      const member = root.childForFieldName('attribute')?.text;
      if (around === undefined || member === undefined) return true;
      return !isForeign(names, membersOf(names, around, member), cls);
    }
    root = inner;
  }
  if (root.type !== 'identifier') return true;
  return !isForeign(names, names.bindings(root.text, root.startIndex), cls);
}

function isForeign(names: Names, bound: Bound | undefined, cls: Node): boolean {
  const name = cls.childForFieldName('name')?.text;
  return (
    bound?.bindings.some(binding => {
      if (binding.kind === 'import') return true;
      if (binding.kind !== 'assign' || binding.value.kind !== 'call') return false;
      const { callee } = binding.value;
      if (
        (callee.kind === 'name' && callee.name === name) ||
        (callee.kind === 'member' && callee.property === name)
      )
        return false;
      let root: Expression = callee;
      while (root.kind === 'member') root = root.object;
      if (root.kind !== 'name') return false;
      const source = names.bindings(root.name, root.span.start);
      return source?.bindings.some(({ kind }) => kind === 'import') === true;
    }) === true
  );
}

/** Where objects of a class are made: `Class(…)`, `cls(…)` within it, `super().__init__(…)` of those that inherit. */
function* constructions(names: Names, cls: Node): Generator<Source> {
  const name = cls.childForFieldName('name')?.text;
  const body = cls.childForFieldName('body');
  if (name === undefined || body === null) return;
  for (const node of namesOf(names, name)) {
    const { parent } = node;
    const dotted = parent?.type === 'attribute' && isField(parent, 'attribute', node) ? parent : node;
    const source = callBy(dotted);
    if (source !== undefined) yield source;
    else if (parent?.parent?.type === 'class_definition' && isField(parent.parent, 'superclasses', parent))
      yield* inherited(names, cls, parent.parent);
  }
  for (const offset of names.within('cls', body.startIndex, body.endIndex)) {
    const node = names.nodeOf('cls', offset);
    const { parent } = node;
    if (parent?.type === 'call' && isField(parent, 'function', node) && isSame(classOfCode(node), cls))
      yield { call: parent };
  }
}

function* inherited(names: Names, cls: Node, heir: Node): Generator<Source> {
  const body = heir.childForFieldName('body');
  if (body === null || !basesOf(names, heir).some(base => isSame(base, cls))) return;
  let own = false;
  for (const offset of names.within('__init__', body.startIndex, body.endIndex)) {
    const node = names.nodeOf('__init__', offset);
    const { parent } = node;
    if (parent === null || !isSame(classOfCode(parent), heir)) continue;
    if (parent.type === 'function_definition') own = true;
    if (parent.type !== 'attribute' || parent.parent?.type !== 'call') continue;
    if (parent.childForFieldName('object')?.text.startsWith('super(') === true) yield { call: parent.parent };
  }
  if (!own && !isSame(cls, heir)) yield* constructions(names, heir);
}

/** The `map(function, list)` that a function by its name is given to, where nothing else calls it. */
export function mappedBy(names: Names, fn: FunctionExpression): Loop | undefined {
  if (fn.name === undefined) return undefined;
  let loop: Loop | undefined;
  for (const node of namesOf(names, fn.name)) {
    const { parent } = node;
    if (parent?.type === 'call' || parent?.type === 'attribute') {
      if (callBy(node) !== undefined) return undefined;
    } else if (parent?.type === 'argument_list') {
      const found = mapOf(node);
      if (found !== undefined && isBoundTo(names.bindings(fn.name, node.startIndex), fn)) loop ??= found;
    }
  }
  return loop;
}
