import type { Setting, VisionCall } from '../call';
import type { RequestBody } from '../request';
import type { Value } from '../value';
import { chain, clientOf } from './client';
import { Draft } from './draft';
import { argument, at as deep, entryOf, get, isGiven, lastName, objectOf, stringOf } from './look';
import { isText, readMessages, sayAll, sayPart } from './messages';
import { always, type Occasion } from './occasion';
import { gatewayProvider, gatewayPrefix } from './prefixes';
import { callOf } from './result';
import { settingAt, settingOf, withoutPrefix } from './settings';

/** The options of the AI SDK's `generateText`, `streamText`, `generateObject` …; of an agent, with the agent's own. */
export function readVercel(request: RequestBody): VisionCall | undefined {
  const { body } = request;
  const asked = get(body, 'model') ?? request.model;
  const { model, provider, baseUrl } = languageModel(asked);
  const draft = new Draft(request.spelling);
  sayAll(draft, get(body, 'system', 'instructions'));
  const part = partReader(provider);
  const prompt = get(body, 'prompt');
  if (isGiven(prompt)) {
    if (isText(prompt)) draft.say(prompt, always);
    else readMessages(draft, prompt, part);
  }
  readMessages(draft, get(body, 'messages'), part);
  const call = callOf(request, draft.found(), { model, provider });
  if (!call) return undefined;
  const options = get(body, 'providerOptions');
  const tier = get(deep(options, 'openai') ?? deep(options, 'azure'), 'serviceTier');
  return {
    ...call,
    ...(baseUrl !== undefined && { baseUrl }),
    ...(tier && { tier: settingOf(tier) }),
  };
}

interface Asked {
  readonly model: Setting;
  readonly provider: string | undefined;
  readonly baseUrl?: string;
}

/** `openai('gpt-…')`, `createOpenAI({…}).chat('…')`, `wrapLanguageModel({model})`, `'openai/gpt-…'` for the gateway. */
function languageModel(value: Value | undefined): Asked {
  if (!value) return { model: { kind: 'omitted' }, provider: undefined };
  const id = idOf(value);
  const model = settingOf(id, { as: withoutPrefix(gatewayPrefix) });
  const maker = unwrapped(value);
  const made = chain(maker)[0];
  const name = stringOf(id);
  const isGateway = !made || /gateway|\.(?:languageModel|createProviderRegistry)$/.test(made.callee);
  if (isGateway) return { model, provider: name === undefined ? undefined : gatewayProvider(name) };
  const { provider, baseUrl } = clientOf(maker);
  // OpenRouter's names begin with the vendor's.
  return {
    model: provider === 'openrouter' || provider === 'together' ? settingOf(id) : model,
    provider,
    ...(baseUrl !== undefined && { baseUrl }),
  };
}

/** The name a model was asked for by; of a choice, the choice of names. */
function idOf(value: Value): Value {
  if (value.kind === 'choice') return { ...value, options: value.options.map(idOf) };
  if (value.kind !== 'made') return value;
  const inner = unwrapped(value);
  if (inner !== value) return idOf(inner);
  const [first] = value.args.positional;
  return first && first.kind !== 'object' ? idOf(first) : value;
}

/** The model that a wrapper was given; of several, the first. */
function unwrapped(value: Value): Value {
  if (value.kind === 'choice') return value.options[0] ? unwrapped(value.options[0]) : value;
  if (value.kind !== 'made' || !/^(?:wrapLanguageModel|withTracing)$/.test(lastName(value.callee)))
    return value;
  const inner = argument(value, 0, 'model');
  return inner ? unwrapped(inner) : value;
}

const partReader =
  (provider: string | undefined) =>
  (draft: Draft, part: Value, at: Occasion): void => {
    if (!sayPart(draft, part, at)) vercelImage(draft, part, at, provider);
  };

/** `{type: 'image', image}` and `{type: 'file', data, mediaType: 'image/…'}`. */
export function vercelImage(draft: Draft, part: Value, at: Occasion, provider?: string): boolean {
  const object = objectOf(part);
  const type = stringOf(get(part, 'type'));
  const mediaType = stringOf(get(part, 'mediaType', 'mimeType'));
  if (!object || (type !== 'image' && !(type === 'file' && mediaType?.startsWith('image')))) return false;
  const key = type === 'image' ? 'image' : entryOf(object, 'data') ? 'data' : 'url';
  const value = get(object, key);
  const entry = entryOf(object, key);
  if (!value || !entry) return false;
  const options = get(object, 'providerOptions', 'providerMetadata', 'experimental_providerMetadata');
  const isOpenAi = provider === 'openai' || provider === 'azure';
  draft.show({
    value,
    slot: 'any',
    at,
    holder: part,
    entry,
    detail: when =>
      settingAt(deep(options, 'openai') ?? deep(options, 'azure'), ['imageDetail'], {
        absent: 'auto',
        at: when,
      }),
    insert:
      isOpenAi && !options && draft.spelling === 'javascript'
        ? `, providerOptions: { ${provider}: { imageDetail: 'DETAIL' } }`
        : undefined,
    mediaType: mediaType?.includes('/') ? mediaType : undefined,
  });
  return true;
}
