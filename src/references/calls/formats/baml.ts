import type { Api, VisionCall } from '../call';
import { readBody } from '../shapes/body';
import { gatewayProvider } from '../shapes/prefixes';
import type { Value } from '../value';
import { bamlBlocks } from './bamlSyntax';
import type { BamlBlock, BamlField, BamlValue } from './bamlSyntax';
import { chatMessage, fileBeside, listOf, made } from './build';
import { verbatim } from './mappedText';
import { templateOf } from './promptfooPrompts';

/** What the tests of a `.baml` file ask: each function a test names, where it is shown pictures. */
export function bamlCalls(text: string): readonly VisionCall[] {
  const blocks = bamlBlocks(text);
  const named = (keyword: string): ReadonlyMap<string, BamlBlock> =>
    new Map(blocks.flatMap(block => (block.keyword === keyword ? [[block.name, block] as const] : [])));
  const functions = named('function');
  const clients = named('client');
  const calls: VisionCall[] = [];
  for (const test of blocks) {
    if (test.keyword !== 'test') continue;
    const args = fieldOf(test.fields, 'args');
    if (args?.kind !== 'block') continue;
    for (const asked of textsOf(fieldOf(test.fields, 'functions'))) {
      const fn = functions.get(asked.text);
      const call = fn && callOf(test, fn, args.fields, clients);
      if (call !== undefined && call.images.length > 0) calls.push(call);
    }
  }
  return calls;
}

function callOf(
  test: BamlBlock,
  fn: BamlBlock,
  args: readonly BamlField[],
  clients: ReadonlyMap<string, BamlBlock>,
): VisionCall | undefined {
  const prompt = fieldOf(fn.fields, 'prompt');
  const said = prompt?.kind === 'text' ? prompt : undefined;
  const pictures = fn.parameters.flatMap(({ name, type }) => {
    // An argument that the prompt does not mention is not sent.
    if (said && !mentions(said.text, name)) return [];
    const value = fieldOf(args, name);
    return value === undefined ? [] : picturesIn(value, /\bimage\b/.test(type));
  });
  const client = clientOf(fieldOf(fn.fields, 'client'), clients);
  const texts = said ? [promptOf(said)] : [];
  const { span } = test;
  const call = readBody({
    api: 'openai.chat',
    body: made({ messages: listOf([chatMessage(pictures, texts, span)], span) }, span),
    callee: fn.name,
    span,
    statement: span.start,
    provider: client.provider,
    ...(client.baseUrl !== undefined && { baseUrl: client.baseUrl }),
    ...(client.model && { model: client.model }),
    spelling: 'none',
  });
  return call && { ...call, api: client.api };
}

function mentions(prompt: string, name: string): boolean {
  return prompt.split(/\W+/).includes(name);
}

type Text = BamlValue & { readonly kind: 'text' };

/** With what is filled in left out. */
function promptOf({ text, content }: Text): Value {
  const literal = { kind: 'string', text, content, span: content } as const;
  if (!/\{[{%#]/.test(text)) return literal;
  const none = new Map<string, Value>();
  return templateOf(literal, none, raw => verbatim(raw.text, raw.span.start)).plain(content);
}

/** `{ file "…" }`, `{ url "…" }`, `{ base64 "…" media_type "…" }`, lists of them, and classes with such fields. */
function picturesIn(value: BamlValue, typed: boolean): readonly Value[] {
  if (value.kind === 'list') return value.items.flatMap(item => picturesIn(item, typed));
  if (value.kind !== 'block') return [];
  const of = (name: string): Text | undefined => {
    const field = fieldOf(value.fields, name);
    return field?.kind === 'text' && field.quoted ? field : undefined;
  };
  const [file, url, base64] = [of('file'), of('url'), of('base64')];
  const mediaType = of('media_type')?.text ?? '';
  const other =
    /^(?:audio|video|application)\//.test(mediaType) ||
    /\.(?:pdf|mp3|wav|mp4|webm|ogg)$/i.test(file?.text ?? '');
  if (other) return [];
  const text = file ?? url ?? base64;
  if (text === undefined) return value.fields.flatMap(field => picturesIn(field.value, typed));
  const { content } = text;
  if (file) return [fileBeside(file.text, content, 'data-url')];
  // In a class of another kind an address may be of anything.
  if (url) return typed || imageAddress.test(url.text) ? [stringOf(url)] : [];
  const head: Value = {
    kind: 'string',
    text: `data:${mediaType === '' ? 'image/png' : mediaType};base64,`,
    span: content,
  };
  return [{ kind: 'string', text: head.text + text.text, content, span: content }];
}

const imageAddress = /^data:image\/|\.(?:avif|bmp|gif|heic|jpe?g|png|tiff?|webp)(?:[?#]|$)/i;

interface Client {
  readonly api: Api;
  readonly provider: string | undefined;
  readonly model: Value | undefined;
  readonly baseUrl?: string;
}

/** `client Name`, `client "openai/gpt-4o"`. */
function clientOf(named: BamlValue | undefined, clients: ReadonlyMap<string, BamlBlock>, depth = 0): Client {
  if (named?.kind !== 'text') return { api: 'openai.chat', provider: undefined, model: undefined };
  const block = clients.get(named.text);
  if (block) return ofBlock(block, clients, depth);
  const slash = named.text.indexOf('/');
  if (slash > 0) {
    const provider = named.text.slice(0, slash);
    const span = { start: named.content.start + slash + 1, end: named.content.end };
    return {
      ...wireOf(provider),
      model: { kind: 'string', text: named.text.slice(slash + 1), content: span, span },
    };
  }
  const { span } = named;
  return {
    api: 'openai.chat',
    provider: undefined,
    // Declared in another file of the project.
    model: { kind: 'unknown', reason: { kind: 'name', name: named.text }, span },
  };
}

function ofBlock(block: BamlBlock, clients: ReadonlyMap<string, BamlBlock>, depth: number): Client {
  const kind = fieldOf(block.fields, 'provider');
  const provider = kind?.kind === 'text' ? kind.text.replace(/^baml-(.*?)(?:-chat)?$/, '$1') : '';
  const options = fieldOf(block.fields, 'options');
  const fields = options?.kind === 'block' ? options.fields : [];
  const strategy = fieldOf(fields, 'strategy');
  if (/^(?:fallback|round-robin)$/.test(provider) && strategy?.kind === 'list' && depth < 5) {
    const asked = strategy.items.map(item => clientOf(item, clients, depth + 1));
    const [first] = asked;
    // The others only where the first one fails.
    if (first && (provider === 'fallback' || asked.length === 1)) return first;
    const models = asked.flatMap(client => client.model ?? []);
    const { start } = strategy.span;
    const model: Value = { kind: 'choice', by: 'branch', group: start, options: models, span: strategy.span };
    if (first) return { ...first, model };
  }
  const baseUrl = fieldOf(fields, 'base_url');
  return {
    ...wireOf(provider),
    model: modelOf(fieldOf(fields, 'model', 'model_id', 'deployment_id')),
    ...(baseUrl?.kind === 'text' && baseUrl.quoted && { baseUrl: baseUrl.text }),
  };
}

function modelOf(value: BamlValue | undefined): Value | undefined {
  if (value?.kind !== 'text') return undefined;
  const name = value.quoted ? undefined : /^env\.(\w+)$/.exec(value.text)?.[1];
  return name === undefined
    ? stringOf(value)
    : { kind: 'unknown', reason: { kind: 'environment', name }, span: value.span };
}

function wireOf(provider: string): Pick<Client, 'api' | 'provider'> {
  switch (provider) {
    case '':
      return { api: 'openai.chat', provider: undefined };
    case 'anthropic':
      return { api: 'anthropic.messages', provider };
    case 'google-ai':
      return { api: 'google.generate', provider: 'google' };
    case 'vertex-ai':
      return { api: 'google.generate', provider: 'vertex' };
    case 'openai-responses':
      return { api: 'openai.responses', provider: 'openai' };
    case 'azure-openai':
      return { api: 'openai.chat', provider: 'azure' };
    case 'openai-generic':
      return { api: 'openai.chat', provider: 'compatible' };
    case 'aws-bedrock':
      return { api: 'openai.chat', provider: 'bedrock' };
    default:
      return { api: 'openai.chat', provider: gatewayProvider(`${provider}/`) ?? 'compatible' };
  }
}

function stringOf({ text, content, span }: Text): Value {
  return { kind: 'string', text, content, span };
}

function fieldOf(fields: readonly BamlField[], ...names: readonly string[]): BamlValue | undefined {
  return names
    .map(name => fields.find(field => field.name === name)?.value)
    .find(value => value !== undefined);
}

function textsOf(value: BamlValue | undefined): readonly Text[] {
  if (value?.kind === 'text') return [value];
  return value?.kind === 'list' ? value.items.flatMap(item => textsOf(item)) : [];
}
