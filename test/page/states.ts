import type { AskPreview, AskRegion, AskState, AskTurn } from '../../src/webview/askProtocol.js';
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

const answer = `**Checkout page.** A top bar with the word mark and four steps. The main column holds two cards:

1. *Delivery*, with name, address and two ways to send
2. *Payment*, with three kinds and the card's number

| Part | Where | State |
| --- | --- | --- |
| Pay button | right, below the total | enabled |

The primary action is \`Pay $200.88\`.`;

/** A question with its answer in prose, billed. */
export const answered: AskTurn = {
  id: 'turn-1',
  text: 'Describe this screen for a developer who will build it: regions, components, states, copy.',
  pictures: ['file:///shop/mockups/checkout.png'],
  runs: [
    {
      id: 'run-1',
      endpoint: 'openai',
      model: 'gpt-5.2',
      tier: 'standard',
      status: 'done',
      text: answer,
      bill: {
        estimatedInput: 941,
        billedInput: 941,
        billedOutput: 412,
        reasoning: 0,
        usd: 0.0053,
        milliseconds: 3100,
      },
      regions: [],
    },
  ],
};

const components = JSON.stringify(
  {
    components: [
      { type: 'steps', label: 'Progress', box: { x: 0.26, y: 0.01, width: 0.36, height: 0.06 } },
      { type: 'card', label: 'Delivery', box: { x: 0.08, y: 0.2, width: 0.52, height: 0.36 }, fields: 6 },
      {
        type: 'button',
        label: 'Pay $200.88',
        box: { x: 0.64, y: 0.83, width: 0.26, height: 0.06 },
        primary: true,
      },
    ],
  },
  null,
  2,
);

/** A question with its answer as data, and its regions. */
export const structuredTurn: AskTurn = {
  id: 'turn-2',
  text: 'List the components of this screen and where they are.',
  pictures: ['file:///shop/mockups/checkout.png'],
  runs: [
    {
      id: 'run-2',
      endpoint: 'openai',
      model: 'gpt-5-mini',
      tier: 'standard',
      status: 'done',
      text: components,
      bill: {
        estimatedInput: 1204,
        billedInput: 1187,
        billedOutput: 233,
        reasoning: 64,
        usd: 0.0008,
        milliseconds: 64_500,
        servedTier: 'default',
      },
      regions: [
        region('Progress', 0.26, 0.01, 0.36, 0.06),
        region('Delivery', 0.08, 0.2, 0.52, 0.36),
        region('Pay $200.88', 0.64, 0.83, 0.26, 0.06),
      ],
    },
  ],
};

function region(label: string, x: number, y: number, width: number, height: number): AskRegion {
  const at = components.indexOf(`"${label}"`);
  return { label, picture: 'file:///shop/mockups/checkout.png', x, y, width, height, at };
}

/** What the extension says of a question's price. */
export const preview: AskPreview = {
  imageTokens: 910,
  textTokens: 31,
  outputTokens: [200, 600],
  usd: [0.0041, 0.0083],
  warnings: [],
  confirm: false,
};
