import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { inspect } from 'node:util';
import { createProvider } from '../../../src/vision/createProvider';
import type { Endpoint } from '../../../src/vision/endpoint';
import { startOpenAiServer } from '../../openai-server/server';
import { ask, endpointAt, json, question, rawServer, stream } from './asking';

const key = 'sk-distinctive-Zq7/+w==';

/** All that a log, a report or a debugger would show of an error. */
function shown(error: Error): string {
  const parts: string[] = [];
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    parts.push(String(at), JSON.stringify(at), inspect(at, { depth: 20, showHidden: true }));
    parts.push(at.stack ?? '', JSON.stringify(Object.getOwnPropertyDescriptors(at)));
  }
  return parts.join('\n');
}

/** Servers that repeat what they were sent, everywhere they can. */
const telltales: Readonly<Record<string, (response: ServerResponse) => void>> = {
  'wrong key': response =>
    json(response, 401, { error: { message: `Incorrect API key provided: sk-dist**** (${key})` } }),
  'not allowed': response => json(response, 403, { error: { message: `${key} may not`, code: 'denied' } }),
  'bad request': response =>
    json(response, 400, { error: { message: `Bearer ${key}`, param: key, code: key, type: key } }),
  'model not found': response =>
    json(response, 404, { error: { message: encodeURIComponent(key), code: 'model_not_found' } }),
  'server error': response => json(response, 500, { error: { message: key } }, { 'x-request-id': key }),
  'plain text': response => response.writeHead(500, { 'content-type': 'text/plain' }).end(key),
  page: response => response.writeHead(200, { 'content-type': 'text/html' }).end(`<p>${key}</p>`),
  'other JSON': response => json(response, 200, { key }),
  'own media type': response => response.writeHead(200, { 'content-type': 'application/json' }).end(key),
  redirect: response =>
    response.writeHead(307, { location: `http://x.invalid/${encodeURIComponent(key)}` }).end(),
  'not JSON in the stream': response => stream(response, [`{${key}`]),
  'error in the stream': response =>
    stream(response, [
      { type: 'response.created', response: {} },
      { type: 'error', code: key, message: key, param: key },
    ]),
  'failed response': response =>
    stream(response, [{ type: 'response.failed', response: { error: { code: key, message: key } } }]),
  'cut stream': response => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(`data: {"type":"response.created"}\n\n`, () => response.destroy());
  },
  reset: response => response.destroy(),
};

describe('the key', () => {
  for (const [what, answer] of Object.entries(telltales)) {
    it(`is in no error: ${what}`, async () => {
      const raw = await rawServer(answer);
      const printed = await capture(async () => {
        const { error, events } = await ask(endpointAt(raw.baseUrl), {
          key,
          options: { maxTries: 2, maxWait: 0 },
        });
        assert.ok(error !== undefined);
        assert.ok(raw.requests[0]?.headers.authorization === `Bearer ${key}`, 'was sent where it belongs');
        for (const text of [shown(error), JSON.stringify(events)]) {
          assert.ok(!text.includes(key), text);
          assert.ok(!text.includes(encodeURIComponent(key)), text);
        }
      });
      await raw.stop();
      assert.equal(printed, '', 'nothing is printed');
    });
  }

  it('is in nothing that an answer says besides its text', async () => {
    const raw = await rawServer(response =>
      stream(
        response,
        [
          { type: 'response.created', response: { model: `m ${key}` } },
          { type: 'response.completed', response: { service_tier: key } },
        ],
        { 'x-request-id': key },
      ),
    );
    const { events } = await ask(endpointAt(raw.baseUrl), { key });
    await raw.stop();
    assert.deepEqual(events, [
      { kind: 'started', model: 'm …', requestId: '…' },
      { kind: 'finished', end: 'complete', billed: undefined, servedTier: '…' },
    ]);
  });

  it('is in no error of the network, and in nothing that the provider shows of itself', async () => {
    const provider = createProvider(endpointAt('http://127.0.0.1:1/v1'), { key: () => Promise.resolve(key) });
    const { error } = await ask(endpointAt('http://127.0.0.1:1/v1'), { key, options: { maxTries: 1 } });
    assert.equal(error?.reason, 'unreachable');
    assert.ok(!shown(error).includes(key));
    assert.ok(!inspect(provider, { depth: 20, showHidden: true }).includes(key));
  });

  it('is in no error when it cannot be sent at all', async () => {
    for (const wrong of ['sk-two\nlines', 'sk-ключ', 'sk-a b']) {
      const { error } = await ask(endpointAt('http://127.0.0.1:1/v1'), { key: wrong });
      assert.equal(error?.reason, 'wrong-key');
      assert.ok(!shown(error).includes(wrong));
      assert.ok(!shown(error).includes(JSON.stringify(wrong).slice(1, -1)));
    }
  });

  it('is not what a sloppy copy adds to it', async () => {
    const server = await startOpenAiServer({ chunkDelayMs: 0, keys: ['sk-one'] });
    const { error } = await ask(endpointAt(server.baseUrl), { key: ' sk-one\n' });
    await server.stop();
    assert.equal(error, undefined);
  });

  for (const status of [301, 302, 303, 307, 308]) {
    it(`does not follow a redirect to another origin (${status})`, async () => {
      const other = await rawServer(response => stream(response, []));
      const raw = await rawServer(response =>
        response.writeHead(status, { location: `${other.baseUrl}/responses` }).end(),
      );
      const { error } = await ask(endpointAt(raw.baseUrl), { key });
      await Promise.all([raw.stop(), other.stop()]);
      assert.equal(other.requests.length, 0);
      assert.equal(error?.reason, 'not-the-api');
      assert.ok(error.message.includes(other.origin));
      assert.match(error.details.nextStep ?? '', /base URL/);
    });
  }

  it('does not follow a redirect when it lists models either', async () => {
    const other = await rawServer(response => json(response, 200, { object: 'list', data: [] }));
    const raw = await rawServer(response => response.writeHead(302, { location: other.baseUrl }).end());
    const provider = createProvider(endpointAt(raw.baseUrl), { key: () => Promise.resolve(key) });
    await assert.rejects(provider.models(new AbortController().signal), { reason: 'not-the-api' });
    await Promise.all([raw.stop(), other.stop()]);
    assert.equal(other.requests.length, 0);
  });

  it('is asked for once a run, for its own endpoint, and not before', async () => {
    const server = await startOpenAiServer({ chunkDelayMs: 0, keys: [key] });
    const asked: Endpoint[] = [];
    const endpoint = endpointAt(server.baseUrl);
    const provider = createProvider(endpoint, {
      key: which => {
        asked.push(which);
        return Promise.resolve(key);
      },
    });
    assert.deepEqual(asked, []);
    server.next({ kind: 'rate-limit', retryAfterSeconds: 0 });
    for await (const event of provider.run(question(), new AbortController().signal))
      assert.ok(event.kind !== 'text' || event.delta !== '');
    await server.stop();
    assert.deepEqual(asked, [endpoint]);
  });
});

describe('the environment', () => {
  const variables = {
    OPENAI_API_KEY: 'sk-from-the-environment',
    OPENAI_ADMIN_KEY: 'sk-admin-from-the-environment',
    OPENAI_BASE_URL: 'http://127.0.0.1:1/elsewhere',
    OPENAI_ORG_ID: 'org-from-the-environment',
    OPENAI_PROJECT_ID: 'proj-from-the-environment',
    OPENAI_LOG: 'debug',
    OPENAI_CUSTOM_HEADERS: 'x-added: yes\nauthorization: Bearer sk-added',
  };
  const before: Record<string, string | undefined> = {};
  beforeEach(() => {
    for (const [name, value] of Object.entries(variables)) {
      before[name] = process.env[name];
      process.env[name] = value;
    }
  });
  afterEach(() => {
    for (const name of Object.keys(variables)) {
      if (before[name] === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = before[name];
    }
  });

  it('changes nothing of what is sent, to whom, and of what is printed', async () => {
    const raw = await rawServer(response => stream(response, [{ type: 'response.completed', response: {} }]));
    const printed = await capture(async () => {
      const { error } = await ask(endpointAt(raw.baseUrl), { key });
      assert.equal(error, undefined);
    });
    const { headers } = raw.requests[0] ?? assert.fail('nothing was sent');
    await raw.stop();
    assert.equal(headers.authorization, `Bearer ${key}`);
    assert.doesNotMatch(JSON.stringify(headers), /from-the-environment|x-added|sk-added|stainless/i);
    assert.equal(printed, '');
  });

  it('gives no key to a server that needs none', async () => {
    const raw = await rawServer(response => stream(response, [{ type: 'response.completed', response: {} }]));
    await ask(endpointAt(raw.baseUrl, 'responses', { needsKey: false }), { key: undefined });
    const { headers } = raw.requests[0] ?? assert.fail('nothing was sent');
    await raw.stop();
    assert.equal(headers.authorization, undefined);
  });
});

/** What is printed meanwhile, to the console or past it. */
async function capture(during: () => Promise<void>): Promise<string> {
  const printed: string[] = [];
  const streams = [process.stdout, process.stderr] as const;
  const originals: readonly unknown[] = streams.map(out => Reflect.get(out, 'write'));
  for (const out of streams) {
    out.write = (chunk: string | Uint8Array) => {
      printed.push(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString());
      return true;
    };
  }
  try {
    await during();
  } finally {
    for (const [index, out] of streams.entries()) Reflect.set(out, 'write', originals[index]);
  }
  return printed.join('');
}
