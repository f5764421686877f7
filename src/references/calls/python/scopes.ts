import type { Node } from '../parser';
import { isComprehension, isField, isFunction, parts } from './nodes';

/** A stretch of the text that names belong to. No two begin at the same offset. */
export interface Scope {
  readonly kind: 'module' | 'function' | 'class' | 'comprehension';
  /** -1 for the module's. */
  readonly start: number;
  readonly end: number;
  /** The start of the innermost function; -1 at the top of the module. */
  readonly fn: number;
}

export const moduleScope: Scope = { kind: 'module', start: -1, end: Infinity, fn: -1 };

/**
 * The scopes that code at a node looks a name up in, innermost first. A class is one for what stands directly in it,
 * not for its methods; defaults, decorators and base classes belong to the code around.
 */
export function* scopesAround(at: Node): Generator<Scope> {
  let child = at;
  let grandchild: Node | undefined;
  let inFunction = false;
  for (let node = at.parent; node !== null; grandchild = child, child = node, node = node.parent) {
    if (isFunction(node)) {
      if (!isField(node, 'body', child)) continue;
      yield functionScope(node);
      inFunction = true;
    } else if (node.type === 'class_definition') {
      if (!inFunction && isField(node, 'body', child)) yield scopeOf('class', node);
    } else if (isComprehension(node)) {
      if (isFirstIterable(node, child, grandchild)) continue;
      yield scopeOf('comprehension', node);
      inFunction = true;
    }
  }
  yield moduleScope;
}

export function functionScope(fn: Node): Scope {
  return { kind: 'function', start: fn.startIndex, end: fn.endIndex, fn: fn.startIndex };
}

function scopeOf(kind: 'class' | 'comprehension', node: Node): Scope {
  return { kind, start: node.startIndex, end: node.endIndex, fn: functionAround(node) };
}

export function comprehensionScope(clause: Node): Scope | undefined {
  const node = clause.parent;
  return node === null || !isComprehension(node) ? undefined : scopeOf('comprehension', node);
}

/** What a comprehension's first `for` runs over is worked out outside of it. */
function isFirstIterable(comprehension: Node, child: Node, grandchild: Node | undefined): boolean {
  return (
    grandchild !== undefined &&
    child.type === 'for_in_clause' &&
    !isField(child, 'left', grandchild) &&
    parts(comprehension).find(({ type }) => type === 'for_in_clause')?.id === child.id
  );
}

/** The start of the function a node stands in the body of; -1 for none. */
export function functionAround(at: Node): number {
  let child = at;
  for (let node = at.parent; node !== null; child = node, node = node.parent)
    if (isFunction(node) && isField(node, 'body', child)) return node.startIndex;
  return -1;
}

/** Where a statement binds a name: a comprehension has no names but those of its own `for`s. */
export function bindingScope(at: Node): Scope {
  for (const scope of scopesAround(at)) if (scope.kind !== 'comprehension') return scope;
  return moduleScope;
}
