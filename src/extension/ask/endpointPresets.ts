import type { EndpointSetting } from './endpoints';

/** Someone whose API is known, so that only what differs is asked for. */
export interface EndpointPreset {
  readonly id: string;
  readonly label: string;
  readonly detail: string;
  /** Absent where everyone has their own. */
  readonly baseUrl?: string;
  /** Shown where it has to be typed. */
  readonly example: string;
  readonly api: EndpointSetting['api'];
  readonly needsKey: boolean;
  readonly keyVariable?: string;
  /** Where a key is had. */
  readonly keyPage?: string;
  readonly priceAs?: string;
}

/** From the vendors' documentation, as of November 2026. */
export const endpointPresets: readonly EndpointPreset[] = [
  {
    id: 'openai',
    label: 'OpenAI',
    detail: 'api.openai.com, Responses API',
    baseUrl: 'https://api.openai.com/v1',
    example: 'https://api.openai.com/v1',
    api: 'responses',
    needsKey: true,
    keyVariable: 'OPENAI_API_KEY',
    keyPage: 'https://platform.openai.com/api-keys',
  },
  {
    id: 'azure',
    label: 'Azure OpenAI',
    detail: 'Your resource’s address with /openai/v1; models are your deployments',
    example: 'https://my-resource.openai.azure.com/openai/v1',
    api: 'responses',
    needsKey: true,
    keyVariable: 'AZURE_OPENAI_API_KEY',
    keyPage: 'https://ai.azure.com/',
  },
  {
    id: 'openrouter',
    label: 'OpenRouter',
    detail: 'openrouter.ai, Chat Completions; models are called vendor/model',
    baseUrl: 'https://openrouter.ai/api/v1',
    example: 'https://openrouter.ai/api/v1',
    api: 'chat',
    needsKey: true,
    keyVariable: 'OPENROUTER_API_KEY',
    keyPage: 'https://openrouter.ai/keys',
  },
  {
    id: 'gptproto',
    label: 'GPT Proto',
    detail: 'gptproto.com, Chat Completions; its prices come from "providers" in tilescope.json',
    baseUrl: 'https://gptproto.com/v1',
    example: 'https://gptproto.com/v1',
    api: 'chat',
    needsKey: true,
    keyVariable: 'GPTPROTO_API_KEY',
    keyPage: 'https://gptproto.com/',
    priceAs: 'gptproto',
  },
  {
    id: 'ollama',
    label: 'Ollama',
    detail: 'On this machine, no key',
    baseUrl: 'http://127.0.0.1:11434/v1',
    example: 'http://127.0.0.1:11434/v1',
    api: 'chat',
    needsKey: false,
  },
  {
    id: 'lmstudio',
    label: 'LM Studio',
    detail: 'On this machine, no key',
    baseUrl: 'http://127.0.0.1:1234/v1',
    example: 'http://127.0.0.1:1234/v1',
    api: 'chat',
    needsKey: false,
  },
  {
    id: 'vllm',
    label: 'vLLM',
    detail: 'On this machine or your own server',
    example: 'http://127.0.0.1:8000/v1',
    api: 'chat',
    needsKey: false,
  },
  {
    id: 'other',
    label: 'Another OpenAI-compatible API',
    detail: 'Chat Completions or Responses, at any https address',
    example: 'https://api.example.com/v1',
    api: 'chat',
    needsKey: true,
  },
];

export function presetAt(baseUrl: string): EndpointPreset | undefined {
  return endpointPresets.find(preset => preset.baseUrl === baseUrl);
}
