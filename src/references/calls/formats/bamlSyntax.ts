import type { Span } from '../expression';

/** What a `.baml` file declares: blocks of fields, and functions with their parameters. */
export interface BamlBlock {
  /** `client`, `function`, `test`, `class` … */
  readonly keyword: string;
  readonly name: string;
  readonly span: Span;
  readonly parameters: readonly BamlParameter[];
  readonly fields: readonly BamlField[];
}

export interface BamlParameter {
  readonly name: string;
  /** As written: `image`, `image[]`, `Doc | null`. */
  readonly type: string;
}

export interface BamlField {
  readonly name: string;
  readonly value: BamlValue;
}

export type BamlValue = { readonly span: Span } & (
  | { readonly kind: 'text'; readonly text: string; readonly content: Span; readonly quoted: boolean }
  | { readonly kind: 'list'; readonly items: readonly BamlValue[] }
  | { readonly kind: 'block'; readonly fields: readonly BamlField[] }
);

interface Token {
  readonly kind: 'word' | 'string' | 'mark' | 'line';
  readonly text: string;
  readonly span: Span;
  readonly content: Span;
}

/** Comments; raw strings with their hashes; strings; ends of lines; marks; words. */
const token =
  /\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|\{\/\/[\s\S]*?(?:\/\/\}|$)|(#{1,10})"([\s\S]*?)(?:"\1|$)|"((?:\\[\s\S]|[^"\\])*)(?:"|$)|(\n)|([{}[\]()<>,:|?@=]|->)|([^\s{}[\]()<>,:|?@="#]+|[\s\S])/g;

function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(token)) {
    const [whole, hashes, raw, quoted, line, mark, word] = match;
    const span = { start: match.index, end: match.index + whole.length };
    if (raw !== undefined || quoted !== undefined) {
      const start = span.start + (hashes?.length ?? 0) + 1;
      const inner = raw ?? quoted ?? '';
      const content = { start, end: start + inner.length };
      tokens.push({ kind: 'string', text: raw ?? unescaped(inner), span, content });
    } else if (line !== undefined) {
      tokens.push({ kind: 'line', text: line, span, content: span });
    } else if (mark !== undefined) {
      tokens.push({ kind: 'mark', text: mark, span, content: span });
    } else if (word !== undefined && /\S/.test(word)) {
      tokens.push({ kind: 'word', text: word, span, content: span });
    }
  }
  return tokens;
}

function unescaped(text: string): string {
  const simple: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };
  return text.replace(/\\([\s\S])/g, (_, char: string) => simple[char] ?? char);
}

/** The declarations of a text, as far as each of them goes. */
export function bamlBlocks(text: string): readonly BamlBlock[] {
  return new Reader(tokensOf(text), text).blocks();
}

const declared = /^(?:client|function|test|class|enum|generator|retry_policy|template_string|type)$/;
const deepest = 100;

class Reader {
  #at = 0;
  #depth = 0;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly text: string,
  ) {}

  blocks(): readonly BamlBlock[] {
    const blocks: BamlBlock[] = [];
    for (let next = this.#peek(); next !== undefined; next = this.#peek()) {
      this.#at += 1;
      if (next.kind !== 'word' || !declared.test(next.text)) continue;
      const block = this.#block(next);
      if (block !== undefined) blocks.push(block);
    }
    return blocks;
  }

  #block(keyword: Token): BamlBlock | undefined {
    // `client<llm> Name {`
    if (this.#take('<')) this.#until('>');
    const name = this.#peek();
    if (name?.kind !== 'word') return undefined;
    this.#at += 1;
    const parameters = this.#take('(') ? this.#parameters() : [];
    // What it returns may be a long type, and a type alone has no block at all.
    for (let next = this.#peek(); next !== undefined && !this.#is('{'); next = this.#peek()) {
      if (next.kind === 'line' && !this.#is('->', 1) && parameters.length === 0) return undefined;
      this.#at += 1;
    }
    if (!this.#take('{')) return undefined;
    const fields = this.#fields();
    const end = this.tokens[this.#at - 1]?.span.end ?? keyword.span.end;
    return {
      keyword: keyword.text,
      name: name.text,
      span: { start: keyword.span.start, end },
      parameters,
      fields,
    };
  }

  #parameters(): readonly BamlParameter[] {
    const parameters: BamlParameter[] = [];
    for (let next = this.#peek(true); next !== undefined && next.text !== ')'; next = this.#peek(true)) {
      this.#at += 1;
      if (next.kind !== 'word') continue;
      this.#take(':');
      const start = this.#peek()?.span.start ?? next.span.end;
      let nested = 0;
      for (let part = this.#peek(); part !== undefined; part = this.#peek()) {
        if (nested === 0 && (part.text === ',' || part.text === ')')) break;
        if (/^[(<[{]$/.test(part.text)) nested += 1;
        if (/^[)>\]}]$/.test(part.text)) nested -= 1;
        this.#at += 1;
      }
      const end = this.#peek()?.span.start ?? this.text.length;
      parameters.push({ name: next.text, type: this.text.slice(start, end).trim() });
    }
    this.#take(')');
    return parameters;
  }

  /** Up to the brace that closes them, or the end. */
  #fields(): readonly BamlField[] {
    const fields: BamlField[] = [];
    this.#depth += 1;
    for (let next = this.#peek(true); next !== undefined; next = this.#peek(true)) {
      this.#at += 1;
      if (next.text === '}' && next.kind === 'mark') break;
      if (next.kind === 'mark') continue;
      this.#take(':');
      const value = this.#value();
      if (value !== undefined) fields.push({ name: next.text, value });
      // Attributes, and the rest of a type.
      const { kind, text } = this.#peek() ?? {};
      if (kind === 'mark' && text !== '}' && text !== ',')
        while (!this.#is('}') && this.#peek() && this.#peek()?.kind !== 'line') this.#at += 1;
    }
    this.#depth -= 1;
    return fields;
  }

  #value(): BamlValue | undefined {
    const next = this.#peek();
    if (next === undefined || next.kind === 'line' || this.#depth > deepest) return undefined;
    if (next.kind !== 'mark') {
      this.#at += 1;
      return {
        kind: 'text',
        text: next.text,
        content: next.content,
        quoted: next.kind === 'string',
        span: next.span,
      };
    }
    const { start } = next.span;
    if (this.#take('{'))
      return { kind: 'block', fields: this.#fields(), span: { start, end: this.#before() } };
    if (!this.#take('[')) return undefined;
    const items: BamlValue[] = [];
    this.#depth += 1;
    for (let item = this.#peek(true); item !== undefined; item = this.#peek(true)) {
      if (this.#take(']')) break;
      const value = this.#value();
      if (value === undefined) this.#at += 1;
      else items.push(value);
    }
    this.#depth -= 1;
    return { kind: 'list', items, span: { start, end: this.#before() } };
  }

  #before(): number {
    return this.tokens[this.#at - 1]?.span.end ?? 0;
  }

  #peek(overLines = false): Token | undefined {
    while (overLines && this.tokens[this.#at]?.kind === 'line') this.#at += 1;
    return this.tokens[this.#at];
  }

  #is(mark: string, ahead = 0): boolean {
    const next = this.tokens[this.#at + ahead];
    return next?.kind === 'mark' && next.text === mark;
  }

  #take(mark: string): boolean {
    if (!this.#is(mark)) return false;
    this.#at += 1;
    return true;
  }

  #until(mark: string): void {
    while (this.#peek() !== undefined && !this.#take(mark)) this.#at += 1;
  }
}
