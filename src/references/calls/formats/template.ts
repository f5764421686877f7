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
  let run: Text[] = [];
  const flush = (): void => {
    if (run.length > 0) parts.push(joinedStrings(run, span));
    run = [];
  };
  for (const value of values.flatMap(value => (value.kind === 'text' ? value.parts : [value]))) {
    if (value.kind === 'string') run.push(value);
    else if (value.kind === 'number')
      run.push({ kind: 'string', text: String(value.value), span: value.span });
    else {
      flush();
      parts.push(value);
    }
  }
  flush();
  const [only] = parts;
  if (only === undefined) return { kind: 'string', text: '', span };
  return parts.length === 1 ? only : { kind: 'text', parts, span };
}

type Text = Value & { readonly kind: 'string' };

function joinedStrings(run: readonly Text[], span: Span): Text {
  const [first] = run;
  if (first && run.length === 1) return first;
  const text = run.map(part => part.text).join('');
  // Pieces of what is one literal.
  const start = first?.content?.start;
  const isOne = run.every((part, i) => i === 0 || part.content?.start === run[i - 1]?.content?.end);
  if (start !== undefined && isOne && run.at(-1)?.content?.end === start + text.length) {
    const content = { start, end: start + text.length };
    return { kind: 'string', text, content, span: content };
  }
  return { kind: 'string', text, span, literals: run.flatMap(part => literalsOf(part)) };
}

/** Private use: of each hole a character of its own. */
const firstMark = 0xe000;
const mostHoles = 0x18ff;
const marks = /[\uE000-\uF8FF]/g;
const aroundMarks = /([\uE000-\uF8FF])/;
const quotedMarks = /"([\uE000-\uF8FF])"/g;
