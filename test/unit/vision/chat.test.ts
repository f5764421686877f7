import assert from 'node:assert/strict';
import { startOpenAiServer } from '../../openai-server/server';
import type { OpenAiServer } from '../../openai-server/server';
import { ask, endpointAt, picture, question, rawServer, stream } from './asking';
import type { Run } from './asking';

const chunk = (delta: object, finish_reason: string | null = null): object => ({
  id: '1',
  object: 'chat.completion.chunk',
  model: 'llava',
  choices: [{ index: 0, delta, finish_reason }],
});

/** Asks a server that sends these events, and then closes the connection. */
async function answered(events: readonly unknown[]): Promise<Run> {
  const raw = await rawServer(response => stream(response, events));
  try {
    return await ask(endpointAt(raw.baseUrl, 'chat', { needsKey: false }), { key: undefined });
  } finally {
    await raw.stop();
  }
}

describe('Chat Completions', () => {
  let server: OpenAiServer;
  before(async () => (server = await startOpenAiServer({ chunkDelayMs: 0 })));
  after(() => server.stop());
  beforeEach(() => server.reset());

  it('gives the answer as it comes, then the bill', async () => {
    const { events, text, error } = await ask(endpointAt(server.baseUrl, 'chat'));
    assert.equal(error, undefined);
    const last = events.at(-1);
    assert.equal(events[0]?.kind, 'started');
    assert.ok(events.filter(event => event.kind === 'text').length > 5, 'comes in pieces');
    assert.match(text, /picture|image|header/i);
    assert.ok(last?.kind === 'finished' && last.end === 'complete');
    assert.ok(last.billed !== undefined && last.billed.inputTokens > 0);
    assert.ok(last.billed.reasoningTokens > 0);
  });

  it('says what a request can hold, and nothing that a compatible server may not know', async () => {
    const schema = {
      type: 'object',
      properties: { title: { type: 'string' } },
      required: ['title'],
      additionalProperties: false,
    };
    const { error } = await ask(endpointAt(server.baseUrl, 'chat'), {
      request: question({
        instructions: 'Be brief.',
        schema: { name: 'page', schema },
        maxOutputTokens: 500,
        turns: [
          {
            role: 'user',
            text: 'What is on it?',
            pictures: [
              {
                name: 'a.png',
                source: { kind: 'url', url: 'https://example.com/a.png' },
                detail: 'high',
              },
              {
                name: 'b.png',
                source: { kind: 'url', url: 'https://example.com/b.png' },
                detail: undefined,
              },
            ],
          },
          { role: 'assistant', text: 'A header.' },
          { role: 'user', text: 'Its title?', pictures: [] },
        ],
      }),
    });
    assert.equal(error, undefined);
    assert.deepEqual(server.requests[0]?.body, {
      model: 'gpt-5.2',
      messages: [
        { role: 'system', content: 'Be brief.' },
        {
          role: 'user',
          content: [
            { type: 'text', text: 'What is on it?' },
            { type: 'image_url', image_url: { url: 'https://example.com/a.png', detail: 'high' } },
            { type: 'image_url', image_url: { url: 'https://example.com/b.png' } },
          ],
        },
        { role: 'assistant', content: 'A header.' },
        { role: 'user', content: 'Its title?' },
      ],
      response_format: { type: 'json_schema', json_schema: { name: 'page', strict: true, schema } },
      max_completion_tokens: 500,
      stream: true,
      stream_options: { include_usage: true },
    });
  });

  it('names a tier other than the standard one', async () => {
    await ask(endpointAt(server.baseUrl, 'chat'), { request: question({ tier: 'flex' }) });
    assert.equal((server.requests[0]?.body as { service_tier: string }).service_tier, 'flex');
  });

  it('limits the answer of a local server by the name it knows', async () => {
    const open = await startOpenAiServer({ chunkDelayMs: 0, keys: [] });
    const endpoint = endpointAt(open.baseUrl, 'chat', { needsKey: false });
    await ask(endpoint, { key: undefined, request: question({ maxOutputTokens: 64 }) });
    const [request] = open.requests;
    await open.stop();
    assert.equal((request?.body as { max_tokens: number }).max_tokens, 64);
    assert.equal(request?.headers.authorization, undefined);
  });

  it('does not send the detail `original`, and does not send another instead', async () => {
    const { error } = await ask(endpointAt(server.baseUrl, 'chat'), {
      request: question({ turns: [{ role: 'user', text: '?', pictures: [picture(undefined, 'original')] }] }),
    });
    assert.equal(error?.reason, 'bad-request');
    assert.match(error.message, /original.*email-header\.png/);
    assert.match(error.details.nextStep ?? '', /Responses/);
    assert.equal(server.requests.length, 0);
  });

  for (const [end, behaviour] of [
    ['length', { kind: 'incomplete', reason: 'max_output_tokens', afterDeltas: 2 }],
    ['filtered', { kind: 'incomplete', reason: 'content_filter', afterDeltas: 2 }],
    ['refused', { kind: 'refusal' }],
  ] as const) {
    it(`says that an answer ended as ${end}, and keeps its text`, async () => {
      server.next(behaviour);
      const { events, text } = await ask(endpointAt(server.baseUrl, 'chat'));
      const last = events.at(-1);
      assert.ok(last?.kind === 'finished');
      assert.equal(last.end, end);
      assert.notEqual(text, '');
    });
  }

  it('takes a stream without usage, without [DONE], with fields of its own', async () => {
    const { events, text, error } = await answered([
      { ...chunk({ role: 'assistant', content: null, reasoning_content: 'Hm.' }), provider: 'x' },
      chunk({ content: 'A ' }),
      chunk({ content: 'cat.' }, 'stop'),
    ]);
    assert.equal(error, undefined);
    assert.equal(text, 'A cat.');
    assert.deepEqual(events[0], { kind: 'started', model: 'llava' });
    assert.deepEqual(events.at(-1), { kind: 'finished', end: 'complete', billed: undefined });
  });

  it('takes a first chunk about filters alone, and usage that grows with every chunk', async () => {
    const usage = (completion_tokens: number): object => ({ prompt_tokens: 10, completion_tokens });
    const { events, error } = await answered([
      { choices: [], prompt_filter_results: [], model: '' },
      { ...chunk({ content: 'A' }), usage: usage(1) },
      { ...chunk({ content: ' cat.' }, 'stop'), usage: usage(2) },
      '[DONE]',
    ]);
    assert.equal(error, undefined);
    assert.deepEqual(events[0], { kind: 'started' });
    assert.deepEqual(events.at(-1), {
      kind: 'finished',
      end: 'complete',
      billed: { inputTokens: 10, cachedInputTokens: 0, outputTokens: 2, reasoningTokens: 0 },
    });
  });

  it('says that an answer without an end is not whole', async () => {
    const { text, error } = await answered([chunk({ content: 'A ca' })]);
    assert.equal(text, 'A ca');
    assert.equal(error?.reason, 'connection-lost');
  });

  it('takes an error within the stream for what its code says', async () => {
    const { text, error } = await answered([
      chunk({ content: 'A ca' }),
      { ...chunk({}, 'error'), error: { code: 402, message: 'Out of credits' } },
    ]);
    assert.equal(text, 'A ca');
    assert.equal(error?.reason, 'no-credit');
  });
});
