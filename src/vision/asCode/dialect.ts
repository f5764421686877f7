/** How a language writes values; strings that are words of `Exported` are looked up first. */
export interface Dialect {
  readonly indent: string;
  /** `name: value`, `'name': value`. */
  readonly key: (name: string) => string;
  readonly text: (text: string) => string;
  readonly literal: (value: boolean | null) => string;
  /** `{ a }`, not `{a}`. */
  readonly blanks: boolean;
  /** A comma after the last line too. */
  readonly lastComma: boolean;
  /** For what a word stands for. */
  readonly words: ReadonlyMap<string, string>;
}

/** What fits is written in one line. */
const width = 90;

/** A JSON value in a dialect; lines after the first begin at `depth`. */
export function written(value: unknown, dialect: Dialect, depth = 0): string {
  const flat = flatly(value, dialect);
  if (flat.length + depth * dialect.indent.length <= width && !flat.includes('\n')) return flat;
  const inner = dialect.indent.repeat(depth + 1);
  const end = `${dialect.lastComma ? ',' : ''}\n${dialect.indent.repeat(depth)}`;
  if (Array.isArray(value)) {
    const items = value.map(item => inner + written(item, dialect, depth + 1));
    return items.length === 0 ? '[]' : `[\n${items.join(',\n')}${end}]`;
  }
  if (isObject(value)) {
    const entries = entriesOf(value).map(
      ([name, item]) => `${inner}${dialect.key(name)}: ${written(item, dialect, depth + 1)}`,
    );
    return entries.length === 0 ? '{}' : `{\n${entries.join(',\n')}${end}}`;
  }
  return flat;
}

function flatly(value: unknown, dialect: Dialect): string {
  if (Array.isArray(value)) return `[${value.map(item => flatly(item, dialect)).join(', ')}]`;
  if (isObject(value)) {
    const entries = entriesOf(value).map(([name, item]) => `${dialect.key(name)}: ${flatly(item, dialect)}`);
    if (entries.length === 0) return '{}';
    return dialect.blanks ? `{ ${entries.join(', ')} }` : `{${entries.join(', ')}}`;
  }
  if (typeof value === 'string') return dialect.words.get(value) ?? dialect.text(value);
  if (typeof value === 'number') return JSON.stringify(value);
  return dialect.literal(typeof value === 'boolean' ? value : null);
}

/** As JSON has them: what is `undefined` is not there. */
export function entriesOf(value: Readonly<Record<string, unknown>>): readonly (readonly [string, unknown])[] {
  return Object.entries(value).filter(([, item]) => item !== undefined);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
