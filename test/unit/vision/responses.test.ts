import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { startOpenAiServer } from '../../openai-server/server';
import type { OpenAiServer } from '../../openai-server/server';
import { ask, endpointAt, examples, picture, question, rawServer, stream } from './asking';

const encoded = readFileSync(path.join(examples, 'banners/email-header.png')).toString('base64');

describe('the Responses API', () => {
  let server: OpenAiServer;
  before(async () => (server = await startOpenAiServer({ chunkDelayMs: 0 })));
  after(() => server.stop());
  beforeEach(() => server.reset());

  it('gives the answer as it comes, then the bill and the tier that served it', async () => {
    const { events, text, error } = await ask(endpointAt(server.baseUrl));
    assert.equal(error, undefined);
    const [first, last] = [events[0], events.at(-1)];
    assert.ok(first?.kind === 'started');
    assert.equal(first.model, 'gpt-5.2');
    assert.match(first.requestId ?? '', /^req_/);
    assert.ok(events.filter(event => event.kind === 'text').length > 5, 'comes in pieces');
    assert.match(text, /picture|image|header/i);
    assert.ok(last?.kind === 'finished');
    assert.equal(last.end, 'complete');
    assert.equal(last.servedTier, 'default');
    assert.ok(last.billed !== undefined && last.billed.inputTokens > 0 && last.billed.outputTokens > 0);
    assert.ok(last.billed.reasoningTokens > 0, 'this model thinks');
  });

  it('sends the picture, and a detail only where there is one', async () => {
    await ask(endpointAt(server.baseUrl), {
      request: question({
        turns: [{ role: 'user', text: 'Both.', pictures: [picture(), picture(undefined, 'low')] }],
      }),
    });
    const url = `data:image/png;base64,${encoded}`;
    assert.deepEqual(server.requests[0]?.body, {
      model: 'gpt-5.2',
      service_tier: 'default',
      input: [
        {
          role: 'user',
          content: [
            { type: 'input_text', text: 'Both.' },
            { type: 'input_image', image_url: url },
            { type: 'input_image', image_url: url, detail: 'low' },
          ],
        },
      ],
      store: false,
      stream: true,
    });
  });

  it('says everything that a request can hold, in turns', async () => {
    const schema = {
      type: 'object',
      properties: { title: { type: 'string' } },
      required: ['title'],
      additionalProperties: false,
    };
    const { error, text } = await ask(endpointAt(server.baseUrl), {
      request: question({
        tier: 'flex',
        instructions: 'Be brief.',
        schema: { name: 'page', schema },
        maxOutputTokens: 5000,
        turns: [
          {
            role: 'user',
            text: 'What is on it?',
            pictures: [
              {
                name: 'a.png',
                source: { kind: 'url', url: 'https://example.com/a.png' },
                detail: 'original',
              },
            ],
          },
          { role: 'assistant', text: 'A header.' },
          { role: 'user', text: 'Its title?', pictures: [] },
        ],
      }),
    });
    assert.equal(error, undefined);
    assert.equal(typeof (JSON.parse(text) as { title: unknown }).title, 'string');
    assert.deepEqual(server.requests[0]?.body, {
      model: 'gpt-5.2',
      service_tier: 'flex',
      instructions: 'Be brief.',
      input: [
        {
          role: 'user',
          content: [
            { type: 'input_text', text: 'What is on it?' },
            { type: 'input_image', image_url: 'https://example.com/a.png', detail: 'original' },
          ],
        },
        { role: 'assistant', content: 'A header.' },
        { role: 'user', content: [{ type: 'input_text', text: 'Its title?' }] },
      ],
      text: { format: { type: 'json_schema', name: 'page', strict: true, schema } },
      max_output_tokens: 5000,
      store: false,
      stream: true,
    });
  });

  it('names the fast tier as OpenAI does', async () => {
    const { events } = await ask(endpointAt(server.baseUrl), { request: question({ tier: 'fast' }) });
    assert.equal((server.requests[0]?.body as { service_tier: string }).service_tier, 'priority');
    const last = events.at(-1);
    assert.ok(last?.kind === 'finished');
    assert.match(last.servedTier ?? '', /priority|fast/);
  });

  it('says that an answer was cut at the limit, and keeps it', async () => {
    server.next({ kind: 'incomplete', reason: 'max_output_tokens', afterDeltas: 3 });
    const { events, text } = await ask(endpointAt(server.baseUrl));
    const last = events.at(-1);
    assert.ok(last?.kind === 'finished' && last.end === 'length');
    assert.ok(last.billed !== undefined);
    assert.notEqual(text, '');
  });

  it('says that the content filter stopped an answer, and keeps what came', async () => {
    server.next({ kind: 'incomplete', reason: 'content_filter', afterDeltas: 2 });
    const { events, text } = await ask(endpointAt(server.baseUrl));
    const last = events.at(-1);
    assert.ok(last?.kind === 'finished' && last.end === 'filtered');
    assert.notEqual(text, '');
  });

  it('gives the reason of a model that declines', async () => {
    server.next({ kind: 'refusal', text: 'I cannot solve CAPTCHAs.' });
    const { events, text } = await ask(endpointAt(server.baseUrl));
    const last = events.at(-1);
    assert.ok(last?.kind === 'finished' && last.end === 'refused');
    assert.equal(text, 'I cannot solve CAPTCHAs.');
  });

  it('says that nothing is known of the bill where the server does not count', async () => {
    server.next({ kind: 'no-usage' });
    const { events } = await ask(endpointAt(server.baseUrl));
    const last = events.at(-1);
    assert.ok(last?.kind === 'finished');
    assert.equal(last.billed, undefined);
  });

  it('counts what was read from the cache, and takes an answer that comes as a whole', async () => {
    const raw = await rawServer(response =>
      stream(response, [
        { type: 'response.created', response: { model: 'own' } },
        { type: 'own.event', anything: [1, 2] },
        {
          type: 'response.completed',
          response: {
            output: [{ type: 'message', content: [{ type: 'output_text', text: 'All at once.' }] }],
            usage: {
              input_tokens: 900,
              input_tokens_details: { cached_tokens: 800 },
              output_tokens: 5,
              output_tokens_details: null,
            },
          },
        },
      ]),
    );
    const { events, text } = await ask(endpointAt(raw.baseUrl));
    await raw.stop();
    assert.equal(text, 'All at once.');
    assert.deepEqual(events.at(-1), {
      kind: 'finished',
      end: 'complete',
      billed: { inputTokens: 900, cachedInputTokens: 800, outputTokens: 5, reasoningTokens: 0 },
    });
  });
});
