/** How the names of models choose a provider, and who that is. */
const providers: Readonly<Record<string, string>> = {
  openai: 'openai',
  text_completion_openai: 'openai',
  azure: 'azure',
  azure_ai: 'azure',
  azure_openai: 'azure',
  anthropic: 'anthropic',
  bedrock: 'bedrock',
  bedrock_converse: 'bedrock',
  'amazon-bedrock': 'bedrock',
  gemini: 'google',
  google: 'google',
  google_genai: 'google',
  google_vertexai: 'vertex',
  google_anthropic_vertex: 'vertex',
  vertex: 'vertex',
  vertex_ai: 'vertex',
  openrouter: 'openrouter',
  together_ai: 'together',
  together: 'together',
  togetherai: 'together',
  groq: 'groq',
  mistral: 'mistral',
  mistralai: 'mistral',
  xai: 'xai',
  deepinfra: 'deepinfra',
  fireworks: 'fireworks',
  fireworks_ai: 'fireworks',
  dashscope: 'qwen',
  alibaba: 'qwen',
  meta: 'meta',
  meta_llama: 'meta',
  deepseek: 'deepseek',
  moonshot: 'moonshot',
  huggingface: 'huggingface',
  ollama: 'compatible',
  ollama_chat: 'compatible',
  hosted_vllm: 'compatible',
  lm_studio: 'compatible',
  litellm_proxy: 'compatible',
};

const names = Object.keys(providers).join('|');

/** `openai/gpt-…` of LiteLLM and of Vercel's gateway; `openai:gpt-…` of a registry of models. */
export const gatewayPrefix = new RegExp(`^(?:(?:${names})[/:])`);

/** `openai:gpt-…` of LangChain. */
export const colonPrefix = new RegExp(`^(?:(?:${names}):)`);

export function gatewayProvider(model: string): string | undefined {
  const name = /^([\w-]+)[/:]/.exec(model)?.[1];
  return name === undefined || !Object.hasOwn(providers, name) ? undefined : providers[name];
}

/** Who makes models of this name, where a library chooses by it alone. */
export function providerByName(model: string): string | undefined {
  if (/^(?:gpt-|o\d|chatgpt-)/.test(model)) return 'openai';
  if (model.startsWith('claude-')) return 'anthropic';
  return undefined;
}
