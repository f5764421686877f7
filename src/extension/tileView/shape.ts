/**
 * What crosses from a page is checked here before it is used: a reader gives the value, with nothing in it that was not
 * asked for, or `undefined` where it is not of the shape.
 */
export type Reader<T> = (value: unknown) => Read<T>;
export type Read<T> = { readonly value: T } | undefined;

export type ReadBy<R> = R extends Reader<infer T> ? T : never;

/** Nobody types as much, and no picture is sent by a page. */
const longestText = 20_000_000;

export const text: Reader<string> = value =>
  typeof value === 'string' && value.length <= longestText ? { value } : undefined;

export const number: Reader<number> = value =>
  typeof value === 'number' && Number.isFinite(value) ? { value } : undefined;

export const boolean: Reader<boolean> = value => (typeof value === 'boolean' ? { value } : undefined);

export function word<const T extends string>(...words: readonly T[]): Reader<T> {
  return value => {
    const found = words.find(one => one === value);
    return found === undefined ? undefined : { value: found };
  };
}

/** Messages lose what is `undefined` on their way, and `null` stands for it in some. */
export function optional<T>(read: Reader<T>): Reader<T | undefined> {
  return value => (value === undefined || value === null ? { value: undefined } : read(value));
}

export function list<T>(read: Reader<T>): Reader<readonly T[]> {
  return value => {
    if (!Array.isArray(value)) return undefined;
    const items: T[] = [];
    for (const one of value) {
      const item = read(one);
      if (item === undefined) return undefined;
      items.push(item.value);
    }
    return { value: items };
  };
}

export function object<R extends Readonly<Record<string, Reader<unknown>>>>(
  readers: R,
): Reader<{ readonly [K in keyof R]: ReadBy<R[K]> }> {
  return value => {
    if (!isRecord(value)) return undefined;
    const entries: [string, unknown][] = [];
    for (const [key, read] of Object.entries(readers)) {
      const item = read(Object.hasOwn(value, key) ? value[key] : undefined);
      if (item === undefined) return undefined;
      if (item.value !== undefined) entries.push([key, item.value]);
    }
    return { value: Object.fromEntries(entries) as { readonly [K in keyof R]: ReadBy<R[K]> } };
  };
}

/** One of several shapes, told apart by a word in them. */
export function unionBy<R extends Readonly<Record<string, Reader<unknown>>>>(
  key: string,
  readers: R,
): Reader<ReadBy<R[keyof R]>> {
  return value => {
    if (!isRecord(value)) return undefined;
    const name = value[key];
    if (typeof name !== 'string' || !Object.hasOwn(readers, name)) return undefined;
    return readers[name]?.(value) as Read<ReadBy<R[keyof R]>>;
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
