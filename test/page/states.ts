import type { AskState } from '../../src/webview/askProtocol.js';
import type { PageFacts, PagePicture, PageState } from '../../src/webview/protocol.js';

const facts: PageFacts = {
  format: 'png',
  width: 1440,
  height: 900,
  orientation: 1,
  animated: false,
  bytes: 212_000,
  warnings: [],
};

/** A picture of the examples. */
export function picture(name: string, change: Partial<PageFacts> = {}): PagePicture {
  return {
    id: `file:///shop/${name}`,
    name: name.split('/').at(-1) ?? name,
    where: name,
    facts: { ...facts, ...change },
    src: `{origin}/examples/${name}`,
    version: '1',
  };
}

export const ask: AskState = {
  prompts: [
    {
      id: 'describe',
      title: 'Describe the mockup',
      text: 'Describe this screen for a developer who will build it: regions, components, states, copy.',
      structured: false,
      pictures: 1,
      origin: 'built-in',
    },
    {
      id: 'components',
      title: 'Components and layout',
      text: 'List the components of this screen and where they are.',
      structured: true,
      pictures: 1,
      origin: 'built-in',
    },
  ],
  endpoints: [
    { id: 'openai', name: 'OpenAI', models: ['gpt-5.2', 'gpt-5-mini'], key: 'set' },
    { id: 'local', name: 'Ollama', models: ['llava'], key: 'not-needed' },
  ],
  endpoint: 'openai',
  model: 'gpt-5.2',
  tier: 'standard',
  turns: [],
};

export function state(change: Partial<PageState> = {}): PageState {
  return {
    pictures: [picture('mockups/checkout.png')],
    pricing: { model: 'gpt-5', detail: 'high', tier: 'standard', origin: 'the call' },
    compareModels: ['gpt-5.4-mini', 'gpt-4.1-mini', 'claude-sonnet-5-5', 'gemini-3.6-flash'],
    layers: [],
    today: '2026-11-27',
    trusted: true,
    ask,
    ...change,
  };
}
