import { parseTree } from 'jsonc-parser';
import type { Node } from 'jsonc-parser';
import type { Span } from '../expression';
import type { ListItem, ObjectEntry, Value } from '../value';
import type { Place } from './mappedText';

export interface ReadOptions {
  /** Where a stretch of the text stands in the file. */
  readonly place?: Place;
  /** What a string stands for that is more than a text: one with holes that are filled in. */
  readonly string?: (text: string, span: Span, content: Span) => Value | undefined;
}

/**
 * JSON, with comments and trailing commas, as far as it goes: what a broken text holds up to its end. `undefined`
 * where there is nothing at all.
 */
export function jsonValue(text: string, options: ReadOptions = {}): Value | undefined {
  try {
    const source = text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text;
    const root = parseTree(source, [], { allowTrailingComma: true, allowEmptyContent: true });
    return root && new Converter(source, options).value(root);
  } catch (error) {
    // The parser descends once for each bracket: a text of nothing else is no request.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** A request is nested less. */
const deepest = 200;

class Converter {
  #depth = 0;
  readonly #place: Place;

  constructor(
    private readonly text: string,
    private readonly options: ReadOptions,
  ) {
    this.#place = options.place ?? (span => span);
  }

  value(node: Node): Value {
    const span = this.#spanOf(node);
    switch (node.type) {
      case 'string': {
        const content = this.#contentOf(node);
        const text = String(node.value);
        return this.options.string?.(text, span, content) ?? { kind: 'string', text, content, span };
      }
      case 'number':
        return { kind: 'number', value: Number(node.value), span };
      case 'boolean':
        return { kind: 'boolean', value: node.value === true, span };
      case 'array':
      case 'object':
        return this.#nested(node, span);
      case 'property':
      case 'null':
        return { kind: 'null', span };
    }
  }

  #nested(node: Node, span: Span): Value {
    if (this.#depth >= deepest) return { kind: 'unknown', reason: { kind: 'limit' }, span };
    this.#depth += 1;
    const value: Value =
      node.type === 'object'
        ? { kind: 'object', entries: this.#entries(node), span }
        : {
            kind: 'list',
            items: (node.children ?? []).map((item): ListItem => ({ value: this.value(item) })),
            span,
          };
    this.#depth -= 1;
    return value;
  }

  #entries(node: Node): readonly ObjectEntry[] {
    const entries: ObjectEntry[] = [];
    for (const property of node.children ?? []) {
      const [key, value] = property.children ?? [];
      if (!key || !value) continue;
      entries.push({
        key: String(key.value),
        keySpan: this.#spanOf(key),
        value: this.value(value),
        span: this.#spanOf(property),
      });
    }
    return entries;
  }

  #spanOf({ offset, length }: Node): Span {
    return this.#place({ start: offset, end: offset + length });
  }

  /** What stands between the quotes; the closing one is missing from a text that is being written. */
  #contentOf({ offset, length }: Node): Span {
    const closed = isClosed(this.text.slice(offset, offset + length));
    return this.#place({ start: offset + 1, end: offset + length - (closed ? 1 : 0) });
  }
}

function isClosed(raw: string): boolean {
  if (raw.length < 2 || !raw.endsWith('"')) return false;
  let slashes = 0;
  while (raw.charAt(raw.length - 2 - slashes) === '\\') slashes += 1;
  return slashes % 2 === 0;
}
