import type { Node } from '../parser';
import { apiOfUrl } from '../shapes/body';
import { textWithStars } from '../shapes/client';
import type { Span } from '../expression';
import type { ObjectEntry, Value } from '../value';
import { argumentsOf, outputOf, pathOf, redirected } from './shellOutput';
import { children, spanOf, templateOf, valueOf } from './shellText';
import type { Piece, Shell } from './shellText';

/** What a request carries. */
export interface Body {
  readonly value: Value;
  /** Its quotes are written with backslashes. */
  readonly escaped: boolean;
}

/** Options of curl that are followed by a value, other than the body's. */
const valued =
  /^(?:-[ABCDEHKPQTUXYbcehmortuwxyz]|--(?:header|request|user|user-agent|output|max-time|connect-timeout|retry|retry-delay|retry-max-time|oauth2-bearer|cacert|cert|key|proxy|cookie|cookie-jar|referer|write-out|config|upload-file|resolve|interface|url-query|aws-sigv4|timeout|tries|output-document))$/;
const data = /^(?:-d|--data(?:-raw|-binary|-ascii)?|--json|--post-data|--body-data|--raw)$/;
const form = /^(?:-F|--form)$/;
const file = /^--(?:post|body)-file$/;

/** An option with its value, or a word that is none. */
interface Given {
  readonly option: string | undefined;
  readonly value: readonly Piece[];
  readonly span: Span;
}

function given(shell: Shell, command: Node): readonly Given[] {
  const all: Given[] = [];
  const args = argumentsOf(command);
  for (let i = 0; i < args.length; i += 1) {
    const arg = args[i];
    if (!arg) continue;
    const span = spanOf(arg);
    const pieces = shell.pieces(arg);
    const [first] = pieces;
    const head = first?.kind === 'text' && !/^["'$]/.test(arg.text) ? first.text : '';
    const split = optionOf(head);
    if (split === undefined) {
      all.push({ option: undefined, value: pieces, span });
      continue;
    }
    const { option, taken } = split;
    const follows =
      data.test(option) ||
      form.test(option) ||
      file.test(option) ||
      valued.test(option) ||
      option === '--url';
    if (!follows) continue;
    const rest = withoutHead(pieces, taken);
    if (rest.length > 0) {
      all.push({ option, value: rest, span });
      continue;
    }
    i += 1;
    const next = args[i];
    if (next) all.push({ option, value: shell.pieces(next), span: spanOf(next) });
  }
  return all;
}

/** `-d`, `-sSd`, `-d'…'`, `--data=…`: the option, and how many characters of the word it takes. */
function optionOf(word: string): { readonly option: string; readonly taken: number } | undefined {
  if (/^--\w/.test(word)) {
    const equals = word.indexOf('=');
    return equals < 0
      ? { option: word, taken: word.length }
      : { option: word.slice(0, equals), taken: equals + 1 };
  }
  if (!/^-[A-Za-z]/.test(word)) return undefined;
  for (let at = 1; at < word.length; at += 1) {
    const option = `-${word.charAt(at)}`;
    if (data.test(option) || form.test(option) || valued.test(option)) return { option, taken: at + 1 };
  }
  return { option: word, taken: word.length };
}

function withoutHead(pieces: readonly Piece[], length: number): readonly Piece[] {
  const [first, ...rest] = pieces;
  if (first?.kind !== 'text') return pieces;
  const text = first.text.slice(length);
  if (text === '') return rest;
  return [
    { kind: 'text', text, span: { start: first.span.end - text.length, end: first.span.end } },
    ...rest,
  ];
}

/** The address a command asks: that of an API we know, if there are several. */
export function urlOf(shell: Shell, command: Node, program: string): { readonly value: Value } | undefined {
  const words = given(shell, command).filter(({ option }) => option === undefined || option === '--url');
  for (const { value, span } of words) {
    const url = valueOf(value, span);
    const text = textWithStars(url);
    if (text === undefined) continue;
    // HTTPie takes `host/path`.
    const isAddress = /^(?:[a-z]+:\/\/|\*)/i.test(text) || (program !== 'curl' && /^[\w.-]+\//.test(text));
    if (isAddress && apiOfUrl(text)) return { value: url };
  }
  return undefined;
}

/** The body of a request; `undefined` where there is none, or it is in another file. */
export function bodyOf(shell: Shell, command: Node, program: string): Body | undefined {
  const all = given(shell, command);
  const forms = all.filter(({ option }) => option !== undefined && form.test(option));
  if (forms.length > 0) return { value: formOf(forms, spanOf(command)), escaped: true };
  const stated = all.find(({ option }) => option !== undefined && data.test(option));
  const filed = all.find(({ option }) => option !== undefined && file.test(option));
  if (stated === undefined && filed === undefined) {
    const input = program === 'curl' || program === 'wget' ? undefined : inputOf(shell, command);
    return input
      ? json(input, shell)
      : /^(?:https?|xh|curlie)$/.test(program)
        ? itemsOf(all, command)
        : undefined;
  }
  const { value, option, span } = stated ?? filed ?? { value: [], option: '', span: spanOf(command) };
  const [first] = value;
  const isFile = filed !== undefined && stated === undefined;
  if (isFile || (option !== '--data-raw' && first?.kind === 'text' && first.text.startsWith('@'))) {
    const name = isFile ? value : withoutHead(value, 1);
    const [only] = name;
    if (only?.kind === 'text' && /^(?:-|\/dev\/stdin)$/.test(only.text)) {
      const input = inputOf(shell, command);
      return input && json(input, shell);
    }
    const written = writtenTo(shell, valueOf(name, span), command);
    return written && json(written, shell);
  }
  return json(value, shell);
}

function json(pieces: readonly Piece[], shell: Shell): Body | undefined {
  const value = templateOf(pieces).json();
  const escaped = pieces.some(
    ({ kind, span }) => kind === 'text' && shell.tree.text.slice(span.start, span.end) === '\\"',
  );
  return value?.kind === 'object' ? { value, escaped } : undefined;
}

/** What a command reads: a heredoc, `<<<`, the command before it in a pipeline. */
function inputOf(shell: Shell, command: Node): readonly Piece[] | undefined {
  const own = redirected(shell, command);
  if (own) return own;
  let at = command;
  if (at.parent?.type === 'redirected_statement') {
    const input = redirected(shell, at.parent);
    if (input) return input;
    at = at.parent;
  }
  const { parent } = at;
  if (parent?.type !== 'pipeline') return undefined;
  const stages = children(parent);
  const before = stages.slice(
    0,
    stages.findIndex(stage => stage.id === at.id),
  );
  // `cat <<EOF | curl …`: the pipeline stands within the heredoc's beginning.
  const outer = parent.parent;
  const begun = outer?.type === 'heredoc_redirect' ? shell.heredoc(outer) : undefined;
  return before.reduce<readonly Piece[] | undefined>((input, stage) => outputOf(shell, stage, input), begun);
}

/** What the script writes into a file of this name before it is sent: `cat > request.json <<EOF`. */
function writtenTo(shell: Shell, name: Value, command: Node): readonly Piece[] | undefined {
  const text = textWithStars(name) ?? command.text;
  let found: readonly Piece[] | undefined;
  for (
    let at = shell.tree.text.indexOf('>');
    at >= 0 && at < command.startIndex;
    at = shell.tree.text.indexOf('>', at + 1)
  ) {
    const redirect = shell.tree.nodeAt(at, at + 1);
    const destination = redirect.type === 'file_redirect' ? redirect.childForFieldName('destination') : null;
    // `cat <<EOF > file`: part of the heredoc's beginning.
    const holder = redirect.parent;
    const statement = holder?.type === 'heredoc_redirect' ? holder.parent : holder;
    if (!destination || statement?.type !== 'redirected_statement') continue;
    const to = shell.value(destination);
    const isSame =
      sameUnknown(to, name) || (to.kind === 'string' && name.kind === 'string' && to.text === text);
    if (isSame) found = outputOf(shell, statement) ?? found;
  }
  return found;
}

/** `$(mktemp)` assigned once is one file. */
function sameUnknown(a: Value, b: Value): boolean {
  return a.kind === 'unknown' && b.kind === 'unknown' && a.span.start === b.span.start;
}

/** `-F image=@a.png -F model=gpt-image-1`. */
function formOf(forms: readonly Given[], span: Span): Value {
  return fieldsOf(
    forms.map(field => {
      const [first] = field.value;
      const [, key = '', at = ''] = (first?.kind === 'text' ? /^([^=]*)=(@?)/.exec(first.text) : null) ?? [];
      const rest = withoutHead(field.value, key.length + 1 + at.length);
      const whole = valueOf(trimmed(rest), field.span);
      const value: Value =
        at === '' ? whole : { kind: 'content', of: pathOf(whole), as: 'bytes', span: whole.span };
      return { key: key.replace(/\[\]$/, ''), value, keySpan: field.span, span: field.span };
    }),
    span,
  );
}

/** `image=@a.png;type=image/png`. */
function trimmed(pieces: readonly Piece[]): readonly Piece[] {
  const last = pieces.at(-1);
  if (last?.kind !== 'text') return pieces;
  const text = last.text.replace(/;.*$/s, '');
  const { start } = last.span;
  return [...pieces.slice(0, -1), { kind: 'text', text, span: { start, end: start + text.length } }];
}

/** `model=gpt-5.2 input:='[…]'` of HTTPie. */
function itemsOf(all: readonly Given[], command: Node): Body | undefined {
  const entries = all.flatMap(({ option, value, span }): readonly ObjectEntry[] => {
    const [first] = value;
    const [head, key = '', colon = ''] =
      (first?.kind === 'text' ? /^([\w-]+)(:?)=(?!=)/.exec(first.text) : null) ?? [];
    if (option !== undefined || head === undefined) return [];
    const rest = withoutHead(value, head.length);
    const said = colon === '' ? valueOf(rest, span) : templateOf(rest).json();
    return said ? [{ key, keySpan: span, value: said, span }] : [];
  });
  return entries.length === 0 ? undefined : { value: fieldsOf(entries, spanOf(command)), escaped: true };
}

/** Fields of the same name are a list. */
function fieldsOf(entries: readonly ObjectEntry[], span: Span): Value {
  const fields = new Map<string, ObjectEntry>();
  for (const entry of entries) {
    const before = fields.get(entry.key);
    const items =
      before?.value.kind === 'list' ? before.value.items : before ? [{ value: before.value }] : [];
    const value: Value =
      before === undefined
        ? entry.value
        : { kind: 'list', items: [...items, { value: entry.value }], span: before.value.span };
    fields.set(entry.key, { ...entry, value });
  }
  return { kind: 'object', entries: [...fields.values()], span };
}
