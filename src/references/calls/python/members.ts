import type { FunctionExpression } from '../expression';
import type { Binding, Bound } from '../module';
import type { Node } from '../parser';
import { decoratorsOf, isField, parts } from './nodes';
import { isOwnAttribute, mutationOf } from './mutations';
import type { Names } from './names';
import { made, targetAt } from './occurrences';

/** The class that code at a node is part of. */
export function classOfCode(at: Node): Node | undefined {
  let child = at;
  for (let node = at.parent; node !== null; child = node, node = node.parent)
    if (node.type === 'class_definition' && isField(node, 'body', child)) return node;
  return undefined;
}

/** The node of a class that begins at an offset. */
export function classAt(names: Names, start: number): Node | undefined {
  for (let node: Node | null = names.tree.nodeAt(start, start + 5); node !== null; node = node.parent) {
    if (node.type === 'class_definition') return node;
    if (node.startIndex < start) return undefined;
  }
  return undefined;
}

/** Classes that inherit from one another further than this are not followed. */
const deepest = 8;

/** What a class, or the nearest of its bases in the same text, gives a member of this name. */
export function membersOf(names: Names, cls: Node, name: string, depth = 0): Bound | undefined {
  const own = ownMembers(names, cls, name);
  if (own.length > 0) return { scope: -1, bindings: own };
  if (depth >= deepest) return undefined;
  for (const base of basesOf(names, cls)) {
    const inherited = membersOf(names, base, name, depth + 1);
    if (inherited !== undefined) return inherited;
  }
  return undefined;
}

/** The bases that are plain names of classes of the same text. */
export function basesOf(names: Names, cls: Node): readonly Node[] {
  const listed = cls.childForFieldName('superclasses');
  if (listed === null) return [];
  return parts(listed).flatMap(base => {
    const bound = base.type === 'identifier' ? names.bindings(base.text, base.startIndex) : undefined;
    const last = bound?.bindings.findLast(({ kind }) => kind === 'class');
    const node = last?.kind === 'class' ? classAt(names, last.cls.span.start) : undefined;
    return node === undefined || node.id === cls.id ? [] : [node];
  });
}

function ownMembers(names: Names, cls: Node, name: string): readonly Binding[] {
  const body = cls.childForFieldName('body');
  if (body === null) return [];
  return names.within(name, body.startIndex, body.endIndex).flatMap(offset => {
    const node = names.nodeOf(name, offset);
    const binding = memberAt(names, cls, name, node);
    return binding === undefined ? [] : [binding];
  });
}

function memberAt(names: Names, cls: Node, name: string, node: Node): Binding | undefined {
  const attribute = node.parent;
  if (attribute !== null && isOwnAttribute(attribute, node)) {
    if (classOfCode(attribute)?.id !== cls.id) return undefined;
    const target = targetAt(attribute);
    if (target !== undefined) return withValue(target.binding());
    const mutation = mutationOf(attribute);
    return mutation === undefined ? undefined : made(mutation.part(), mutation.at);
  }
  const occurrence = names.occurrence(name, node.startIndex);
  if (occurrence?.scope?.kind !== 'class' || occurrence.scope.start !== cls.startIndex) return undefined;
  const binding = withValue(occurrence.binding());
  return binding?.kind === 'function' ? property(binding, node.parent) : binding;
}

/** `model: str` alone is no value: whoever makes the object gives it. */
function withValue(binding: Binding): Binding | undefined {
  return binding.kind === 'unknown' && binding.what.startsWith('a variable without a value')
    ? undefined
    : binding;
}

/** What is read like a field, and is what its function returns. */
function property(
  binding: Extract<Binding, { kind: 'function' }>,
  definition: Node | null,
): Binding | undefined {
  const decorators = definition === null ? [] : decoratorsOf(definition);
  if (decorators.some(decorator => /\.(?:setter|deleter)$/.test(decorator))) return undefined;
  if (!decorators.some(decorator => /(?:^|\.)(?:cached_|abstract)?property$/.test(decorator))) return binding;
  const { fn, kind: _, ...circumstances } = binding;
  return { kind: 'assign', value: callOf(fn), path: [], ...circumstances };
}

function callOf(fn: FunctionExpression): Extract<Binding, { kind: 'assign' }>['value'] {
  const end = { start: fn.span.end, end: fn.span.end };
  return { kind: 'call', span: fn.span, callee: fn, args: [], argumentSpan: end, isNew: false };
}
