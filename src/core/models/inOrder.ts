/** Visits every entry after the one it refers to, wherever in the object that is written. */
export function inOrder<T>(
  entries: Readonly<Record<string, T>> | undefined,
  refersTo: (entry: T) => string | undefined,
  visit: (key: string, entry: T) => void,
): void {
  const waiting = new Map(Object.entries(entries ?? {}));
  const next = (key: string): void => {
    const entry = waiting.get(key);
    if (entry === undefined) return;
    // Taken out first: a circle ends where it began, with a name that is not known yet.
    waiting.delete(key);
    const other = refersTo(entry);
    if (other !== undefined) next(other);
    visit(key, entry);
  };
  for (const key of [...waiting.keys()]) next(key);
}
