import type { Span } from '../expression';
import { get } from '../shapes/look';
import type { StringValue, Value } from '../value';
import type { MappedText } from './mappedText';
import { Template } from './template';

/** A literal with the way back from its text to where it is written. */
export type Decode = (value: StringValue & { readonly span: Span }) => MappedText;

export type Prompt =
  /** Messages: JSON or YAML, as text or as they are. */
  | { readonly kind: 'chat'; readonly filled: (vars: ReadonlyMap<string, Value>) => Value }
  | { readonly kind: 'plain'; readonly filled: (vars: ReadonlyMap<string, Value>) => Value }
  /** In another file, or made by a program. */
  | { readonly kind: 'elsewhere'; readonly what: string; readonly span: Span };

/** The prompts of a configuration, of which there is always one. */
export function promptsOf(root: Value, decode: Decode): readonly Prompt[] {
  const written = get(root, 'prompts');
  const all = written?.kind === 'list' ? written.items.map(item => item.value) : written ? [written] : [];
  const prompts = all.flatMap((value): readonly Prompt[] => {
    const raw = get(value, 'raw', 'content', 'id') ?? value;
    if (raw.kind === 'list') return [{ kind: 'chat', filled: vars => filledIn(raw, vars, decode) }];
    return raw.kind === 'string' ? [textPrompt(raw, decode)] : [];
  });
  // A prompt that is given somewhere else: `{{prompt}}`, or on the command line.
  return prompts.length > 0
    ? prompts
    : [{ kind: 'elsewhere', what: 'prompts', span: (written ?? root).span }];
}

function textPrompt(raw: StringValue & { readonly span: Span }, decode: Decode): Prompt {
  const text = raw.text.trim();
  if (/^file:\/\/|^\S+\.(?:json|ya?ml|txt|md|j2|csv|[cm]?[jt]s|py)(?::\w+)?$/.test(text))
    return { kind: 'elsewhere', what: text, span: raw.span };
  const json = /^[[{]/.test(text) && !/^\{[{%]/.test(text);
  if (json || /^-\s+(?:role|content):/m.test(text))
    return {
      kind: 'chat',
      filled: vars => {
        const template = templateOf(raw, vars, decode);
        return (json ? template.json() : template.yaml()) ?? template.plain(raw.span);
      },
    };
  return { kind: 'plain', filled: vars => templateOf(raw, vars, decode).plain(raw.span) };
}

/** Messages that are no text: with each text of theirs filled in. */
export function filledIn(value: Value, vars: ReadonlyMap<string, Value>, decode: Decode): Value {
  switch (value.kind) {
    case 'list':
      return {
        ...value,
        items: value.items.map(item => ({ ...item, value: filledIn(item.value, vars, decode) })),
      };
    case 'object':
      return {
        ...value,
        entries: value.entries.map(entry => ({ ...entry, value: filledIn(entry.value, vars, decode) })),
      };
    case 'string':
      return /\{[{%]/.test(value.text) ? templateOf(value, vars, decode).plain(value.span) : value;
    default:
      return value;
  }
}

/** `{{ name }}`, `{{ name | filter }}`, `{% … %}`, `{# … #}`. */
const tags = /\{\{-?\s{0,9}([\w.]*)[^{}]*\}\}|\{%(?:(?!\{%)[\s\S])*?%\}|\{#(?:(?!\{#)[\s\S])*?#\}/g;

export function templateOf(
  value: StringValue & { readonly span: Span },
  vars: ReadonlyMap<string, Value>,
  decode: Decode,
): Template {
  const decoded = decode(value);
  const template = new Template(decoded.place);
  let done = 0;
  const upTo = (end: number): void => {
    template.text(value.text.slice(done, end), { start: done, end });
  };
  for (const match of value.text.matchAll(tags)) {
    upTo(match.index);
    const span = { start: match.index, end: match.index + match[0].length };
    done = span.end;
    // What decides whether something is there leaves both there.
    if (match[1] === undefined) continue;
    const name = match[1];
    template.hole(
      vars.get(name) ?? { kind: 'unknown', reason: { kind: 'input', what: name }, span: decoded.place(span) },
      span,
    );
  }
  upTo(value.text.length);
  return template;
}
