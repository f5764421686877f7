import assert from 'node:assert/strict';
import { retryAfterSeconds } from '../../../src/vision/openai/retryAfter';
import { startOpenAiServer } from '../../openai-server/server';
import type { OpenAiServer } from '../../openai-server/server';
import { ask, endpointAt, json, rawServer, stream } from './asking';
import type { RawServer, Run } from './asking';

const answered = [
  { type: 'response.created', response: { model: 'gpt-5.2' } },
  { type: 'response.output_text.delta', delta: 'A cat.' },
  { type: 'response.completed', response: {} },
];

const kinds = (run: Run): readonly string[] => run.events.map(event => event.kind);

/** A server that refuses so many times in this way, and then answers. */
async function refusing(
  times: number,
  refuse: (...args: Parameters<Parameters<typeof rawServer>[0]>) => void,
): Promise<RawServer> {
  let count = 0;
  return rawServer((response, request) => {
    if (count++ < times) refuse(response, request);
    else stream(response, answered);
  });
}

describe('waiting and trying again', () => {
  let server: OpenAiServer;
  before(async () => (server = await startOpenAiServer({ chunkDelayMs: 0 })));
  after(() => server.stop());
  beforeEach(() => server.reset());

  for (const api of ['responses', 'chat'] as const) {
    it(`waits at a rate limit as long as it is told, says so, and asks again (${api})`, async () => {
      server.next({ kind: 'rate-limit', retryAfterSeconds: 1, times: 2 });
      const run = await ask(endpointAt(server.baseUrl, api));
      assert.equal(run.error, undefined);
      const waits = run.events.filter(event => event.kind === 'waiting');
      assert.deepEqual(
        waits.map(wait => wait.seconds),
        [1, 1],
      );
      assert.match(waits[0]?.why ?? '', /Demo lets no more through/);
      assert.equal(server.requests.length, 3);
      assert.notEqual(run.text, '');
    });
  }

  it('gives up after so many tries, with what it was told last', async () => {
    server.next({ kind: 'rate-limit', retryAfterSeconds: 0, times: 9 });
    const { error, events } = await ask(endpointAt(server.baseUrl), { options: { maxTries: 3 } });
    assert.equal(error?.reason, 'rate-limit');
    assert.equal(events.length, 2);
    assert.equal(server.requests.length, 3);
  });

  it('does not wait longer than bearable, and says for how long it would be', async () => {
    server.next({ kind: 'rate-limit', retryAfterSeconds: 61 });
    const { error, events } = await ask(endpointAt(server.baseUrl));
    assert.equal(error?.reason, 'rate-limit');
    assert.equal(error.details.retryAfterSeconds, 61);
    assert.deepEqual(events, []);
    assert.equal(server.requests.length, 1);
  });

  it('waits for milliseconds where it is told in these', async () => {
    const raw = await refusing(1, response =>
      json(
        response,
        429,
        { error: { code: 'rate_limit_exceeded', message: 'Slow.' } },
        {
          'retry-after-ms': '20',
          'retry-after': '7',
        },
      ),
    );
    const run = await ask(endpointAt(raw.baseUrl));
    await raw.stop();
    assert.deepEqual(kinds(run), ['waiting', 'started', 'text', 'finished']);
    assert.ok(run.events[0]?.kind === 'waiting' && run.events[0].seconds === 0.02);
  });

  it('tries again when the server stumbles before it answers, each time later', async () => {
    server.next({ kind: 'server-error', status: 503, times: 2 });
    const run = await ask(endpointAt(server.baseUrl));
    assert.equal(run.error, undefined);
    const waits = run.events.filter(event => event.kind === 'waiting');
    assert.deepEqual(
      waits.map(wait => wait.seconds),
      [1, 2],
    );
    assert.match(waits[0]?.why ?? '', /could not answer \(status 503\)/);
  });

  it('tries again when the connection breaks before there is an answer', async () => {
    const raw = await refusing(1, (_, request) => request.socket.destroy());
    const run = await ask(endpointAt(raw.baseUrl));
    await raw.stop();
    assert.deepEqual(kinds(run), ['waiting', 'started', 'text', 'finished']);
  });

  it('says how it ended when the server never recovers', async () => {
    server.next({ kind: 'server-error', status: 500, times: 9 });
    const { error } = await ask(endpointAt(server.baseUrl), { options: { maxTries: 2, maxWait: 0 } });
    assert.equal(error?.reason, 'server-error');
    assert.equal(error.details.status, 500);
    assert.equal(server.requests.length, 2);
  });

  it('never sends again what has begun to be answered', async () => {
    const raw = await rawServer(response => {
      stream(response, [
        answered[0],
        { type: 'error', code: 'rate_limit_exceeded', message: 'Too much.', param: null },
      ]);
    });
    const { error, events } = await ask(endpointAt(raw.baseUrl));
    await raw.stop();
    assert.equal(error?.reason, 'rate-limit');
    assert.deepEqual(
      events.map(event => event.kind),
      ['started'],
    );
    assert.equal(raw.requests.length, 1);
  });

  for (const kind of ['no-credit', 'wrong-key', 'unknown-model', 'html'] as const) {
    it(`does not try again where waiting does not help: ${kind}`, async () => {
      server.next({ kind, times: 5 });
      const { error } = await ask(endpointAt(server.baseUrl));
      assert.ok(error !== undefined);
      assert.equal(server.requests.length, 1);
    });
  }

  it('reads all ways of saying when', () => {
    const now = Date.parse('2026-11-27T12:00:00Z');
    const at = (headers: Record<string, string>): number | undefined =>
      retryAfterSeconds(new Headers(headers), now);
    assert.equal(at({ 'retry-after-ms': '1500' }), 1.5);
    assert.equal(at({ 'retry-after': '20' }), 20);
    assert.equal(at({ 'retry-after': 'Fri, 27 Nov 2026 12:00:30 GMT' }), 30);
    assert.equal(at({ 'retry-after': 'Fri, 27 Nov 2026 11:00:00 GMT' }), 0);
    assert.equal(at({ 'retry-after-ms': 'soon', 'retry-after': '3' }), 3);
    assert.equal(at({ 'retry-after': 'soon' }), undefined);
    assert.equal(at({}), undefined);
  });
});
