import assert from 'node:assert/strict';
import type OpenAI from 'openai';
import { APIConnectionError, APIError } from 'openai';
import type { ResponseStreamEvent } from 'openai/resources/responses/responses';
import { startOpenAiServer } from '../../../openai-server/server';
import { failure } from './asking';
import { useServer } from './useServer';

const { server, client } = useServer();

describe('the OpenAI server misbehaves when it is asked to', () => {
  const simple = (): Promise<OpenAI.Responses.Response> =>
    client().responses.create({ model: 'gpt-5.2', input: 'Hello' });

  const refusals = [
    [{ kind: 'wrong-key' }, 401, 'invalid_api_key'],
    [{ kind: 'forbidden' }, 403, 'model_not_found'],
    [{ kind: 'unknown-model' }, 404, 'model_not_found'],
    [{ kind: 'rate-limit', retryAfterSeconds: 7 }, 429, 'rate_limit_exceeded'],
    [{ kind: 'no-credit' }, 429, 'insufficient_quota'],
    [{ kind: 'flex-unavailable' }, 429, 'resource_unavailable'],
    [{ kind: 'server-error' }, 500, null],
    [{ kind: 'server-error', status: 503 }, 503, null],
    [{ kind: 'picture-policy' }, 400, 'content_policy_violation'],
  ] as const;
  for (const [behaviour, status, code] of refusals) {
    it(`${behaviour.kind}: ${status}, once`, async () => {
      server().next(behaviour);
      const error = await failure(simple());
      assert.equal(error.status, status);
      assert.equal(error.code, code);
      if (behaviour.kind === 'rate-limit') assert.equal(error.headers?.get('retry-after'), '7');
      await simple();
    });
  }

  it('for another path than a question', async () => {
    server().next({ kind: 'server-error', on: '/v1/models' });
    await simple();
    assert.equal(
      (
        await failure(
          client()
            .models.list()
            .then(page => page.data),
        )
      ).status,
      500,
    );
  });

  it('cuts a stream after so many pieces', async () => {
    server().next({ kind: 'cut', afterDeltas: 4 });
    let deltas = 0;
    const stream = await client().responses.create({ model: 'gpt-5.2', input: 'Hello', stream: true });
    await assert.rejects(async () => {
      for await (const event of stream) if (event.type === 'response.output_text.delta') deltas += 1;
    });
    assert.equal(deltas, 4);
  });

  it('falls silent, and notices that the client has gone', async () => {
    server().next({ kind: 'stall', afterDeltas: 2 });
    const abort = new AbortController();
    const stream = await client().responses.create(
      { model: 'gpt-5.2', input: 'Hello', stream: true },
      { signal: abort.signal },
    );
    let deltas = 0;
    for await (const event of stream) {
      if (event.type !== 'response.output_text.delta') continue;
      deltas += 1;
      if (deltas === 2) abort.abort();
    }
    assert.equal(deltas, 2);
    while (server().requests[0]?.outcome === 'pending') await new Promise(resolve => setTimeout(resolve, 5));
    assert.equal(server().requests[0]?.outcome, 'left');
  });

  it('fails in the middle', async () => {
    server().next({ kind: 'failed', afterDeltas: 2 });
    const stream = await client().responses.create({ model: 'gpt-5.2', input: 'Hello', stream: true });
    const events: ResponseStreamEvent[] = [];
    for await (const event of stream) events.push(event);
    const last = events.at(-1);
    assert.ok(last?.type === 'response.failed');
    assert.equal(last.response.error?.code, 'server_error');
    server().next({ kind: 'failed', afterDeltas: 2 });
    const chat = await client().chat.completions.create({
      model: 'gpt-5.2',
      messages: [{ role: 'user', content: 'Hello' }],
      stream: true,
    });
    await assert.rejects(async () => {
      for await (const chunk of chat) assert.ok(chunk.id);
    }, APIError);
  });

  it('declines, in both APIs', async () => {
    server().next({ kind: 'refusal', text: 'Not this one.' });
    const stream = await client().responses.create({ model: 'gpt-5.2', input: 'Hello', stream: true });
    let refused = '';
    for await (const event of stream) if (event.type === 'response.refusal.delta') refused += event.delta;
    assert.equal(refused, 'Not this one.');
    server().next({ kind: 'refusal', text: 'Not this one.' });
    const chat = await client().chat.completions.create({
      model: 'gpt-5.2',
      messages: [{ role: 'user', content: 'Hello' }],
    });
    assert.equal(chat.choices[0]?.message.refusal, 'Not this one.');
    assert.equal(chat.choices[0].message.content, null);
  });

  it('stops for its content filter', async () => {
    server().next({ kind: 'incomplete', reason: 'content_filter', afterDeltas: 2 });
    const response = await simple();
    assert.equal(response.status, 'incomplete');
    assert.equal(response.incomplete_details?.reason, 'content_filter');
    server().next({ kind: 'incomplete', reason: 'content_filter', afterDeltas: 2 });
    const chat = await client().chat.completions.create({
      model: 'gpt-5.2',
      messages: [{ role: 'user', content: 'Hello' }],
    });
    assert.equal(chat.choices[0]?.finish_reason, 'content_filter');
  });

  it('answers with a page instead', async () => {
    server().next({ kind: 'html' });
    const response = await client().responses.create({ model: 'gpt-5.2', input: 'Hello' }).asResponse();
    assert.match(response.headers.get('content-type') ?? '', /text\/html/);
  });

  it('sends the client elsewhere, where the key does not come along', async () => {
    const other = await startOpenAiServer();
    try {
      server().next({ kind: 'redirect', to: `${other.baseUrl}/responses` });
      await assert.rejects(simple());
      assert.equal(other.requests.length, 1);
      assert.equal(other.requests[0]?.headers.authorization, undefined);
    } finally {
      await other.stop();
    }
  });

  it('is slow, so that a client that waits less gives up', async () => {
    server().next({ kind: 'slow', ms: 60_000 });
    await assert.rejects(
      client().responses.create({ model: 'gpt-5.2', input: 'Hello' }, { timeout: 100 }),
      APIConnectionError,
    );
  });

  it('can be told over HTTP, and tells what it was asked', async () => {
    const post = (path: string, body: unknown): Promise<Response> =>
      fetch(`${server().origin}${path}`, { method: 'POST', body: JSON.stringify(body) });
    assert.equal((await post('/_behave', { kind: 'no-credit' })).status, 200);
    assert.equal((await failure(simple())).code, 'insufficient_quota');
    assert.equal((await post('/_behave', { kind: 'nonsense' })).status, 400);
    const told = (await (await fetch(`${server().origin}/_requests`)).json()) as {
      requests: { path: string; body: { model: string }; status: number }[];
    };
    assert.deepEqual(
      told.requests.map(({ path, body, status }) => [path, body.model, status]),
      [['/v1/responses', 'gpt-5.2', 429]],
    );
    await post('/_reset', {});
    assert.equal(server().requests.length, 0);
  });
});
