import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { ServerResponse } from 'node:http';
import type { Endpoint } from '../../../src/vision/endpoint';
import type { VisionRequest } from '../../../src/vision/request';
import { VisionError } from '../../../src/vision/visionError';
import type { VisionReason } from '../../../src/vision/visionError';
import { startOpenAiServer } from '../../openai-server/server';
import type { OpenAiServer } from '../../openai-server/server';
import { ask, endpointAt, json, picture, question, rawServer, stream } from './asking';
import type { Run } from './asking';

type Behaviour = Parameters<OpenAiServer['next']>[0];

const broken = { bytes: Buffer.from('not a picture'), mediaType: 'image/png' };

/** What goes wrong, and what it is called. */
const cases: readonly {
  readonly what: string;
  readonly behaviour?: Behaviour;
  readonly request?: VisionRequest;
  readonly key?: string | undefined;
  readonly reason: VisionReason;
  readonly message: RegExp;
  readonly nextStep: RegExp;
  readonly status?: number;
}[] = [
  {
    what: 'no key',
    key: undefined,
    reason: 'no-key',
    message: /no key for Demo \(http:\/\/127/,
    nextStep: /Set API Key/,
  },
  {
    what: 'a key that is not taken',
    key: 'sk-other',
    reason: 'wrong-key',
    message: /does not take the key/,
    nextStep: /Set a key that is valid at http:\/\/127/,
    status: 401,
  },
  {
    what: 'a key with a line break in it',
    key: 'sk-one\nsk-two',
    reason: 'wrong-key',
    message: /line break/,
    nextStep: /Copy the key again/,
  },
  {
    what: 'no credit',
    behaviour: { kind: 'no-credit' },
    reason: 'no-credit',
    message: /no credit left/,
    nextStep: /Waiting does not help/,
    status: 429,
  },
  {
    what: 'a model that is not there',
    request: question({ model: 'gpt-99' }),
    reason: 'unknown-model',
    message: /gpt-99/,
    nextStep: /spelling/,
    status: 404,
  },
  {
    what: 'a model that is not for this key',
    behaviour: { kind: 'forbidden' },
    reason: 'unknown-model',
    message: /gpt-5\.2 for this key/,
    nextStep: /Choose|choose/,
    status: 403,
  },
  {
    what: 'a model that takes no pictures',
    request: question({ model: 'gpt-3.5-turbo' }),
    reason: 'no-vision',
    message: /gpt-3\.5-turbo does not take pictures/,
    nextStep: /reads pictures/,
    status: 400,
  },
  {
    what: 'a picture that is none',
    request: question({
      instructions: 'Be brief.',
      turns: [
        {
          role: 'user',
          text: '?',
          pictures: [picture(), { name: 'b.png', source: { kind: 'bytes', ...broken }, detail: 'low' }],
        },
      ],
    }),
    reason: 'picture-refused',
    message: /does not take b\.png/,
    nextStep: /PNG, JPEG, WebP/,
    status: 400,
  },
  {
    what: 'a picture against the rules',
    behaviour: { kind: 'picture-policy' },
    reason: 'content-filter',
    message: /content filter/,
    nextStep: /other words/,
    status: 400,
  },
  {
    what: 'a detail that nobody knows',
    request: question({ turns: [{ role: 'user', text: '?', pictures: [picture(undefined, 'huge')] }] }),
    reason: 'bad-request',
    message: /It says: “Invalid value: 'huge'/,
    nextStep: /another detail/,
    status: 400,
  },
  {
    what: 'a limit that is none',
    request: question({ maxOutputTokens: -1 }),
    reason: 'bad-request',
    message: /refuses the request/,
    nextStep: /limit of output tokens/,
    status: 400,
  },
  {
    what: 'a schema that is not strict',
    request: question({ schema: { name: 'page', schema: { type: 'object', properties: {} } } }),
    reason: 'bad-request',
    message: /schema/,
    nextStep: /schema/,
    status: 400,
  },
  {
    what: 'a flex tier without room',
    behaviour: { kind: 'flex-unavailable' },
    request: question({ tier: 'flex' }),
    reason: 'flex-unavailable',
    message: /no room in the flex tier/,
    nextStep: /standard tier/,
    status: 429,
  },
  {
    what: 'a rate limit that is too far away',
    behaviour: { kind: 'rate-limit', retryAfterSeconds: 600 },
    reason: 'rate-limit',
    message: /no more through/,
    nextStep: /600 seconds/,
    status: 429,
  },
  {
    what: 'a web page with status 200',
    behaviour: { kind: 'html' },
    reason: 'not-the-api',
    message: /web page/,
    nextStep: /sign-in page/,
  },
  {
    what: 'a web page that refuses',
    behaviour: { kind: 'html', status: 403 },
    reason: 'not-the-api',
    message: /does not answer as OpenAI’s API does/,
    nextStep: /base URL/,
    status: 403,
  },
  {
    what: 'an error within the stream',
    behaviour: { kind: 'failed', afterDeltas: 2 },
    reason: 'server-error',
    message: /could not answer/,
    nextStep: /again in a while/,
  },
];

describe('what goes wrong', () => {
  let server: OpenAiServer;
  before(async () => (server = await startOpenAiServer({ chunkDelayMs: 0 })));
  after(() => server.stop());
  beforeEach(() => server.reset());

  for (const api of ['responses', 'chat'] as const) {
    describe(api, () => {
      for (const expected of cases) {
        it(`${expected.what}: ${expected.reason}`, async () => {
          if (expected.behaviour !== undefined) server.next(expected.behaviour);
          const { error } = await ask(endpointAt(server.baseUrl, api), {
            ...('key' in expected ? { key: expected.key } : {}),
            ...(expected.request === undefined ? {} : { request: expected.request }),
          });
          assert.equal(error?.reason, expected.reason, error?.message);
          assert.match(error.message, expected.message);
          assert.match(error.details.nextStep ?? '', expected.nextStep);
          if (expected.status !== undefined) assert.equal(error.details.status, expected.status);
        });
      }

      it('a connection that is cut: what came is kept', async () => {
        server.next({ kind: 'cut', afterDeltas: 3 });
        const { text, error } = await ask(endpointAt(server.baseUrl, api));
        assert.notEqual(text, '');
        assert.equal(error?.reason, 'connection-lost');
        assert.match(error.details.nextStep ?? '', /kept/);
        assert.equal(server.requests.length, 1, 'never sent again after text has come');
      });

      it('a server that falls silent: what came is kept', async () => {
        server.next({ kind: 'stall', afterDeltas: 3 });
        const { text, error } = await ask(endpointAt(server.baseUrl, api), {
          options: { stallTimeout: 1500 },
        });
        assert.notEqual(text, '');
        assert.equal(error?.reason, 'timeout');
        assert.match(error.message, /sent nothing for 1\.5 seconds/);
      });

      it('a server that does not begin to answer', async () => {
        server.next({ kind: 'slow', ms: 60_000 });
        const { error } = await ask(endpointAt(server.baseUrl, api), { options: { stallTimeout: 100 } });
        assert.equal(error?.reason, 'timeout');
      });

      it('nobody at the address: asks whether a server of this machine is running', async () => {
        const { error } = await ask(endpointAt(`http://127.0.0.1:${await closedPort()}/v1`, api));
        assert.equal(error?.reason, 'unreachable');
        assert.match(error.message, /Nobody answers at http:\/\/127\.0\.0\.1:\d+ \(ECONNREFUSED\)/);
        assert.match(error.details.nextStep ?? '', /Is Demo running\?/);
      });

      it('a name that does not exist', async () => {
        const { error } = await ask(endpointAt('https://nowhere.invalid/v1', api));
        assert.equal(error?.reason, 'unreachable');
        assert.match(error.details.nextStep ?? '', /base URL/);
      });

      it('a request id, to quote to support', async () => {
        const { error } = await ask(endpointAt(server.baseUrl, api), { key: 'sk-other' });
        assert.match(error?.details.requestId ?? '', /^req_/);
      });
    });
  }

  it('does not ask at what is no address, and does not repeat a password in it', async () => {
    for (const baseUrl of [
      'localhost:11434',
      'ftp://x/v1',
      'https://me:hunter2@x/v1',
      'https://x/v1?key=hunter2',
    ]) {
      const { error } = await ask(endpointAt(baseUrl));
      assert.equal(error?.reason, 'unreachable', baseUrl);
      assert.doesNotMatch(error.message + String(error.details.nextStep), /hunter2/);
    }
  });
});

/** Errors as servers of others send them. */
const strange: readonly {
  readonly what: string;
  readonly answer: (response: ServerResponse) => void;
  readonly reason: VisionReason;
  readonly says?: RegExp;
  readonly endpoint?: Partial<Endpoint>;
}[] = [
  {
    what: 'OpenAI: pictures to a model that takes none (Chat Completions)',
    answer: response =>
      json(response, 400, {
        error: {
          message: 'Invalid content type. image_url is only supported by certain models.',
          type: 'invalid_request_error',
          param: 'messages.[0].content.[1].type',
          code: null,
        },
      }),
    reason: 'no-vision',
    says: /gpt-5\.2 does not take pictures/,
  },
  {
    what: 'OpenAI: pictures to a model that takes none (Responses)',
    answer: response =>
      json(response, 400, {
        error: {
          message: "Invalid value: 'input_image'. Supported values are: 'input_text'.",
          type: 'invalid_request_error',
          param: 'input[0].content[1].type',
          code: 'invalid_value',
        },
      }),
    reason: 'no-vision',
  },
  {
    what: 'Ollama: a sentence for an error',
    answer: response => json(response, 400, { error: 'this model does not support image input' }),
    reason: 'bad-request',
    says: /“this model does not support image input”/,
  },
  {
    what: 'LM Studio: no such path, with status 200',
    answer: response => json(response, 200, { error: 'Unexpected endpoint or method. (POST /v2)' }),
    reason: 'not-the-api',
    says: /Unexpected endpoint/,
  },
  {
    what: 'vLLM: no such model',
    answer: response =>
      json(response, 404, {
        error: { message: 'The model `x` does not exist.', type: 'NotFoundError', param: null, code: 404 },
      }),
    reason: 'unknown-model',
  },
  {
    what: 'Azure: no such deployment',
    answer: response => json(response, 404, { error: { code: 'DeploymentNotFound', message: 'No.' } }),
    reason: 'unknown-model',
  },
  {
    what: 'FastAPI: no such path',
    answer: response => json(response, 404, { detail: 'Not Found' }),
    reason: 'not-the-api',
  },
  {
    what: 'Go: no such path',
    answer: response => response.writeHead(404, { 'content-type': 'text/plain' }).end('404 page not found'),
    reason: 'not-the-api',
  },
  {
    what: 'Gemini: an error within a list',
    answer: response => json(response, 400, [{ error: { code: 400, message: 'API key not valid.' } }]),
    reason: 'bad-request',
    says: /API key not valid/,
  },
  {
    what: 'OpenRouter: payment required',
    answer: response => json(response, 402, { error: { code: 402, message: 'Insufficient credits' } }),
    reason: 'no-credit',
  },
  {
    what: 'GPT Proto and the like: the quota of the user',
    answer: response =>
      json(response, 403, {
        error: { code: 'insufficient_user_quota', type: 'new_api_error', message: 'x' },
      }),
    reason: 'no-credit',
  },
  {
    what: 'nginx: a request that is too large',
    answer: response =>
      response.writeHead(413, { 'content-type': 'text/plain' }).end('Request Entity Too Large'),
    reason: 'picture-refused',
    says: /larger than Demo takes/,
  },
  {
    what: 'a service that is overloaded, said within the stream',
    answer: response =>
      stream(response, [
        { type: 'response.created', response: { model: 'gpt-5.2' } },
        {
          type: 'error',
          error: { type: 'service_unavailable_error', code: 'server_is_overloaded', message: 'Overloaded.' },
        },
      ]),
    reason: 'server-error',
    says: /Overloaded/,
  },
  {
    what: 'a picture that cannot be fetched, said by a response that failed',
    answer: response =>
      stream(response, [
        { type: 'response.created', response: { model: 'gpt-5.2' } },
        {
          type: 'response.failed',
          response: { error: { code: 'failed_to_download_image', message: 'Failed to download.' } },
        },
      ]),
    reason: 'picture-refused',
    says: /does not take email-header\.png/,
  },
  {
    what: 'JSON of another kind',
    answer: response => json(response, 200, { hello: 'world' }),
    reason: 'not-the-api',
    says: /application\/json/,
  },
  {
    what: 'events that are not JSON',
    answer: response => stream(response, ['<busy>']),
    reason: 'not-the-api',
  },
  {
    what: 'a stream without an event',
    answer: response => stream(response, []),
    reason: 'not-the-api',
  },
  {
    what: 'nothing at all',
    answer: response => response.writeHead(200).end(),
    reason: 'not-the-api',
  },
  {
    what: 'a key that is asked for where none was to be needed',
    answer: response => json(response, 401, { error: { message: 'Unauthorized' } }),
    reason: 'no-key',
    endpoint: { needsKey: false, keyVariable: 'LOCAL_KEY' },
  },
];

describe('what goes wrong at servers of others', () => {
  for (const { what, answer, reason, says, endpoint } of strange) {
    it(`${what}: ${reason}`, async () => {
      const raw = await rawServer(answer);
      let run: Run;
      try {
        run = await ask(endpointAt(raw.baseUrl, 'responses', endpoint), {
          options: { maxTries: 1 },
          ...(endpoint?.needsKey === false ? { key: undefined } : {}),
        });
      } finally {
        await raw.stop();
      }
      assert.equal(run.error?.reason, reason, run.error?.message);
      if (says !== undefined) assert.match(run.error.message, says);
      assert.notEqual(run.error.details.nextStep ?? '', '');
    });
  }

  it('quotes no picture and no more than a few lines', async () => {
    const message = `Cannot read data:image/png;base64,${'A'.repeat(5000)} ${'so '.repeat(500)}`;
    const raw = await rawServer(response => json(response, 400, { error: { message } }));
    const { error } = await ask(endpointAt(raw.baseUrl));
    await raw.stop();
    assert.ok(error !== undefined && error.message.length < 500);
    assert.match(error.message, /Cannot read data:… so/);
  });

  it('is told apart by its reason across bundles, which have a copy of the class each', () => {
    const copy = Object.assign(new Error('Cancelled.'), { name: 'VisionError', reason: 'cancelled' });
    assert.ok(VisionError.is(copy));
    assert.ok(VisionError.is(copy, 'cancelled'));
    assert.ok(!VisionError.is(copy, 'timeout'));
    assert.ok(!VisionError.is(new Error('Cancelled.')));
  });
});

/** A port at which nobody listens. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise(resolve => server.close(resolve));
  return port;
}
