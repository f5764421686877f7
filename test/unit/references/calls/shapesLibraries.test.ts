import assert from 'node:assert/strict';
import { choice, content, dataUrl, inserted, made, parameter, read, said, summary } from './shapesValues';

const url = 'https://x.example/a';
const chatPart = (image: unknown): object => ({ type: 'image_url', image_url: image });
const messages = (...parts: readonly unknown[]): object[] => [{ role: 'user', content: parts }];

describe('calls of the AI SDK', () => {
  const generate = (model: unknown, ...parts: readonly unknown[]): ReturnType<typeof read> =>
    read('generateText', { args: [{ model, messages: messages(...parts) }], fullName: 'ai.generateText' });
  const openai = made('@ai-sdk/openai.openai', ['gpt-5.2']);

  it('hold pictures and files that are pictures', () => {
    const found = generate(
      openai,
      { type: 'text', text: 'What?' },
      { type: 'image', image: content('a.png', 'bytes') },
      { type: 'image', image: url },
      { type: 'file', data: content('b.webp', 'base64'), mediaType: 'image/webp' },
      { type: 'file', data: content('c.pdf', 'bytes'), mediaType: 'application/pdf' },
    );
    assert.deepEqual(summary(found), ['bytes: a.png', `url: ${url}`, 'base64: b.webp']);
    assert.deepEqual([said(found.call.model), found.call.provider], ['gpt-5.2', 'openai']);
    assert.match(inserted(found, 1), /, providerOptions: \{ openai: \{ imageDetail: 'low' \} \}/);
  });

  it('have a detail among the options of a provider', () => {
    const providerOptions = { openai: { imageDetail: 'low' } };
    const [picture] = generate(openai, { type: 'image', image: url, providerOptions }).images;
    assert.equal(said(picture?.detail), 'low');
    const other = generate(made('@ai-sdk/google.google', ['gemini-2.5-pro']), { type: 'image', image: url });
    assert.equal(other.images[0]?.insertDetail, undefined);
  });

  const models: readonly (readonly [string, unknown, string, string | undefined])[] = [
    ['a method', made('@ai-sdk/openai.openai.chat', ['gpt-4o']), 'gpt-4o', 'openai'],
    ['the gateway', 'anthropic/claude-sonnet-4.5', 'claude-sonnet-4.5', 'anthropic'],
    ['Anthropic', made('@ai-sdk/anthropic.anthropic', ['claude-opus-4-1']), 'claude-opus-4-1', 'anthropic'],
    [
      'a provider of one',
      made(
        '@ai-sdk/openai.createOpenAI',
        ['grok-4'],
        {},
        made('@ai-sdk/openai.createOpenAI', [{ baseURL: 'https://api.x.ai/v1' }]),
      ),
      'grok-4',
      'xai',
    ],
    ['a wrapper', made('ai.wrapLanguageModel', [{ model: openai, middleware: [] }]), 'gpt-5.2', 'openai'],
    [
      'OpenRouter',
      made('@openrouter/ai-sdk-provider.openrouter', ['openai/gpt-4o']),
      'openai/gpt-4o',
      'openrouter',
    ],
    [
      'one of two',
      choice('branch', 2, openai, made('@ai-sdk/openai.openai', ['gpt-4o'])),
      'gpt-5.2|gpt-4o',
      'openai',
    ],
    ['somebody', parameter(), 'unknown', undefined],
  ];
  for (const [what, model, name, provider] of models)
    it(`ask ${what}`, () => {
      const { call } = generate(model, { type: 'image', image: url });
      assert.deepEqual([said(call.model), call.provider], [name, provider]);
    });

  it('are of an agent', () => {
    const root = made('ai.ToolLoopAgent', [{ model: openai, instructions: 'Be brief.' }]);
    const found = read('agent.generate', {
      args: [{ messages: messages({ type: 'image', image: url }) }],
      root,
    });
    assert.deepEqual([said(found.call.model), found.call.texts[0]?.text], ['gpt-5.2', 'Be brief.']);
  });
});

describe('calls of LangChain', () => {
  const human = (...parts: readonly unknown[]): ReturnType<typeof made> =>
    made('langchain_core.messages.HumanMessage', [], { content: parts });
  const llm = made('langchain_openai.ChatOpenAI', [], { model: 'gpt-4o', service_tier: 'flex' });

  it('hold parts of every kind', () => {
    const found = read('llm.invoke', {
      args: [
        [
          made('langchain_core.messages.SystemMessage', ['Be brief.']),
          human(
            { type: 'text', text: 'What?' },
            chatPart({ url: dataUrl('a.png') }),
            {
              type: 'image',
              source_type: 'base64',
              data: content('b.png', 'base64'),
              mime_type: 'image/png',
            },
            { type: 'image', url },
            {
              type: 'image',
              source: { type: 'base64', media_type: 'image/png', data: content('c.png', 'base64') },
            },
            { type: 'media', mime_type: 'image/png', data: content('d.png', 'base64') },
          ),
        ],
      ],
      named: {},
      root: llm,
    });
    assert.deepEqual(summary(found), [
      'data-url: a.png',
      'base64: b.png',
      `url: ${url}`,
      'base64: c.png',
      'base64: d.png',
    ]);
    assert.deepEqual(
      [said(found.call.model), found.call.provider, said(found.call.tier)],
      ['gpt-4o', 'openai', 'flex'],
    );
    assert.deepEqual(
      found.call.texts.map(({ text }) => text),
      ['Be brief.', 'What?'],
    );
  });

  it('find the model through what is made of it', () => {
    const structured = made('langchain_openai.ChatOpenAI.with_structured_output', [parameter()], {}, llm);
    const found = (root: unknown): string =>
      said(read('llm.invoke', { args: [[human(chatPart(url))]], root }).call.model);
    assert.equal(found(structured), 'gpt-4o');
    assert.equal(found(made('@langchain/openai.ChatOpenAI', [{ modelName: 'gpt-4.1' }])), 'gpt-4.1');
    assert.equal(found(made('langchain.chat_models.init_chat_model', ['openai:gpt-5'])), 'gpt-5');
    assert.equal(found(made('langchain.agents.create_agent', [], { model: 'openai:gpt-5' })), 'gpt-5');
    assert.equal(found(made('x.ChatPromptTemplate.pipe', [llm], {}, parameter())), 'gpt-4o');
    assert.equal(found(parameter()), 'unknown');
  });

  it('take tuples, dictionaries, the state of a graph, a batch', () => {
    const part = chatPart({ url });
    const forms = [
      [['human', [part]]],
      messages(part),
      { messages: messages(part) },
      { messages: [made('@langchain/core/messages.HumanMessage', [{ content: [part] }])] },
    ];
    for (const form of forms) assert.equal(read('llm.invoke', { args: [form], root: llm }).calls.length, 1);
    assert.equal(read('llm.batch', { args: [[messages(part), messages(part)]], root: llm }).calls.length, 2);
  });
});

describe('calls of LiteLLM', () => {
  const ask = (model: unknown, more: object = {}): ReturnType<typeof read> =>
    read('completion', {
      named: { model, messages: messages(chatPart({ url, detail: 'low' })), ...more },
      fullName: 'litellm.completion',
    });
  for (const [model, name, provider] of [
    ['gemini/gemini-2.5-pro', 'gemini-2.5-pro', 'google'],
    ['openai/gpt-4o', 'gpt-4o', 'openai'],
    ['gpt-4o', 'gpt-4o', 'openai'],
    ['openrouter/qwen/qwen3-vl', 'qwen/qwen3-vl', 'openrouter'],
    ['azure/my-deployment', 'my-deployment', 'azure'],
  ] as const)
    it(`ask ${model}`, () => {
      const { call, text } = ask(model);
      assert.deepEqual([call.api, said(call.model), call.provider], ['litellm', name, provider]);
      assert.equal(
        call.model.kind === 'stated' && text.slice(call.model.span.start, call.model.span.end),
        name,
      );
    });
});
