export const completions = [
  'create',
  'parse',
  'stream',
  'complete',
  'completeAsync',
  'chat_completion',
  'chatCompletion',
  'createVision',
  'create_with_completion',
  'create_partial',
  'create_iterable',
];
export const images = ['generate', 'edit'];
export const google = [
  'generateContent',
  'generateContentStream',
  'generate_content',
  'generate_content_async',
  'generate_content_stream',
];
export const googleChat = [
  'sendMessage',
  'sendMessageStream',
  'send_message',
  'send_message_async',
  'send_message_stream',
];
export const vercel = ['generateText', 'streamText', 'generateObject', 'streamObject', 'streamUI'].flatMap(
  name => [name, `experimental_${name}`],
);
export const liteLlm = ['completion', 'acompletion', 'batch_completion', 'responses', 'aresponses'];
export const langChain = [
  'invoke',
  'ainvoke',
  'stream',
  'astream',
  'batch',
  'abatch',
  'streamEvents',
  'astream_events',
  'predict_messages',
  'apredict_messages',
];
export const http = [
  'fetch',
  'post',
  'request',
  'axios',
  'got',
  'ky',
  'put',
  'urlopen',
  'Request',
  'ofetch',
  'httpRequest',
  'requestUrl',
  'xmlHttpRequest',
  'GM_xmlhttpRequest',
];
/** Functions around `fetch` that take what it takes: `fetchWithRetry(url, {…})`, `this.fetcher(…)`. */
export const aroundFetch = /^(?:\$fetch|fetch[A-Z]\w*|\w+Fetch|fetcher)$/;
export const written = ['dumps', 'stringify'];
export const bedrock = ['send', 'invoke_model', 'invoke_model_with_response_stream'];
export const converse = ['converse', 'converse_stream'];
export const node = ['write', 'end'];
/** What runs a function that is handed over with its arguments. */
export const running = ['to_thread', 'run_in_executor', 'partial', 'submit', 'run_sync'];
export const ollama = ['chat', 'generate'];
export const pydanticAi = ['run', 'run_sync', 'run_stream', 'iter'];
export const openaiAgents = ['run', 'run_sync', 'run_streamed'];
export const llamaIndex = ['chat', 'achat', 'stream_chat', 'astream_chat', 'complete', 'acomplete'];

/** Names that say nothing by themselves: looked for only where their library is. */
const ofLibraries: readonly (readonly [RegExp, readonly string[]])[] = [
  [/\bollama\b/i, ollama],
  [/\bpydantic_ai\b/, pydanticAi],
  [/\bfrom agents\b|\bimport agents\b|@openai\/agents/, openaiAgents],
  [/\bllama_index\b/, llamaIndex],
  [/\bto_thread\b|\bpartial\b|\bexecutor\b/i, running],
];

class CalledNames extends Set<string> {
  override has(name: string): boolean {
    return super.has(name) || (/fetch/i.test(name) && aroundFetch.test(name));
  }
}

const everywhere: readonly string[] = [
  completions,
  images,
  google,
  googleChat,
  vercel,
  liteLlm,
  langChain,
  http,
  written,
  bedrock,
  converse,
  node,
].flat();

/** The last names of callees that are worth working out, in whatever text. */
export const calledNames: ReadonlySet<string> = new CalledNames(everywhere);

const known = [...completions, ...google, ...vercel, ...liteLlm].join('|');

/** `generateText as ask`; `ask = client.responses.create` and a line's end; `ask = partial(…`, `chat = ChatOpenAI(…`. */
const renamed = new RegExp(
  [
    String.raw`\b(?:${known}|chat|generate)\s+as\s+(\w+)`,
    String.raw`\b([\w$]+)\s*=\s*[\w$.]+\.(?:${known})\s*;?[ \t]*(?:#.*|\/\/.*)?$`,
    String.raw`\b(\w+)\s*=\s*(?:functools\.)?partial\s*\(`,
    String.raw`\b(\w+)\s*=\s*(?:Azure)?Chat(?!Prompt)[A-Z]\w*\(`,
  ].join('|'),
  'gm',
);

/** {@link calledNames}, with those of the libraries that a text uses and those it gives itself. */
export function calledNamesIn(text: string): ReadonlySet<string> {
  const more = ofLibraries.flatMap(([library, names]) => (library.test(text) ? names : []));
  const own = [...text.matchAll(renamed)].flatMap(([, a, b, c, d]) => a ?? b ?? c ?? d ?? []);
  return more.length + own.length === 0 ? calledNames : new CalledNames([...everywhere, ...more, ...own]);
}
