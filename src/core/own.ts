/** What an object itself holds under a key that came from outside: `constructor` is no detail level. */
export function own<T>(record: Readonly<Partial<Record<string, T>>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
