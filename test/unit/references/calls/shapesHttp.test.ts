import assert from 'node:assert/strict';
import { choice, content, dataUrl, made, module, parameter, Raw, read, said, text } from './shapesValues';

const url = 'https://x.example/a';
const chatPart = (image: unknown): object => ({ type: 'image_url', image_url: image });
const messages = (...parts: readonly unknown[]): object[] => [{ role: 'user', content: parts }];

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

describe('requests that are written into a batch', () => {
  const line = (n: number): object => ({
    custom_id: String(n),
    method: 'POST',
    url: '/v1/chat/completions',
    body: { model: 'gpt-4o', messages: messages(chatPart({ url })) },
  });
  for (const [what, value] of [
    ['each by itself', choice('each', 3, line(1), line(2))],
    ['all at once', [line(1), line(2)]],
  ] as const)
    it(what, () => {
      const { calls, text } = read('json.dumps', { args: [value], named: {} });
      assert.deepEqual(
        calls.map(({ callee, provider, tier }) => [callee, provider, said(tier)]),
        [1, 2].map(() => ['POST /v1/chat/completions', 'openai', 'batch']),
      );
      assert.ok(calls.every(({ span, statement }) => text[span.start] === '{' && statement === span.start));
    });
});

describe('a request that a loop writes', () => {
  it('is one for each time', () => {
    const body = (image: string): object => ({
      model: 'gpt-4o',
      messages: messages(chatPart({ url: image })),
    });
    const task = (image: string): Raw =>
      new Raw('', (_, written) => ({
        ...written.of({ custom_id: '1', url: '/v1/chat/completions', body: body(image) }),
        span: { start: 7, end: 9 },
      }));
    const found = read('json.dumps', { args: [choice('each', 3, task(url), task(`${url}b`))], named: {} });
    assert.equal(found.calls.length, 1);
    assert.deepEqual(
      found.images.map(({ turn }) => [turn?.by, turn?.option]),
      [
        ['each', 0],
        ['each', 1],
      ],
    );
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
