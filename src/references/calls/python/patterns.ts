import type { Expression, Path, Pattern } from '../expression';
import type { Node } from '../parser';
import { isSame, parts, spanOf } from './nodes';

const lists = new Set(['pattern_list', 'tuple_pattern', 'list_pattern', 'tuple', 'list', 'expression_list']);

/** A target that takes a value apart by position. */
export function isListPattern(node: Node): boolean {
  return lists.has(node.type);
}

/** A target of a loop. Attributes and subscripts are no names. */
export function patternOf(node: Node): Pattern | undefined {
  if (node.type === 'identifier') return { kind: 'name', name: node.text, span: spanOf(node) };
  if (!isListPattern(node)) return undefined;
  const items = parts(node);
  const splat = items.findIndex(isSplat);
  const rest = items[splat]?.firstNamedChild;
  const restPattern = rest === null || rest === undefined ? undefined : patternOf(rest);
  return {
    kind: 'list',
    items: (splat < 0 ? items : items.slice(0, splat)).map(patternOf),
    ...(restPattern === undefined ? {} : { rest: restPattern }),
  };
}

export function isSplat(node: Node): boolean {
  return node.type === 'list_splat_pattern' || node.type === 'list_splat';
}

/** The index of an item of a list pattern; counted from the end behind a starred one. */
export function indexIn(pattern: Node, item: Node): number {
  const items = parts(pattern);
  const index = items.findIndex(other => isSame(other, item));
  const splat = items.findIndex(isSplat);
  return splat >= 0 && index > splat ? index - items.length : index;
}

/** What is left for a starred name: some of the items of what is at the path. */
export function restOf(value: Expression, path: Path): Expression {
  const { span } = value;
  let at = value;
  for (const step of path.slice(0, -1)) {
    const index: Expression =
      typeof step === 'number'
        ? { kind: 'number', span, value: step }
        : { kind: 'string', span, text: step, content: span };
    at = { kind: 'index', span, object: at, index };
  }
  return { kind: 'index', span, object: at, index: { kind: 'unknown', span, what: 'a slice' } };
}
