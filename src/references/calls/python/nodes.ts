import type { Span } from '../expression';
import type { Node } from '../parser';

export function spanOf(node: Node): Span {
  return { start: node.startIndex, end: node.endIndex };
}

export function isSame(a: Node | null | undefined, b: Node): boolean {
  return a?.id === b.id;
}

/** Whether `child` stands in this field of its parent. */
export function isField(parent: Node, field: string, child: Node): boolean {
  return isSame(parent.childForFieldName(field), child);
}

/** The named children that are code: neither comments nor what the parser could not read. */
export function parts(node: Node): readonly Node[] {
  return node.namedChildren.filter((child): child is Node => child !== null && isCode(child));
}

export function firstPart(node: Node): Node | undefined {
  for (let i = 0; i < node.namedChildCount; i += 1) {
    const child = node.namedChild(i);
    if (child !== null && isCode(child)) return child;
  }
  return undefined;
}

function isCode(node: Node): boolean {
  return node.type !== 'comment' && node.type !== 'line_continuation' && !node.isError;
}

export function isFunction(node: Node): boolean {
  return node.type === 'function_definition' || node.type === 'lambda';
}

const comprehensions = new Set([
  'list_comprehension',
  'set_comprehension',
  'dictionary_comprehension',
  'generator_expression',
]);

export function isComprehension(node: Node): boolean {
  return comprehensions.has(node.type);
}

/** The class whose body a definition stands in, decorated or not. */
export function classAround(definition: Node): Node | undefined {
  const holder = definition.parent?.type === 'decorated_definition' ? definition.parent : definition;
  const cls = holder.parent?.parent;
  return cls?.type === 'class_definition' && holder.parent !== null && isField(cls, 'body', holder.parent)
    ? cls
    : undefined;
}

/** The last part of what a call calls: `create` of `client.responses.create(…)`. */
export function calledName(call: Node): string | undefined {
  const callee = call.childForFieldName('function');
  if (callee?.type === 'identifier') return callee.text;
  return callee?.type === 'attribute' ? callee.childForFieldName('attribute')?.text : undefined;
}

/** The decorators of a definition as written, without `@` and arguments: `functools.cached_property`. */
export function decoratorsOf(definition: Node): readonly string[] {
  const holder = definition.parent;
  if (holder?.type !== 'decorated_definition') return [];
  return parts(holder)
    .filter(({ type }) => type === 'decorator')
    .map(decorator => /^@\s*([\w.]+)/.exec(decorator.text)?.[1] ?? '');
}
