import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createProvider } from '../../../src/vision/createProvider';
import { VisionError } from '../../../src/vision/visionError';
import { startOpenAiServer } from '../../openai-server/server';
import type { OpenAiServer } from '../../openai-server/server';
import { ask, endpointAt, question, rawServer } from './asking';

describe('cancelling', () => {
  let server: OpenAiServer;
  before(async () => (server = await startOpenAiServer({ chunkDelayMs: 20 })));
  after(() => server.stop());
  beforeEach(() => server.reset());

  for (const api of ['responses', 'chat'] as const) {
    it(`ends the connection in the middle of an answer, and keeps what came (${api})`, async () => {
      const abort = new AbortController();
      server.next({ kind: 'stall', afterDeltas: 4 });
      const run = await ask(endpointAt(server.baseUrl, api), {
        signal: abort.signal,
        hear: event => event.kind === 'text' && abort.abort(),
      });
      assert.equal(run.error?.reason, 'cancelled');
      assert.notEqual(run.text, '');
      await left(server);
    });

    it(`ends the connection when the reader goes (${api})`, async () => {
      server.next({ kind: 'stall', afterDeltas: 4 });
      const provider = createProvider(endpointAt(server.baseUrl, api), {
        key: () => Promise.resolve('sk-test-tilescope-0123456789'),
      });
      for await (const event of provider.run(question(), new AbortController().signal)) {
        if (event.kind === 'text') break;
      }
      await left(server);
    });
  }

  it('ends the connection before an answer has begun', async () => {
    const abort = new AbortController();
    let closed: Promise<unknown> | undefined;
    const raw = await rawServer((_, request) => {
      closed = once(request.socket, 'close');
      abort.abort();
    });
    const { error } = await ask(endpointAt(raw.baseUrl), { signal: abort.signal });
    assert.equal(error?.reason, 'cancelled');
    await closed;
    await raw.stop();
  });

  it('ends waiting for a rate limit', async () => {
    const abort = new AbortController();
    server.next({ kind: 'rate-limit', retryAfterSeconds: 50 });
    const { error } = await ask(endpointAt(server.baseUrl), {
      signal: abort.signal,
      hear: event => event.kind === 'waiting' && setImmediate(() => abort.abort()),
    });
    assert.equal(error?.reason, 'cancelled');
    assert.equal(server.requests.length, 1);
  });

  it('does not wait for a key that is still being asked for', async () => {
    const abort = new AbortController();
    const keys = {
      key: () => {
        setImmediate(() => abort.abort());
        return new Promise<undefined>(() => undefined);
      },
    };
    const provider = createProvider(endpointAt(server.baseUrl), keys);
    await assert.rejects(provider.models(abort.signal), error => VisionError.is(error, 'cancelled'));
  });

  it('sends nothing when it was cancelled before', async () => {
    const { error } = await ask(endpointAt(server.baseUrl), { signal: AbortSignal.abort() });
    assert.equal(error?.reason, 'cancelled');
    assert.equal(server.requests.length, 0);
  });
});

/** Until the server has seen the connection end. */
async function left(server: OpenAiServer): Promise<void> {
  while (server.requests[0]?.outcome === 'pending') await new Promise(resolve => setTimeout(resolve, 5));
  assert.equal(server.requests[0]?.outcome, 'left');
}
