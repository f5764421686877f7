import type { Node } from 'jsonc-parser';
import type { ConfigPath } from './tilescopeConfig';

export interface Span {
  readonly offset: number;
  readonly length: number;
}

/** Turns offsets into lines and columns, both from 1, in a text with any line ends. */
export function lineMap(
  text: string,
): (offset: number) => { readonly line: number; readonly column: number } {
  const starts = [0];
  for (const end of text.matchAll(/\r\n|\n|\r/g)) starts.push(end.index + end[0].length);
  return offset => {
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}

/**
 * What to underline for a path: a plain value itself; the key of an object or a list, which would be many lines; where
 * the path leads nowhere, the same for as much of it as there is.
 */
export function spanOf(root: Node, path: ConfigPath, onKey: boolean): Span {
  let node = root;
  let key: Node | undefined;
  let reached = 0;
  for (const part of path) {
    const next =
      typeof part === 'number' ? { value: node.children?.[part], key: undefined } : property(node, part);
    if (next?.value === undefined) {
      // A key without a value is still a key.
      key = next?.key ?? key;
      break;
    }
    node = next.value;
    key = next.key;
    reached += 1;
  }
  const compound = node.type === 'object' || node.type === 'array';
  if (key !== undefined && (onKey || compound || reached < path.length))
    return { offset: key.offset, length: key.length };
  return compound ? { offset: node.offset, length: 1 } : { offset: node.offset, length: node.length };
}

/** The last one of that name: the one whose value counts. */
function property(
  node: Node,
  name: string,
): { readonly key: Node; readonly value: Node | undefined } | undefined {
  if (node.type !== 'object') return undefined;
  for (const child of [...(node.children ?? [])].reverse()) {
    const [key, value] = child.children ?? [];
    if (key?.value === name) return { key, value };
  }
  return undefined;
}

/** Keys that are written again further down in the same object, and so do not count. */
export function* repeatedKeys(
  node: Node,
  path: ConfigPath = [],
): Generator<{ readonly key: Node; readonly path: ConfigPath }> {
  if (node.type === 'array') {
    for (const [index, child] of (node.children ?? []).entries())
      yield* repeatedKeys(child, [...path, index]);
  }
  if (node.type !== 'object') return;
  const last = new Map<unknown, Node>();
  for (const { children: [key] = [] } of node.children ?? []) if (key !== undefined) last.set(key.value, key);
  for (const { children: [key, value] = [] } of node.children ?? []) {
    if (key === undefined) continue;
    const here = [...path, String(key.value)];
    if (last.get(key.value) !== key) yield { key, path: here };
    else if (value !== undefined) yield* repeatedKeys(value, here);
  }
}
