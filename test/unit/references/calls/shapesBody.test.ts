import assert from 'node:assert/strict';
import type { Api } from '../../../../src/references/calls/call';
import { apiOfUrl, guessApi, readBody } from '../../../../src/references/calls/shapes/body';
import { calledNames } from '../../../../src/references/calls/shapes/calledNames';
import { said, summary, valueOf } from './shapesValues';

describe('addresses', () => {
  const cases: readonly (readonly [string, Api, string, string?])[] = [
    ['https://api.openai.com/v1/responses', 'openai.responses', 'openai'],
    ['https://eu.api.openai.com/v1/chat/completions', 'openai.chat', 'openai'],
    ['https://api.openai.com/v1/images/edits', 'openai.images.edit', 'openai'],
    ['https://api.openai.com/v1/images/generations', 'openai.images.generate', 'openai'],
    ['https://api.anthropic.com/v1/messages', 'anthropic.messages', 'anthropic'],
    [
      'https://mine.openai.azure.com/openai/deployments/my-gpt/chat/completions?api-version=2024-10-21',
      'openai.chat',
      'azure',
      'my-gpt',
    ],
    ['https://mine.services.ai.azure.com/openai/v1/responses', 'openai.responses', 'azure'],
    ['*/openai/deployments/*/chat/completions', 'openai.chat', 'azure'],
    [
      'https://generativelanguage.googleapis.com/v1beta/models/gemini-2.5-pro:streamGenerateContent?alt=sse',
      'google.generate',
      'google',
      'gemini-2.5-pro',
    ],
    ['https://generativelanguage.googleapis.com/v1beta/openai/chat/completions', 'openai.chat', 'google'],
    [
      'https://us-central1-aiplatform.googleapis.com/v1/projects/p/locations/l/publishers/google/models/gemini-2.5-pro:generateContent',
      'google.generate',
      'vertex',
      'gemini-2.5-pro',
    ],
    ['https://openrouter.ai/api/v1/chat/completions', 'openai.chat', 'openrouter'],
    ['https://dashscope-intl.aliyuncs.com/compatible-mode/v1/chat/completions', 'openai.chat', 'qwen'],
    ['https://api.deepinfra.com/v1/openai/chat/completions', 'openai.chat', 'deepinfra'],
    ['http://127.0.0.1:8000/v1/chat/completions', 'openai.chat', 'compatible'],
    ['*/v1/chat/completions', 'openai.chat', 'compatible'],
    ['/v1/responses', 'openai.responses', 'compatible'],
  ];
  for (const [url, api, provider, model] of cases)
    it(url.slice(0, 80), () => {
      assert.deepEqual(apiOfUrl(url), { api, provider, ...(model !== undefined && { model }) });
    });

  it('are of no model otherwise', () => {
    for (const url of [
      'https://x.example/a.png',
      '/api/messages',
      'https://api.openai.com/v1/embeddings',
      '',
    ])
      assert.equal(apiOfUrl(url), undefined, url);
  });
});

describe('requests as data', () => {
  const url = 'https://x.example/a';
  const messages = (part: object): object => ({ messages: [{ role: 'user', content: [part] }] });
  const cases: readonly (readonly [Api, object])[] = [
    ['openai.responses', { input: [{ role: 'user', content: [{ type: 'input_image', image_url: url }] }] }],
    ['openai.chat', messages({ type: 'image_url', image_url: { url } })],
    ['anthropic.messages', messages({ type: 'image', source: { type: 'url', url } })],
    [
      'google.generate',
      { contents: [{ parts: [{ inline_data: { mime_type: 'image/png', data: 'iVBORw0KGgo=' } }] }] },
    ],
    ['google.generate', { contents: { parts: { fileData: { fileUri: 'gs://b/a.png' } } } }],
    ['vercel.ai', messages({ type: 'image', image: url })],
  ];
  for (const [api, body] of cases)
    it(`tell that they are of ${api}`, () => {
      const value = valueOf(body);
      assert.equal(guessApi(value), api);
      const call = readBody({
        api,
        body: value,
        callee: 'POST',
        span: value.span,
        statement: 0,
        provider: undefined,
        tier: 'batch',
        spelling: 'json',
      });
      assert.ok(call);
      assert.equal(summary(call).length, 1);
      assert.equal(said(call.tier), 'batch');
      assert.equal(
        call.images[0]?.insertDetail?.text,
        api.includes('openai') ? ', "detail": "DETAIL"' : undefined,
      );
    });

  it('tell nothing without a picture', () => {
    assert.equal(guessApi(valueOf(messages({ type: 'text', text: 'a.png' }))), undefined);
    assert.equal(guessApi(valueOf({ image_url: url })), undefined);
  });
});

describe('the names that are worth a look', () => {
  it('are words', () => {
    assert.ok([...calledNames].every(name => /^\w+$/.test(name)));
  });
});
