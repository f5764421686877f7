import { imageExtensions } from '../../reference';
import type { VisionCall } from '../call';
import type { Span } from '../expression';
import { readBody } from '../shapes/body';
import { at, get, stringOf } from '../shapes/look';
import type { Value } from '../value';
import { fileBeside, listOf, made, words } from './build';
import { verbatim } from './mappedText';
import { templateOf } from './promptfooPrompts';
import { yamlValues } from './yamlValue';

/** What a `.prompty` file asks of its model, where it shows it a picture. */
export function promptyCalls(text: string): readonly VisionCall[] {
  const front = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)(?:^|\n)---[ \t]*(?:\r?\n|$)/.exec(text);
  if (front === null) return [];
  const inner = front[1] ?? '';
  const offset = front[0].indexOf(inner, 3);
  const place = ({ start, end }: Span): Span => ({ start: start + offset, end: end + offset });
  const [settings] = yamlValues(inner, { place });
  const span = { start: 0, end: text.length };
  const messages = messagesOf(text, front[0].length, samplesOf(settings));
  const model = modelOf(settings);
  const provider = providerOf(settings);
  const call = readBody({
    api: 'openai.chat',
    body: made({ messages: listOf(messages, span) }, span),
    callee: 'prompty',
    span,
    statement: 0,
    provider,
    ...(model && { model }),
    spelling: 'none',
  });
  if (call === undefined) return [];
  if (provider === 'anthropic') return [{ ...call, api: 'anthropic.messages' }];
  const responses = stringOf(at(settings, 'model', 'api')) === 'responses';
  return [responses ? { ...call, api: 'openai.responses' } : call];
}

/** `model: {configuration: {…}}`; in the second version `model: {id, provider, …}`, or the name alone. */
function modelOf(settings: Value | undefined): Value | undefined {
  const model = get(settings, 'model');
  const named =
    model?.kind === 'string'
      ? model
      : (get(get(model, 'configuration'), 'azure_deployment', 'name', 'model') ?? get(model, 'id'));
  if (named?.kind !== 'string') return named;
  // `${env:NAME}`, `${env:NAME:what else}`.
  const reference = /^\$\{(?:env:)?(\w+)(?::-?([^{}]*))?\}$/i.exec(named.text.trim());
  if (reference === null) return named;
  const [, name = '', fallback] = reference;
  return {
    kind: 'unknown',
    reason: {
      kind: 'environment',
      name,
      ...(fallback !== undefined && { fallback: words(fallback, named.span) }),
    },
    span: named.span,
  };
}

function providerOf(settings: Value | undefined): string | undefined {
  const type =
    stringOf(at(settings, 'model', 'provider')) ??
    stringOf(at(settings, 'model', 'configuration', 'type')) ??
    '';
  if (/^azure|^foundry/i.test(type)) return 'azure';
  return /^(?:openai|anthropic|google)/i.exec(type)?.[0].toLowerCase();
}

/** What the inputs are in a try: of the first version under `sample` or in each input, of the second in `inputs`. */
function samplesOf(settings: Value | undefined): ReadonlyMap<string, Value> {
  const samples = new Map<string, Value>();
  const take = (name: string | undefined, value: Value | undefined): void => {
    if (name !== undefined && value !== undefined && !samples.has(name)) samples.set(name, value);
  };
  const sample = get(settings, 'sample');
  if (sample?.kind === 'object') for (const { key, value } of sample.entries) take(key, value);
  const inputs = get(settings, 'inputs', 'inputSchema');
  const of = (input: Value): Value | undefined => get(input, 'sample', 'default', 'example');
  const properties = get(inputs, 'properties') ?? inputs;
  if (properties?.kind === 'object') for (const { key, value } of properties.entries) take(key, of(value));
  if (properties?.kind === 'list')
    for (const { value } of properties.items) take(stringOf(get(value, 'name')), of(value));
  return samples;
}

const marker =
  /^[ \t]{0,9}#?[ \t]{0,9}(system|user|assistant|developer|function|tool)(?:\[[^\]\n]{0,99}\])?[ \t]{0,9}:[ \t]{0,9}\r?$/gim;

function messagesOf(text: string, from: number, samples: ReadonlyMap<string, Value>): readonly Value[] {
  const body = text.slice(from);
  const marks = [...body.matchAll(marker)];
  const messages: Value[] = [];
  const message = (role: string, start: number, end: number): void => {
    const span = { start: start + from, end: end + from };
    const parts = partsOf(text, span, samples);
    if (parts.length > 0)
      messages.push(made({ role: words(role, span), content: listOf(parts, span) }, span));
  };
  // What stands before any role is the system's.
  message('system', 0, marks[0]?.index ?? body.length);
  marks.forEach((mark, i) => {
    message(
      mark[1]?.toLowerCase() ?? 'user',
      mark.index + mark[0].length,
      marks[i + 1]?.index ?? body.length,
    );
  });
  return messages;
}

const picture = /!\[[^\]\n]{0,500}\]\(\s*(\{\{[^{}]*\}\}|<[^<>\n]*>|[^)\s]+)[^)\n]*\)/g;

function partsOf(text: string, { start, end }: Span, samples: ReadonlyMap<string, Value>): readonly Value[] {
  const parts: Value[] = [];
  const say = (from: number, to: number): void => {
    const said = text.slice(from, to).trim();
    if (said === '') return;
    const at = text.indexOf(said, from);
    const span = { start: at, end: at + said.length };
    const literal = { kind: 'string', text: said, content: span, span } as const;
    const value = /\{[{%]/.test(said)
      ? templateOf(literal, new Map(), raw => verbatim(raw.text, raw.span.start)).plain(span)
      : literal;
    parts.push(made({ type: words('text', span), text: value }, span));
  };
  let done = start;
  for (const match of text.slice(start, end).matchAll(picture)) {
    say(done, start + match.index);
    done = start + match.index + match[0].length;
    const target = (match[1] ?? '').replace(/^<|>$/g, '');
    const offset = start + match.index + match[0].indexOf(target, match[0].indexOf(']('));
    const span = { start: start + match.index, end: done };
    const url = pictureOf(target, { start: offset, end: offset + target.length }, samples);
    parts.push(made({ type: words('image_url', span), image_url: made({ url }, span) }, span));
  }
  say(done, end);
  return parts;
}

const imageFile = new RegExp(`\\.(?:${imageExtensions.join('|')})$`, 'i');

function pictureOf(target: string, span: Span, samples: ReadonlyMap<string, Value>): Value {
  const name = /^\{\{-?\s*(\w+)/.exec(target)?.[1];
  if (name === undefined && !target.includes('{{')) return named(target, span);
  const sample = samples.get(name ?? '');
  if (sample?.kind === 'string' && (imageFile.test(sample.text) || /^(?:https?:|data:)/i.test(sample.text)))
    return named(sample.text, sample.content ?? sample.span);
  return { kind: 'unknown', reason: { kind: 'input', what: name ?? target }, span };
}

/** A file is read and sent with the request, an address is handed on. */
function named(target: string, span: Span): Value {
  if (/^(?:https?|data):/i.test(target)) return { kind: 'string', text: target, content: span, span };
  return fileBeside(target, span, 'data-url');
}
