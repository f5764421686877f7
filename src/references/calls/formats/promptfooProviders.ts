import type { Api } from '../call';
import { entryOf, get } from '../shapes/look';
import { gatewayProvider } from '../shapes/prefixes';
import type { Value } from '../value';
import { partOf } from './build';

/** A model that a configuration runs its tests with. */
export interface Provider {
  /** As written: `openai:chat:gpt-5.2`. */
  readonly id: string;
  readonly api: Api;
  readonly name: string | undefined;
  readonly model: Value | undefined;
  readonly tier: Value | undefined;
}

/** Kinds of a provider's models that are sent no pictures. */
const blind = /^(?:embeddings?|moderation|image|speech|transcription|completion|video)$/;

/** The providers of a configuration: names, objects with an `id`, objects of one name each. */
export function providersOf(root: Value): readonly Provider[] {
  const written = get(root, 'providers', 'targets');
  const all = written?.kind === 'list' ? written.items.map(item => item.value) : written ? [written] : [];
  return all.flatMap(value => providerOf(value) ?? []);
}

export function providerOf(value: Value): Provider | undefined {
  if (value.kind === 'string') return named(value, undefined);
  if (value.kind !== 'object') return undefined;
  const id = get(value, 'id');
  if (id?.kind === 'string') return named(id, get(value, 'config'));
  // `- openai:gpt-5.2: {config: …}`
  const [only] = value.entries;
  if (!only || value.entries.length > 1 || !only.key.includes(':')) return undefined;
  const name: Value & { kind: 'string' } = {
    kind: 'string',
    text: only.key,
    content: only.keySpan,
    span: only.keySpan,
  };
  return named(name, get(only.value, 'config'));
}

function named(id: Value & { readonly kind: 'string' }, config: Value | undefined): Provider | undefined {
  const [scheme = '', ...rest] = id.text.split(':');
  const kind = kinds.get(scheme.toLowerCase());
  // A script, a command, an address: what it asks is its own affair.
  if (/^(?:file|https?|wss?|exec|python|package|golang|ruby|webhook|browser)$/i.test(scheme)) {
    return { id: id.text, api: 'openai.chat', name: undefined, model: unknownModel(id), tier: undefined };
  }
  if (rest.length > 1 || scheme === 'azure') {
    if (blind.test(rest[0] ?? '')) return undefined;
  }
  const mode =
    rest.length > 1 && /^(?:chat|responses|messages|converse|live)$/.test(rest[0] ?? '')
      ? rest[0]
      : undefined;
  const from = scheme.length + 1 + (mode === undefined ? 0 : mode.length + 1);
  const model = from < id.text.length ? partOf(id, from) : get(config, 'model', 'deployment');
  const text = model?.kind === 'string' ? model.text : '';
  return {
    id: id.text,
    api: apiOf(kind?.api ?? 'openai.chat', mode, text),
    name: kind?.name ?? gatewayProvider(`${scheme.toLowerCase()}/`) ?? 'compatible',
    model,
    tier: get(config, 'service_tier'),
  };
}

function apiOf(api: Api, mode: string | undefined, model: string): Api {
  if (mode === 'responses') return 'openai.responses';
  // Claude on Vertex AI and Bedrock.
  return api !== 'openai.chat' && /(?:^|[./])claude|^anthropic\./.test(model) ? 'anthropic.messages' : api;
}

function unknownModel(id: Value & { readonly kind: 'string' }): Value {
  return { kind: 'unknown', reason: { kind: 'call', what: id.text }, span: id.span };
}

const kinds: ReadonlyMap<string, { readonly api: Api; readonly name: string }> = new Map([
  ['openai', { api: 'openai.chat', name: 'openai' }],
  ['azure', { api: 'openai.chat', name: 'azure' }],
  ['azureopenai', { api: 'openai.chat', name: 'azure' }],
  ['anthropic', { api: 'anthropic.messages', name: 'anthropic' }],
  ['google', { api: 'google.generate', name: 'google' }],
  ['palm', { api: 'google.generate', name: 'google' }],
  ['vertex', { api: 'google.generate', name: 'vertex' }],
  ['bedrock', { api: 'anthropic.messages', name: 'bedrock' }],
]);

export function isConfiguration(root: Value): boolean {
  if (root.kind !== 'object') return false;
  const has = (...keys: readonly string[]): boolean => entryOf(root, ...keys) !== undefined;
  return has('providers', 'targets') && has('prompts', 'tests', 'defaultTest');
}
