import { Composer, isAlias, isMap, isScalar, isSeq, Parser, Scalar } from 'yaml';
import type { CST, Node, YAMLMap } from 'yaml';
import type { Span } from '../expression';
import type { ListItem, ObjectEntry, StringValue, Value } from '../value';
import type { ReadOptions } from './jsonValue';
import { MappedText } from './mappedText';

/** The documents of a YAML text, with what is broken left out. Aliases are what they stand for, at its place. */
export function yamlValues(text: string, options: ReadOptions = {}): readonly Value[] {
  const source = text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text;
  const tokens = [...new Parser().parse(source)];
  if (tokens.some(isTooDeep)) return [];
  const composer = new Composer({
    prettyErrors: false,
    strict: false,
    uniqueKeys: false,
    logLevel: 'silent',
  });
  return [...composer.compose(tokens)].flatMap(document => {
    const root = document.contents as Node | null;
    return root === null ? [] : [new Converter(source, options).value(root)];
  });
}

/** The composer descends once for each bracket, and where the stack ends a regular expression takes the process down. */
function isTooDeep(root: CST.Token): boolean {
  const waiting: { readonly token: CST.Token; readonly depth: number }[] = [{ token: root, depth: 0 }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { token, depth } = next;
    if (depth > deepest) return true;
    if (token.type === 'document' && token.value) waiting.push({ token: token.value, depth: depth + 1 });
    if (!('items' in token)) continue;
    for (const { key, value } of token.items) {
      if (key) waiting.push({ token: key, depth: depth + 1 });
      if (value) waiting.push({ token: value, depth: depth + 1 });
    }
  }
  return false;
}

/** Aliases of aliases multiply: a few lines can stand for billions of values. */
const mostValues = 50_000;
const deepest = 100;

class Converter {
  #left = mostValues;
  readonly #anchors = new Map<string, Node>();
  #depth = 0;

  constructor(
    private readonly text: string,
    private readonly options: ReadOptions,
  ) {}

  value(node: Node): Value {
    const span = this.#spanOf(node);
    if (this.#left <= 0 || this.#depth > deepest) return { kind: 'unknown', reason: { kind: 'limit' }, span };
    this.#left -= 1;
    this.#depth += 1;
    try {
      if (isAlias(node)) {
        const target = this.#anchors.get(node.source);
        return target === undefined
          ? { kind: 'unknown', reason: { kind: 'name', name: node.source }, span }
          : this.value(target);
      }
      if (node.anchor !== undefined) this.#anchors.set(node.anchor, node);
      if (isMap(node)) return { kind: 'object', entries: this.#entries(node), span };
      if (isSeq(node)) {
        const items = node.items.map((item): ListItem => ({ value: this.#part(item, span) }));
        return { kind: 'list', items, span };
      }
      return isScalar(node) ? this.#scalar(node, span) : { kind: 'null', span };
    } finally {
      this.#depth -= 1;
    }
  }

  /** What an item or an entry holds; nothing at all where it is empty. */
  #part(item: unknown, within: Span): Value {
    return isNode(item) ? this.value(item) : { kind: 'null', span: within };
  }

  #entries(map: YAMLMap): readonly ObjectEntry[] {
    const entries: ObjectEntry[] = [];
    for (const { key, value } of map.items) {
      if (!isScalar(key)) continue;
      const keySpan = this.#spanOf(key);
      const held = this.#part(value, keySpan);
      const merged = key.value === '<<' && key.type === Scalar.PLAIN;
      if (merged && (held.kind === 'object' || held.kind === 'list')) {
        // What is merged in gives way to what is written here, wherever that stands.
        const sources = held.kind === 'list' ? held.items.map(item => item.value) : [held];
        entries.unshift(
          ...sources.toReversed().flatMap(from => (from.kind === 'object' ? from.entries : [])),
        );
        continue;
      }
      const span = { start: keySpan.start, end: Math.max(keySpan.end, held.span.end) };
      entries.push({ key: String(key.value), keySpan, value: held, span });
    }
    return entries;
  }

  #spanOf(node: Node): Span {
    const range = rangeOf(node);
    return this.options.place?.(range) ?? range;
  }

  #scalar(node: Scalar, span: Span): Value {
    const { value } = node;
    switch (typeof value) {
      case 'string': {
        const inner = contentOf(this.text, rangeOf(node));
        const content = this.options.place?.(inner) ?? inner;
        return this.options.string?.(value, span, content) ?? { kind: 'string', text: value, content, span };
      }
      case 'number':
        return { kind: 'number', value, span };
      case 'boolean':
        return { kind: 'boolean', value, span };
      default:
        return { kind: 'null', span };
    }
  }
}

function isNode(value: unknown): value is Node {
  return isAlias(value) || isMap(value) || isSeq(value) || isScalar(value);
}

function rangeOf({ range }: Node): Span {
  return { start: range?.[0] ?? 0, end: range?.[1] ?? 0 };
}

/** What stands between the quotes; of a block, its lines. */
function contentOf(text: string, { start, end }: Span): Span {
  const first = text.charAt(start);
  // Where the quote is missing, the parser takes the last character for it.
  if (first === '"' || first === "'") return { start: start + 1, end: Math.max(start + 1, end - 1) };
  if (first !== '|' && first !== '>') return { start, end };
  const line = text.indexOf('\n', start);
  return { start: line < 0 || line >= end ? end : line + 1, end };
}

/** The text of a scalar with the way back to where each of its characters is written. */
export function yamlString(text: string, value: StringValue & { readonly span: Span }): MappedText {
  const mapped = new MappedText();
  const { start, end } = value.content ?? value.span;
  const quote = text.charAt(value.span.start);
  const style = quote === '"' || quote === "'" ? quote : '';
  let at = start;
  for (let done = 0; done < value.text.length;) {
    const [from, length] = [at, done];
    if (style === '"' && text.charAt(at) === '\\') {
      at += escapeLength(text, at);
      // An escaped end of the line is nothing, and so is what the next one begins with.
      if (/[\r\n]/.test(text.charAt(at - 1))) at += blankAt(text, at, end);
      else done += (value.text.codePointAt(done) ?? 0) > 0xffff ? 2 : 1;
    } else if (style === "'" && text.startsWith("''", at)) {
      at += 2;
      done += 1;
    } else if (/\s/.test(value.text.charAt(done)) || /\s/.test(text.charAt(at))) {
      // Lines are indented in the file, and perhaps folded.
      at += blankAt(text, at, end);
      done += blankAt(value.text, done, value.text.length);
    } else {
      while (
        done < value.text.length &&
        at < end &&
        plain(text.charAt(at), style) &&
        text.charAt(at) === value.text.charAt(done)
      ) {
        at += 1;
        done += 1;
      }
      if (at === from) {
        // Not to be matched: all of the rest stands for all of the rest.
        mapped.add(value.text.slice(length), { start: from, end });
        return mapped;
      }
    }
    mapped.add(value.text.slice(length, done), { start: from, end: at });
  }
  return mapped;
}

function plain(char: string, style: string): boolean {
  return !/\s/.test(char) && !(style === '"' && char === '\\') && !(style === "'" && char === "'");
}

function blankAt(text: string, at: number, end: number): number {
  let to = at;
  while (to < end && /\s/.test(text.charAt(to))) to += 1;
  return to - at;
}

function escapeLength(text: string, at: number): number {
  const digits: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };
  const next = text.charAt(at + 1);
  if (next === '\r' && text.charAt(at + 2) === '\n') return 3;
  return 2 + (digits[next] ?? 0);
}
