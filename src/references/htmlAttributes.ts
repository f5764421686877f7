/** An attribute of a tag. Offsets are those of the text. */
export interface Attribute {
  readonly name: string;
  readonly value:
    | { readonly kind: 'none' }
    | { readonly kind: 'text'; readonly start: number; readonly end: number }
    /** An expression of Svelte, Astro or JSX: behind its opening brace. */
    | { readonly kind: 'braces'; readonly start: number };
}

const doubleQuote = 34;
const singleQuote = 39;
const slash = 47;
const less = 60;
const equals = 61;
const greater = 62;
const backquote = 96;
const brace = 123;

/**
 * The attributes of one tag, one after the other. Looks at each character once: a regular expression remembers where it
 * was at every one of them, and there may be a picture of ten million in a value.
 */
export class AttributeReader {
  /** Where the next look begins; in the end, behind the tag. */
  at: number;
  /** Of these there is none further on. */
  readonly #unclosed = new Set<number>();

  constructor(
    private readonly text: string,
    from: number,
    private readonly to: number,
  ) {
    this.at = from;
  }

  /** `undefined` at the end of the tag or of the text. */
  next(): Attribute | undefined {
    const { text, to } = this;
    for (;;) {
      if (this.at >= to) return undefined;
      const start = this.#behindSpace(this.at);
      if (start >= text.length) return undefined;
      const code = text.charCodeAt(start);
      if (code === greater) {
        this.at = start + 1;
        return undefined;
      }
      if (!endsName(code)) return this.#attribute(start);
      this.at = start + 1;
    }
  }

  #attribute(start: number): Attribute {
    const { text } = this;
    let end = start;
    while (end < text.length && !endsName(text.charCodeAt(end)) && !isSpace(text.charCodeAt(end))) end += 1;
    this.at = end;
    const name = text.slice(start, end);
    const sign = this.#behindSpace(end);
    const none: Attribute = { name, value: { kind: 'none' } };
    if (text.charCodeAt(sign) !== equals) return none;
    const from = this.#behindSpace(sign + 1);
    const code = text.charCodeAt(from);
    if (code === doubleQuote || code === singleQuote) {
      const close = this.#unclosed.has(code) ? -1 : text.indexOf(text.charAt(from), from + 1);
      if (close < 0) {
        this.#unclosed.add(code);
        return none;
      }
      this.at = close + 1;
      return { name, value: { kind: 'text', start: from + 1, end: close } };
    }
    if (code === brace) {
      this.at = from + 1;
      return { name, value: { kind: 'braces', start: from + 1 } };
    }
    let behind = from;
    while (behind < text.length && !endsBareValue(text.charCodeAt(behind))) behind += 1;
    if (behind === from) return none;
    this.at = behind;
    return { name, value: { kind: 'text', start: from, end: behind } };
  }

  #behindSpace(from: number): number {
    let at = from;
    while (at < this.text.length && isSpace(this.text.charCodeAt(at))) at += 1;
    return at;
  }
}

function endsName(code: number): boolean {
  return (
    code === doubleQuote ||
    code === singleQuote ||
    code === less ||
    code === greater ||
    code === slash ||
    code === equals
  );
}

function endsBareValue(code: number): boolean {
  return (
    isSpace(code) ||
    code === doubleQuote ||
    code === singleQuote ||
    code === equals ||
    code === less ||
    code === greater ||
    code === backquote ||
    code === brace
  );
}

/** What `\s` is in a regular expression. */
export function isSpace(code: number): boolean {
  if (code < 128) return code === 32 || (code >= 9 && code <= 13);
  return /\s/.test(String.fromCharCode(code));
}
