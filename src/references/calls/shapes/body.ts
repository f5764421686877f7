import type { Api, VisionCall } from '../call';
import type { RequestBody } from '../request';
import type { Value } from '../value';
import { readAnthropic } from './anthropic';
import { readConverse } from './converse';
import { readGoogle } from './google';
import { providerOfUrl } from './hosts';
import { readLangChain } from './langchain';
import { readLiteLlm } from './litellm';
import { readLlamaIndex } from './llamaIndex';
import { get, objectOf, stringOf } from './look';
import { readOllama } from './ollama';
import { readChat } from './openaiChat';
import { readImages } from './openaiImages';
import { readResponses } from './openaiResponses';
import { readPydanticAi } from './pydanticAi';
import { readVercel } from './vercel';

const readers: Readonly<Record<Api, (request: RequestBody) => VisionCall | undefined>> = {
  'openai.responses': readResponses,
  'openai.chat': readChat,
  'openai.images.generate': readImages,
  'openai.images.edit': readImages,
  'anthropic.messages': readAnthropic,
  'google.generate': readGoogle,
  'vercel.ai': readVercel,
  langchain: readLangChain,
  litellm: readLiteLlm,
  'bedrock.converse': readConverse,
  ollama: readOllama,
  'pydantic-ai': readPydanticAi,
  llamaindex: readLlamaIndex,
};

/** Formats that are spoken to one provider, if none is stated. */
const usual: Readonly<Partial<Record<Api, string>>> = {
  'anthropic.messages': 'anthropic',
  'google.generate': 'google',
};

/** The call that a request makes; `undefined` if there is no picture in it. */
export function readBody(request: RequestBody): VisionCall | undefined {
  const call = readers[request.api](request);
  const provider = call?.provider ?? usual[request.api];
  return call && { ...call, provider };
}

/** What is asked of an address, and of whom. */
export interface Endpoint {
  readonly api: Api;
  /** `compatible` where the host is nobody's we know. */
  readonly provider: string;
  readonly model?: string;
}

const paths: readonly (readonly [RegExp, Api])[] = [
  [/\/responses$/, 'openai.responses'],
  [/\/chat\/completions$/, 'openai.chat'],
  [/^\/(?:https?:|\*).*\/api\/(?:chat|generate)$/, 'ollama'],
  [/\/images\/generations$/, 'openai.images.generate'],
  [/\/images\/edits$/, 'openai.images.edit'],
  [/\/v1\/messages$/, 'anthropic.messages'],
  [/\/models\/[^/]+:(?:stream(?:Raw)?Predict|rawPredict)$/, 'anthropic.messages'],
  [/\/models\/[^/]+:(?:g|streamG)enerateContent$/, 'google.generate'],
];

/**
 * The API behind an address, which may be a path only, and have `*` where something is not known. Azure's deployments
 * and Gemini's models stand in the address; a model that is not known is left out.
 */
export function apiOfUrl(url: string): Endpoint | undefined {
  const path = url
    .trim()
    .replace(/[?#].*$/s, '')
    .replace(/\/$/, '');
  const api = paths.find(([pattern]) => pattern.test(path.startsWith('/') ? path : `/${path}`))?.[1];
  if (!api) return undefined;
  const deployment = /\/openai\/deployments\/([^/]+)\//.exec(path)?.[1];
  const model = deployment ?? /\/models\/([^/:]+):/.exec(path)?.[1];
  const host = providerOfUrl(path);
  return {
    api,
    provider: host === 'compatible' && deployment !== undefined ? 'azure' : host,
    ...(model !== undefined && !model.includes('*') && { model: decoded(model) }),
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The most values that are looked at to tell a format. */
const most = 2000;

/** The format of a request that nothing but its shape tells: by the first picture in it. */
export function guessApi(body: Value): Api | undefined {
  const kinds: readonly (readonly [string, (part: Value) => Api | undefined])[] = [
    ['input', responsesPart],
    ['messages', messagePart],
    ['contents', googlePart],
  ];
  for (const [key, tell] of kinds) {
    const value = get(body, key);
    const api = value && firstWithin(value, tell);
    if (api) return api;
  }
  return undefined;
}

function responsesPart(part: Value): Api | undefined {
  return isType(part, 'input_image', 'computer_screenshot') ? 'openai.responses' : undefined;
}

function messagePart(part: Value): Api | undefined {
  if (get(part, 'image_url') && isType(part, 'image_url', undefined)) return 'openai.chat';
  if (get(part, 'imageUrl') && isType(part, 'image_url')) return 'openai.chat';
  const source = get(part, 'source');
  const isSource = get(source, 'data', 'url', 'file_id') !== undefined || source?.kind === 'unknown';
  if (isSource && isType(part, 'image')) return 'anthropic.messages';
  if (get(part, 'image') && isType(part, 'image')) return 'vercel.ai';
  const type = stringOf(get(part, 'mediaType', 'mimeType'));
  return isType(part, 'file') && type?.startsWith('image') ? 'vercel.ai' : undefined;
}

function googlePart(part: Value): Api | undefined {
  return get(part, 'inlineData', 'inline_data', 'fileData', 'file_data') ? 'google.generate' : undefined;
}

function isType(part: Value, ...types: readonly (string | undefined)[]): boolean {
  return types.includes(stringOf(get(part, 'type')));
}

function firstWithin(root: Value, tell: (part: Value) => Api | undefined): Api | undefined {
  const waiting: Value[] = [root];
  for (let seen = 0; waiting.length > 0 && seen < most; seen++) {
    const value = waiting.shift();
    if (!value) continue;
    if (value.kind === 'list') waiting.push(...value.items.map(item => item.value));
    else if (value.kind === 'choice') waiting.push(...value.options);
    else {
      const object = objectOf(value);
      const api = object && tell(object);
      if (api) return api;
      waiting.push(...(object?.entries ?? []).map(entry => entry.value));
    }
  }
  return undefined;
}
