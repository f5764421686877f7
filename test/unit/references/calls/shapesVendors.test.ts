import assert from 'node:assert/strict';
import { content, dataUrl, inserted, made, parameter, read, said, summary } from './shapesValues';

const url = 'https://x.example/a';
const chatPart = (image: unknown): object => ({ type: 'image_url', image_url: image });
const messages = (...parts: readonly unknown[]): object[] => [{ role: 'user', content: parts }];

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
