import type { Api, VisionCall } from '../call';
import type { Span } from '../expression';
import type { RequestBody } from '../request';
import { apiOfUrl, guessApi, readBody } from '../shapes/body';
import { get, stringOf } from '../shapes/look';
import type { ObjectValue, Value } from '../value';

/** Cheap: whether a text can be a request that has to do with pictures. Only then is it parsed. */
export function mayBeRequest(text: string): boolean {
  return /image_url|input_image|inline_?data|file_?data|"source"|\bsource:|"image"|v1\/images\//i.test(text);
}

/** The most requests that are read of a text; batch files go up to tens of thousands. */
export const mostRequests = 2000;
/** How far down a request is looked for. */
const deepest = 4;

/** How a request that is data is called. */
const callees: Readonly<Record<Api, string>> = {
  'openai.responses': 'POST /v1/responses',
  'openai.chat': 'POST /v1/chat/completions',
  'openai.images.generate': 'POST /v1/images/generations',
  'openai.images.edit': 'POST /v1/images/edits',
  'anthropic.messages': 'POST /v1/messages',
  'google.generate': 'POST :generateContent',
  'vercel.ai': 'generateText',
  langchain: 'invoke',
  litellm: 'completion',
  'bedrock.converse': 'POST /model/converse',
  ollama: 'POST /api/chat',
  'pydantic-ai': 'run',
  llamaindex: 'chat',
};

/** The requests a value holds, in the order of the text; within a request none is looked for. */
export function requestsWithin(root: Value, spelling: RequestBody['spelling']): readonly VisionCall[] {
  const calls: VisionCall[] = [];
  const look = (value: Value, depth: number): void => {
    if (calls.length >= mostRequests) return;
    if (value.kind === 'list') {
      if (depth < deepest) for (const item of value.items) look(item.value, depth + 1);
      return;
    }
    if (value.kind !== 'object') return;
    const request = requestOf(value, spelling);
    if (request !== undefined) {
      const call = readBody(request);
      if (call !== undefined) calls.push(call);
      return;
    }
    if (depth < deepest) for (const entry of value.entries) look(entry.value, depth + 1);
  };
  look(root, 0);
  return calls;
}

type Data = ObjectValue & { readonly kind: 'object'; readonly span: Span };

function requestOf(value: Data, spelling: RequestBody['spelling']): RequestBody | undefined {
  const request = wrapped(value) ?? plain(value);
  return (
    request && {
      callee: callees[request.api],
      provider: undefined,
      ...request,
      span: value.span,
      statement: value.span.start,
      spelling,
    }
  );
}

type Found = Pick<RequestBody, 'api' | 'body' | 'tier'> & Partial<RequestBody>;

function plain(body: Value): Found | undefined {
  const listed = ['messages', 'input', 'contents'].some(key => get(body, key)?.kind === 'list');
  const api = listed ? guessApi(body) : undefined;
  return api && { api, body };
}

/** A line of a batch file: the request with what the batch says of it. */
function wrapped(value: Data): Found | undefined {
  const url = stringOf(get(value, 'url'));
  const body = get(value, 'body');
  // OpenAI, and who took its format: https://platform.openai.com/docs/guides/batch
  if (url !== undefined && body?.kind === 'object') {
    const api = apiOfUrl(url)?.api ?? guessApi(body);
    if (api === undefined) return undefined;
    const batch = get(value, 'custom_id') !== undefined;
    return { api, body, callee: `POST ${url}`, ...(batch && { tier: 'batch' }) };
  }
  // Anthropic: https://docs.anthropic.com/en/docs/build-with-claude/batch-processing
  const params = get(value, 'params');
  if (params !== undefined && get(value, 'custom_id') !== undefined)
    return batched('anthropic.messages', params, 'anthropic');
  // Gemini's files have a key for each line, Vertex AI's nothing else: https://ai.google.dev/gemini-api/docs/batch-api
  const request = get(value, 'request');
  if (get(request, 'contents')?.kind === 'list' && request !== undefined)
    return batched('google.generate', request, 'google');
  // Bedrock: https://docs.aws.amazon.com/bedrock/latest/userguide/batch-inference-data.html
  const input = get(value, 'modelInput');
  const api = input === undefined ? undefined : guessApi(input);
  return input && api && batched(api, input, 'bedrock');
}

function batched(api: Api, body: Value, provider: string): Found {
  return { api, body, provider, tier: 'batch' };
}
