import type { ConfigPath } from './tilescopeConfig';

/** Whether a value is an object with keys, not a list. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `/models/gpt-5.2/rule` → its parts; list indices become numbers where the value is a list. */
export function pathOfPointer(pointer: string, root: unknown): ConfigPath {
  const path: (string | number)[] = [];
  let value = root;
  for (const escaped of pointer.split('/').slice(1)) {
    const key = escaped.replace(/~1/g, '/').replace(/~0/g, '~');
    if (Array.isArray(value)) {
      const items: readonly unknown[] = value;
      path.push(Number(key));
      value = items[Number(key)];
    } else {
      path.push(key);
      value = isRecord(value) ? value[key] : undefined;
    }
  }
  return path;
}

/** `models."gpt-5.2".prices`, `compareModels[1]`: a path as people write it. */
export function showPath(path: ConfigPath): string {
  let shown = '';
  for (const part of path) {
    if (typeof part === 'number') shown += `[${String(part)}]`;
    else shown += `${shown === '' ? '' : '.'}${/^[\w$-]+$/.test(part) ? part : JSON.stringify(part)}`;
  }
  return shown;
}

/**
 * A copy of a value, all through, without what stands at the paths, and without the objects that this empties: a correction of which
 * nothing is left corrects nothing. The empty path leaves nothing: `undefined`.
 */
export function without(value: unknown, paths: readonly ConfigPath[]): unknown {
  if (paths.some(path => path.length === 0)) return undefined;
  if (Array.isArray(value)) return value.flatMap((item, index) => kept(index, item, paths) ?? []);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) => {
      const left = kept(key, item, paths);
      return left === undefined ? [] : [[key, left[0]]];
    }),
  );
}

/** Which items of a list {@link without} leaves, by the indices they had. */
export function remaining(list: readonly unknown[], paths: readonly ConfigPath[]): readonly number[] {
  if (paths.some(path => path.length === 0)) return [];
  return list.flatMap((item, index) => (kept(index, item, paths) === undefined ? [] : [index]));
}

function kept(
  key: string | number,
  item: unknown,
  paths: readonly ConfigPath[],
): readonly [unknown] | undefined {
  const inner = paths.filter(path => path[0] === key).map(path => path.slice(1));
  if (inner.length === 0) return [without(item, [])];
  if (inner.some(path => path.length === 0)) return undefined;
  const left = without(item, inner);
  return isRecord(left) && Object.keys(left).length === 0 ? undefined : [left];
}
