import assert from 'node:assert/strict';
import type { Setting } from '../../../../src/references/calls/call';
import {
  choice,
  content,
  dataUrl,
  inserted,
  made,
  module,
  parameter,
  path,
  read,
  summary,
  text,
} from './shapesValues';

const url = 'https://x.example/a';
const chatPart = (image: unknown): object => ({ type: 'image_url', image_url: image });
const messages = (...parts: readonly unknown[]): object[] => [{ role: 'user', content: parts }];

function said(setting: Setting | undefined): string {
  if (setting?.kind === 'stated') return setting.value;
  return setting?.kind === 'choice' ? setting.values.join('|') : (setting?.kind ?? 'none');
}

describe('calls of Chat', () => {
  const chat = (...parts: readonly unknown[]): ReturnType<typeof read> =>
    read('client.chat.completions.create', { args: [{ model: 'gpt-4o', messages: messages(...parts) }] });

  it('hold a picture in an object, or in its place', () => {
    const found = chat(chatPart({ url: dataUrl('a.png'), detail: 'high' }), chatPart(url), chatPart({ url }));
    assert.deepEqual(summary(found), ['data-url: a.png', `url: ${url}`, `url: ${url}`]);
    assert.deepEqual(
      found.images.map(({ detail }) => said(detail)),
      ['high', 'omitted', 'omitted'],
    );
    assert.equal(found.images[1]?.insertDetail, undefined);
    assert.match(inserted(found, 2), /\{"url": "https:\/\/x\.example\/a", detail: 'low', \}/);
  });

  it('do not know the detail of an object that is not known', () => {
    assert.equal(chat(chatPart(parameter())).images[0]?.detail.kind, 'unknown');
  });

  it('are read wherever the client comes from', () => {
    const given = { args: [{ model: 'gpt-4o', messages: messages(chatPart({ url })) }] };
    for (const callee of [
      'client.beta.chat.completions.parse',
      'client.chat.completions.stream',
      'groq.chat.completions.create',
      'instructor.create',
    ])
      assert.equal(read(callee, given).call.api, 'openai.chat', callee);
    const groq = read('c.chat.completions.create', { ...given, root: made('groq-sdk.default') });
    assert.equal(groq.call.provider, 'groq');
    const mistral = read('c.chat.complete', {
      args: [{ messages: messages({ type: 'image_url', imageUrl: url }) }],
      root: made('@mistralai/mistralai.Mistral'),
    });
    assert.deepEqual([mistral.call.provider, ...summary(mistral)], ['mistral', `url: ${url}`]);
  });
});

describe('calls that make pictures', () => {
  it('have a size, a quality and a number', () => {
    const { call } = read('client.images.generate', {
      named: { model: 'gpt-image-1', prompt: 'A cat', size: '1024x1024', n: 2 },
      root: made('openai.OpenAI'),
    });
    assert.equal(call.api, 'openai.images.generate');
    assert.deepEqual(
      [said(call.output?.size), said(call.output?.quality), call.output?.count],
      ['1024x1024', 'omitted', 2],
    );
    assert.equal(call.texts[0]?.text, 'A cat');
  });

  it('edit one or several, with a mask', () => {
    const image = [content('a.png', 'handle'), made('openai.toFile', [content('b.png', 'handle'), null])];
    const found = read('client.images.edit', {
      args: [{ image, mask: content('mask.png', 'handle'), prompt: 'Red' }],
    });
    assert.deepEqual(summary(found), ['bytes: a.png', 'bytes: b.png', 'bytes: mask.png']);
    const unknown = read('client.images.edit', { args: [{ image: parameter(), prompt: 'Red' }] });
    assert.deepEqual(summary(unknown), ['bytes: ? parameter']);
  });
});

describe('calls of Claude', () => {
  const source = (of: object): object => ({ type: 'image', source: of });
  const base64 = source({ type: 'base64', media_type: 'image/jpeg', data: content('a.jpg', 'base64') });
  const claude = (callee: string, root?: ReturnType<typeof made>): ReturnType<typeof read> =>
    read(callee, {
      args: [{ model: 'claude-sonnet-4-5', system: 'Be brief.', messages: messages(base64) }],
      ...(root && { root }),
    });

  it('hold pictures of every source, in results of tools too', () => {
    const found = read('client.messages.create', {
      named: {
        messages: messages(
          base64,
          source({ type: 'url', url }),
          source({ type: 'file', file_id: 'file_1' }),
          { type: 'tool_result', tool_use_id: 't', content: [base64] },
          source({ type: 'base64', media_type: parameter(), data: parameter() }),
        ),
      },
    });
    assert.deepEqual(summary(found), [
      'base64: a.jpg',
      `url: ${url}`,
      'file-id: held file_1',
      'base64: a.jpg',
      'base64: ? parameter',
    ]);
    assert.equal(found.images[0]?.mediaType, 'image/jpeg');
    assert.equal(found.images[0].insertDetail, undefined);
  });

  it('may be written out as base64', () => {
    const found = read('client.messages.create', {
      args: [
        {
          messages: messages(
            source({ type: 'base64', media_type: 'image/gif', data: 'R0lGODlhAQABAAAAACw=' }),
          ),
        },
      ],
    });
    assert.deepEqual(summary(found), ['base64: data:image/gif;base64,R0lGODlhAQABAAAAACw=']);
  });

  it('go to whom the client says', () => {
    assert.equal(claude('client.messages.create').call.provider, 'anthropic');
    assert.equal(
      claude('client.messages.stream', made('anthropic.AnthropicBedrock')).call.provider,
      'bedrock',
    );
    assert.equal(
      claude('c.messages.create', made('@anthropic-ai/vertex-sdk.AnthropicVertex')).call.provider,
      'vertex',
    );
    assert.equal(
      claude('c.beta.messages.create', made('@anthropic-ai/sdk.Anthropic')).call.api,
      'anthropic.messages',
    );
    assert.equal(claude('client.messages.create').call.texts[0]?.text, 'Be brief.');
  });

  it('may come in a batch', () => {
    const params = { model: 'claude-sonnet-4-5', messages: messages(base64) };
    const { calls } = read('client.messages.batches.create', {
      args: [{ requests: [1, 2].map(n => ({ custom_id: String(n), params })) }],
    });
    assert.deepEqual(
      calls.map(({ tier }) => said(tier)),
      ['batch', 'batch'],
    );
  });
});

describe('calls of Gemini', () => {
  const ai = made('@google/genai.GoogleGenAI');
  const inline = { inlineData: { mimeType: 'image/png', data: content('a.png', 'base64') } };
  const gemini = (contents: unknown, more: object = {}): ReturnType<typeof read> =>
    read('ai.models.generateContent', { args: [{ model: 'gemini-3-flash', contents, ...more }], root: ai });
  const types = 'google.genai.types';

  const values: readonly (readonly [string, unknown, readonly string[]])[] = [
    ['a part', inline, ['base64: a.png']],
    ['parts', ['What?', inline, { text: 'And?' }], ['base64: a.png']],
    ['a content', { role: 'user', parts: [inline] }, ['base64: a.png']],
    ['contents', [{ role: 'user', parts: [inline, inline] }], ['base64: a.png', 'base64: a.png']],
    ['storage', { fileData: { fileUri: 'gs://b/a.png', mimeType: 'image/png' } }, ['url: held gs://b/a.png']],
    [
      'a film and a document',
      [inline, { fileData: { fileUri: url, mimeType: 'video/mp4' } }],
      ['base64: a.png'],
    ],
    [
      'helpers',
      made('@google/genai.createUserContent', [
        ['What?', made('@google/genai.createPartFromUri', ['gs://b/a.png', 'image/png'])],
      ]),
      ['url: held gs://b/a.png'],
    ],
    [
      'bytes',
      [
        made(`${types}.Part.from_bytes`, [], {
          data: content(path('a.png'), 'bytes'),
          mime_type: 'image/png',
        }),
      ],
      ['bytes: @a.png'],
    ],
    [
      'types',
      made(`${types}.Content`, [], {
        parts: [
          made(`${types}.Part.from_text`, [], { text: 'What?' }),
          made(`${types}.Part`, [], {
            inline_data: made(`${types}.Blob`, [], {
              data: content('a.png', 'bytes'),
              mime_type: 'image/png',
            }),
          }),
        ],
      }),
      ['bytes: a.png'],
    ],
    ['an image of PIL', ['What?', content('a.png', 'image')], ['bytes: a.png']],
    ['an uploaded file', [made('google.genai.Client.files.upload', [], { file: 'a.png' })], ['bytes: a.png']],
    ['an encoded picture as text', [text('See ', content('a.png', 'base64'))], ['text: a.png']],
    [
      'of each caller',
      [inline, content(choice('each', 4, 'b.png', 'c.png'), 'image')],
      ['base64: a.png', 'bytes: b.png', 'bytes: c.png'],
    ],
  ];
  for (const [what, contents, expected] of values)
    it(`hold ${what}`, () => {
      assert.deepEqual(summary(gemini(contents)), expected);
    });

  it('send no other files', () => {
    const document = { inlineData: { mimeType: 'application/pdf', data: content('a.pdf', 'base64') } };
    assert.equal(gemini([document, 'What?']).calls.length, 0);
    const upload = made('google.genai.Client.files.upload', [], { file: 'a.mp4' });
    assert.equal(gemini([upload]).calls.length, 0);
  });

  it('have a resolution, of all or of one', () => {
    const member = module('@google/genai', 'MediaResolution.MEDIA_RESOLUTION_LOW');
    const own = { ...inline, mediaResolution: { level: 'MEDIA_RESOLUTION_HIGH' } };
    const found = gemini([inline, own], {
      config: { mediaResolution: member, systemInstruction: 'Be brief.' },
    });
    assert.deepEqual(
      found.images.map(({ detail }) => said(detail)),
      ['low', 'high'],
    );
    assert.equal(found.call.texts[0]?.text, 'Be brief.');
  });

  it('have a model that was made before', () => {
    const client = made('@google/generative-ai.GoogleGenerativeAI', [parameter()]);
    const name = '@google/generative-ai.GoogleGenerativeAI.getGenerativeModel';
    const root = made(name, [{ model: 'models/gemini-2.5-pro' }], {}, client);
    const found = read('model.generateContent', { args: [['What?', inline]], root });
    assert.deepEqual([said(found.call.model), found.call.provider], ['gemini-2.5-pro', 'google']);
    const python = made('google.generativeai.GenerativeModel', ['gemini-1.5-flash']);
    const old = read('model.generate_content', {
      args: [['What?', content('a.png', 'image')]],
      named: { stream: true },
      root: python,
    });
    assert.deepEqual([said(old.call.model), ...summary(old)], ['gemini-1.5-flash', 'bytes: a.png']);
    assert.equal(said(read('model.generateContent', { args: [[inline]] }).call.model), 'unknown');
  });

  it('are said in a chat', () => {
    const chat = made('@google/genai.GoogleGenAI.chats.create', [{ model: 'gemini-2.5-flash' }], {}, ai);
    const found = read('chat.sendMessage', { args: [{ message: ['What?', inline] }], root: chat });
    assert.deepEqual([said(found.call.model), ...summary(found)], ['gemini-2.5-flash', 'base64: a.png']);
    assert.equal(read('bot.sendMessage', { args: [{ message: [inline] }] }).calls.length, 0);
  });
});

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

describe('requests over HTTP', () => {
  const body = { model: 'gpt-4o', messages: messages(chatPart({ url })) };
  const stringified = made('JSON.stringify', [body]);
  const chat = 'https://api.openai.com/v1/chat/completions';
  const ways: readonly (readonly [string, string, Parameters<typeof read>[1]])[] = [
    [
      'fetch',
      'fetch',
      { args: [chat, { method: 'POST', body: stringified }], root: module('', 'fetch'), fullName: 'fetch' },
    ],
    ['axios', 'axios.post', { args: [chat, body, { headers: {} }] }],
    ['axios with a configuration', 'axios', { args: [{ url: chat, data: body }], fullName: 'axios.axios' }],
    ['requests', 'requests.post', { args: [chat], named: { json: body } }],
    ['requests with data', 'requests.post', { args: [chat], named: { data: made('json.dumps', [body]) } }],
    ['a request by its method', 'httpx.request', { args: ['POST', chat], named: { json: body } }],
    [
      'a client with a base',
      'client.post',
      {
        args: ['/chat/completions'],
        named: { json: body },
        root: made('httpx.Client', [], { base_url: 'https://api.openai.com/v1' }),
      },
    ],
  ];
  for (const [what, callee, given] of ways)
    it(`are sent by ${what}`, () => {
      const { call } = read(callee, given);
      assert.deepEqual([call.api, call.provider, said(call.model)], ['openai.chat', 'openai', 'gpt-4o']);
    });

  it('have a model in the address', () => {
    const contents = [
      { parts: [{ inline_data: { mime_type: 'image/png', data: content('a.png', 'base64') } }] },
    ];
    const base = 'https://generativelanguage.googleapis.com/v1beta/models/';
    const post = (address: unknown): ReturnType<typeof read> =>
      read('requests.post', { args: [address], named: { json: { contents } } });
    const known = post(`${base}gemini-2.5-flash:generateContent?key=x`).call;
    assert.deepEqual(
      [known.api, known.provider, said(known.model)],
      ['google.generate', 'google', 'gemini-2.5-flash'],
    );
    const unknown = post(text(base, parameter('model'), ':generateContent'));
    assert.equal(said(unknown.call.model), 'unknown');
  });

  it('are told by their shape where the address is not known', () => {
    assert.equal(read('fetch', { args: [parameter(), { body: stringified }] }).call.provider, undefined);
    assert.equal(read('fetch', { args: ['/api/chat', { body: stringified }] }).call.api, 'openai.chat');
  });
});

describe('calls that only look alike', () => {
  const image = { type: 'image', source: { type: 'base64', media_type: 'image/png', data: parameter() } };
  const cases: readonly (readonly [string, string, Parameters<typeof read>[1]])[] = [
    ['Twilio', 'client.messages.create', { args: [{ to: '+1', from: '+2', body: 'Hi', mediaUrl: [url] }] }],
    ['Django', 'Photo.objects.create', { named: { image: 'a.png' } }],
    ['Prisma', 'prisma.photo.create', { args: [{ data: { image: 'a.png' } }] }],
    [
      'a thread',
      'openai.beta.threads.messages.create',
      { args: ['thread', { role: 'user', content: [{ type: 'image_file', image_file: { file_id: 'f' } }] }] },
    ],
    [
      'text',
      'client.chat.completions.create',
      { args: [{ model: 'gpt-4o', messages: messages({ type: 'text', text: 'a.png' }) }] },
    ],
    [
      'unknown messages',
      'client.chat.completions.create',
      { args: [{ model: 'gpt-4o', messages: parameter() }] },
    ],
    ['embeddings', 'client.embeddings.create', { args: [{ input: ['a.png'] }] }],
    ['moderation', 'client.moderations.create', { args: [{ input: [chatPart({ url })] }] }],
    ['files', 'client.files.create', { args: [{ file: content('a.png', 'handle'), purpose: 'vision' }] }],
    ['counting', 'client.messages.countTokens', { args: [{ messages: messages(image) }] }],
    ['a picture that is fetched', 'fetch', { args: [url] }],
    ['a picture that is uploaded', 'axios.post', { args: ['/upload', { image: dataUrl('a.png') }] }],
    [
      'a result that is parsed',
      'JSON.parse',
      { args: [made('openai.x', [{ messages: messages(chatPart({ url })) }])] },
    ],
    ['a document', 'canvas.generate', { args: [{ prompt: 'x' }] }],
    ['what is invoked of a cloud', 'lambda.invoke', { args: [{ FunctionName: 'f', Payload: 'a.png' }] }],
    ['a function of its own', 'generateText', { args: [{ prompt: 'a.png' }], fullName: 'ai.generateText' }],
  ];
  for (const [what, callee, given] of cases)
    it(`are not reported: ${what}`, () => {
      assert.deepEqual(read(callee, given).calls, []);
    });
});
