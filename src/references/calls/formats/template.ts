import type { Span } from '../expression';
import type { Value } from '../value';
import { literalsOf } from '../shapes/concrete';
import { jsonValue } from './jsonValue';
import { MappedText } from './mappedText';
import type { Place } from './mappedText';
import { yamlValues } from './yamlValue';

/** A text with holes that are filled in before it is read as JSON or YAML. */
export class Template {
  readonly #mapped = new MappedText();
  readonly #holes: Value[] = [];
  /** Whether the text so far ends within a string of JSON. */
  #quoted = false;
  #escaped = false;

  /** @param outer where the spans that pieces are given stand in the file */
  constructor(private readonly outer: Place = span => span) {}

  text(text: string, span: Span): void {
    for (const char of text) {
      if (this.#escaped) this.#escaped = false;
      else if (char === '\\') this.#escaped = this.#quoted;
      else if (char === '"') this.#quoted = !this.#quoted;
    }
    // A mark of the text's own is none of ours.
    this.#mapped.add(text.replace(marks, '\uFFFD'), span);
  }

  hole(value: Value, span: Span): void {
    const mark = String.fromCharCode(firstMark + Math.min(this.#holes.length, mostHoles));
    if (this.#holes.length < mostHoles) this.#holes.push(value);
    this.#mapped.add(this.#quoted ? mark : `"${mark}"`, span);
  }

  json(): Value | undefined {
    return jsonValue(this.#mapped.text, { place: this.#place, string: this.#filled });
  }

  yaml(): Value | undefined {
    return yamlValues(this.#mapped.text, { place: this.#place, string: this.#filled })[0];
  }

  /** As one text. */
  plain(span: Span): Value {
    return (
      this.#filled(this.#mapped.text.replace(quotedMarks, '$1'), span) ?? {
        kind: 'string',
        text: this.#mapped.text,
        span,
      }
    );
  }

  readonly #place: Place = span => this.outer(this.#mapped.place(span));

  readonly #filled = (text: string, span: Span): Value | undefined => {
    if (text.search(marks) < 0) return undefined;
    const parts: Value[] = [];
    for (const piece of text.split(aroundMarks)) {
      if (piece === '') continue;
      const hole = this.#holes[piece.charCodeAt(0) - firstMark];
      parts.push(hole ?? { kind: 'string', text: piece, span });
    }
    return joined(parts, span);
  };
}

/** One value of several that are written one after the other. */
export function joined(values: readonly Value[], span: Span): Value {
  const parts: Value[] = [];
  for (const value of values.flatMap(value => (value.kind === 'text' ? value.parts : [value]))) {
    const last = parts.at(-1);
    if (last?.kind === 'string' && value.kind === 'string')
      parts[parts.length - 1] = joinedStrings(last, value, span);
    else parts.push(value.kind === 'number' ? { kind: 'string', text: String(value.value), span } : value);
  }
  const [only] = parts;
  if (only === undefined) return { kind: 'string', text: '', span };
  return parts.length === 1 ? only : { kind: 'text', parts, span };
}

type Text = Value & { readonly kind: 'string' };

function joinedStrings(before: Text, after: Text, span: Span): Text {
  const text = before.text + after.text;
  const [start, end] = [before.content?.start, after.content?.end];
  // Two pieces of what is one literal.
  if (start !== undefined && end === start + text.length && before.content?.end === after.content?.start)
    return { kind: 'string', text, content: { start, end }, span: { start, end } };
  return { kind: 'string', text, span, literals: [...literalsOf(before), ...literalsOf(after)] };
}

/** Private use: of each hole a character of its own. */
const firstMark = 0xe000;
const mostHoles = 0x18ff;
const marks = /[\uE000-\uF8FF]/g;
const aroundMarks = /([\uE000-\uF8FF])/;
const quotedMarks = /"([\uE000-\uF8FF])"/g;
