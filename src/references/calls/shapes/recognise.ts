import type { Api, VisionCall } from '../call';
import type { RequestBody } from '../request';
import type { Site } from '../site';
import type { Value } from '../value';
import { readBatchLines } from './batchLine';
import { guessApi, readBody } from './body';
import { chain, clientOf, isMadeBy, type Client } from './client';
import { googleRequests, isGoogleChat } from './googleSite';
import { get, isGiven, objectOf, optionsOf, lastName } from './look';
import { isPrompt } from './promptTemplate';
import { bedrockRequest } from './bedrock';
import {
  aroundFetch,
  bedrock,
  completions,
  converse,
  google,
  googleChat,
  http,
  images,
  langChain,
  liteLlm,
  node,
  ollama,
  openaiAgents,
  pydanticAi,
  llamaIndex,
  vercel,
  written,
} from './calledNames';
import { converseRequest } from './converse';
import { llamaIndexRequest } from './llamaIndex';
import { ollamaRequest } from './ollama';
import { openaiAgentsRequest } from './openaiAgents';
import { pydanticAiRequest } from './pydanticAi';
import { readHttp, readNodeHttp } from './rawHttp';

/** The calls of a model that a call is: none, or one; several of those that take a batch. */
export function recognise(site: Site): readonly VisionCall[] {
  // A function of the text's own is followed to the call that it makes.
  if (site.root.kind === 'function') return [];
  const name = site.members.at(-1) ?? lastName(site.fullName ?? site.callee);
  if (google.includes(name)) return read(googleRequests(site));
  if (googleChat.includes(name) && isGoogleChat(site.root)) return read(googleRequests(site));
  if (vercel.includes(name)) return read([vercelRequest(site, optionsOf(site.args, site.span))]);
  if (written.includes(name)) return readBatchLines(site);
  if (http.includes(name) || aroundFetch.test(name))
    return [readHttp(site)].filter(call => call !== undefined);
  if (bedrock.includes(name)) return read([bedrockRequest(site) ?? converseRequest(site)]);
  if (converse.includes(name)) return read([converseRequest(site)]);
  if (node.includes(name)) return [readNodeHttp(site)].filter(call => call !== undefined);
  if (site.members.length === 0 && isMadeBy(site.root, /^(?:Azure)?Chat(?!Prompt)[A-Z]/))
    return read(langChainRequests(site, name));
  for (const [names, requests] of ways) {
    if (!names.includes(name)) continue;
    const calls = read(requests(site, name));
    if (calls.length > 0) return calls;
  }
  return [];
}

/** By name, which may be of several; the first that finds something. */
const ways: readonly (readonly [
  readonly string[],
  (site: Site, name: string) => readonly (RequestBody | undefined)[],
])[] = [
  [completions, completionRequests],
  [images, imageRequests],
  [liteLlm, liteLlmRequests],
  [['generate', 'stream'], agentRequests],
  [ollama, (site, name) => [ollamaRequest(site, name)]],
  [openaiAgents, site => [openaiAgentsRequest(site)]],
  [pydanticAi, site => [pydanticAiRequest(site)]],
  [llamaIndex, site => [llamaIndexRequest(site)]],
  [langChain, langChainRequests],
];

function read(requests: readonly (RequestBody | undefined)[]): readonly VisionCall[] {
  return requests.map(request => request && readBody(request)).filter(call => call !== undefined);
}

function requestOf(
  site: Site,
  api: Api,
  body: Value,
  client: Client = clientOf(site.root, site.fullName),
): RequestBody {
  return {
    api,
    body,
    callee: site.callee,
    span: site.span,
    statement: site.statement,
    provider: client.provider,
    ...(client.baseUrl !== undefined && { baseUrl: client.baseUrl }),
    ...(client.deployment && { model: client.deployment }),
    spelling: site.language,
  };
}

/** Names of what takes pictures, or messages, and is no call of a model that is paid for. */
const elsewhere = /^(?:moderations|embeddings|threads|files|count_?tokens|conversations|assistants)$/i;

function completionRequests(site: Site, name: string): readonly (RequestBody | undefined)[] {
  const { members } = site;
  if (members.some(member => elsewhere.test(member))) return [];
  const body = optionsOf(site.args, site.span);
  if (!body) return [];
  const client = clientOf(site.root, site.fullName);
  if (members.includes('batches')) return batchRequests(site, body, client);
  const api = completionApi(members, name, body, client);
  return [api && requestOf(site, api, body, client)];
}

/** By the way to the method, by whose client it is, else by the shape of its pictures. */
function completionApi(
  members: readonly string[],
  name: string,
  body: Value,
  client: Client,
): Api | undefined {
  if (isGiven(get(body, 'messages'))) {
    if (members.some(member => /^(?:completions|chat|ChatCompletion)$/.test(member))) return 'openai.chat';
    if (members.includes('messages')) return 'anthropic.messages';
    // LangChain's graphs are given messages too.
    const api = name === 'stream' ? undefined : guessApi(body);
    return api === 'openai.chat' || api === 'anthropic.messages' ? api : undefined;
  }
  const isInput = isGiven(get(body, 'input')) || isGiven(get(body, 'prompt'));
  if (!isInput) return undefined;
  if (members.includes('responses')) return 'openai.responses';
  const api = client.isKnown && name !== 'stream' ? guessApi(body) : undefined;
  return api === 'openai.responses' ? api : undefined;
}

/** Anthropic's `messages.batches.create({requests: [{custom_id, params}]})`. */
function batchRequests(site: Site, body: Value, client: Client): readonly (RequestBody | undefined)[] {
  const requests = get(body, 'requests');
  if (requests?.kind !== 'list') return [];
  return requests.items.map(({ value }) => {
    const params = get(value, 'params');
    if (!params) return undefined;
    return { ...requestOf(site, 'anthropic.messages', params, client), tier: 'batch' };
  });
}

function imageRequests(site: Site, name: string): readonly (RequestBody | undefined)[] {
  if (site.members.at(-2) !== 'images') return [];
  const body = optionsOf(site.args, site.span);
  const api = name === 'edit' ? 'openai.images.edit' : 'openai.images.generate';
  return [body && requestOf(site, api, body)];
}

function vercelRequest(site: Site, body: Value | undefined): RequestBody | undefined {
  const isOther = site.fullName?.includes('.') && !/^(?:ai\b|@ai-sdk\/)/.test(site.fullName);
  return body && !isOther
    ? requestOf(site, 'vercel.ai', body, { provider: undefined, isKnown: false })
    : undefined;
}

/** An agent of the AI SDK: its settings are the request's. */
function agentRequests(site: Site): readonly (RequestBody | undefined)[] {
  const [agent] = chain(site.root);
  const options = optionsOf(site.args, site.span);
  if (!agent || !options || !/^ai\..*Agent$/.test(agent.callee)) return [];
  const own = objectOf(options);
  const settings = objectOf(agent.args.positional[0]);
  if (!own || !settings) return [];
  const kept = settings.entries.filter(({ key }) => !own.entries.some(entry => entry.key === key));
  return [vercelRequest(site, { ...own, entries: [...kept, ...own.entries] })];
}

function liteLlmRequests(site: Site, name: string): readonly (RequestBody | undefined)[] {
  const isOther =
    site.fullName?.includes('.') && !/^litellm\b/.test(site.fullName) && site.members.length === 0;
  const named = optionsOf(site.args, site.span);
  const [model, messages] = site.args.positional;
  if (isOther) return [];
  const body: Value = {
    kind: 'object',
    span: site.span,
    entries: [
      ...(model && !objectOf(model) ? [{ key: 'model', keySpan: model.span, value: model }] : []),
      ...(messages ? [{ key: 'messages', keySpan: messages.span, value: messages }] : []),
      ...(objectOf(named)?.entries ?? []),
    ],
    ...(site.args.open && { open: site.args.open }),
  };
  const client = { provider: undefined, isKnown: true };
  if (!name.endsWith('responses')) return [requestOf(site, 'litellm', body, client)];
  return site.fullName?.startsWith('litellm') ? [requestOf(site, 'openai.responses', body, client)] : [];
}

function langChainRequests(site: Site, name: string): readonly (RequestBody | undefined)[] {
  const input = site.args.named.get('input') ?? site.args.named.get('inputs') ?? site.args.positional[0];
  if (!input || isOthers(site)) return [];
  const one = (body: Value): RequestBody => ({
    ...requestOf(site, 'langchain', body),
    model: site.root,
  });
  if (!name.endsWith('batch')) return [one(input)];
  return input.kind === 'list' ? input.items.map(({ value }) => one(value)) : [];
}

/** Made by something that is not a chat model, nor holds one: a client of a vendor, of a cloud. */
function isOthers(site: Site): boolean {
  const [made] = chain(site.root);
  if (!made) return site.root.kind === 'module' && site.root.name === '*';
  // A prompt alone is filled in, and asks nobody.
  if (isPrompt(made)) return true;
  return (
    !/langchain|langgraph/.test(made.callee) && !isMadeBy(site.root, /^(?:Azure)?Chat[A-Z]|_agent$|Agent$/)
  );
}
