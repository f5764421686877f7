// The server that tests and demos talk to, asked by the real client.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Ajv } from 'ajv';
import OpenAI, { APIConnectionError, APIError, toFile } from 'openai';
import type { ChatCompletionChunk } from 'openai/resources/chat/completions/completions';
import type { ResponseCreateParamsBase, ResponseStreamEvent } from 'openai/resources/responses/responses';
import { startOpenAiServer, testKey, type OpenAiServer } from '../../openai-server/server';

let server: OpenAiServer;
let client: OpenAI;

before(async () => {
  server = await startOpenAiServer({ chunkDelayMs: 1 });
  client = new OpenAI({ apiKey: testKey, baseURL: server.baseUrl, maxRetries: 0 });
});
afterEach(() => server.reset());
after(() => server.stop());

const checkout = 'mockups/checkout.png';

interface Region {
  readonly id: string;
  readonly parent: string | null;
  readonly picture: number;
  readonly label: string;
  readonly kind: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

async function dataUri(example: string, mediaType = 'image/png'): Promise<string> {
  const bytes = await readFile(`examples/${example}`);
  return `data:${mediaType};base64,${bytes.toString('base64')}`;
}

async function ask(
  text: string,
  picture: string,
  rest: Partial<ResponseCreateParamsBase> = {},
): Promise<ResponseStreamEvent[]> {
  const stream = await client.responses.create({
    model: 'gpt-5.2',
    input: [
      {
        role: 'user',
        content: [
          { type: 'input_text', text },
          { type: 'input_image', image_url: picture, detail: 'high' },
        ],
      },
    ],
    ...rest,
    stream: true,
  });
  const events: ResponseStreamEvent[] = [];
  for await (const event of stream) events.push(event);
  return events;
}

/** What the server refuses a body with that no client of ours would send. */
async function refusal(
  path: string,
  body: unknown,
  headers: Record<string, string> = { authorization: `Bearer ${testKey}` },
): Promise<{ readonly status: number; readonly error: unknown }> {
  const response = await fetch(`${server.origin}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const { error } = (await response.json()) as { error: unknown };
  return { status: response.status, error };
}

function userTurn(...content: readonly unknown[]): unknown {
  return { model: 'gpt-5.2', input: [{ role: 'user', content }] };
}

async function failure(run: Promise<unknown>): Promise<APIError> {
  const error: unknown = await run.then(
    () => assert.fail('It went through.'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof APIError, String(error));
  return error;
}

describe('the OpenAI server, Responses', () => {
  it('streams an answer whose events are numbered, and which ends with what it is billed', async () => {
    const events = await ask('Describe this mockup.', await dataUri(checkout));
    assert.deepEqual(
      events.map(event => event.sequence_number),
      events.map((_, index) => index),
    );
    const last = events.at(-1);
    assert.ok(last?.type === 'response.completed');
    // 1,566 for 1440 × 900 by the vendor's table, 5 for the text, 7 around them.
    assert.equal(last.response.usage?.input_tokens, 1578);
    const text = events
      .map(event => (event.type === 'response.output_text.delta' ? event.delta : ''))
      .join('');
    assert.match(text, /Checkout page of the shop/);
    assert.ok(events.filter(event => event.type === 'response.output_text.delta').length > 10);
    const message = last.response.output.at(-1);
    assert.ok(message?.type === 'message' && message.content[0]?.type === 'output_text');
    assert.equal(message.content[0].text, text);
  });

  it('answers without a stream too', async () => {
    const response = await client.responses.create({ model: 'gpt-4o', input: 'Hello', service_tier: 'flex' });
    assert.match(response.output_text, /no picture/);
    assert.equal(response.service_tier, 'flex');
    assert.equal(response.usage?.total_tokens, 8 + response.usage!.output_tokens);
  });

  it('counts the input without answering', async () => {
    const { input_tokens: tokens } = await client.responses.inputTokens.count({
      model: 'gpt-6-astra',
      input: [
        {
          role: 'user',
          content: [
            { type: 'input_text', text: 'Describe this mockup.' },
            { type: 'input_image', image_url: await dataUri('mockups/mobile-home.png'), detail: 'low' },
          ],
        },
      ],
    });
    assert.equal(tokens, 7 + 5 + 154);
  });

  it('says in its log where a number of its usage stands for nothing', async () => {
    await client.responses.create({ model: 'gpt-4o', input: 'Something that no fixture has' });
    assert.ok(server.lines.some(line => line.includes('No fixture for the text "Something')));
  });

  it('describes each of several pictures', async () => {
    const picture = async (name: string): Promise<object> => ({
      type: 'input_image',
      image_url: await dataUri(name),
      detail: 'auto',
    });
    const response = await client.responses.create(
      userTurn(
        { type: 'input_text', text: 'Hi' },
        await picture(checkout),
        await picture('mockups/cart.png'),
      ) as {
        model: string;
        input: [];
      },
    );
    assert.match(response.output_text, /## Picture 1[^]*payment step[^]*## Picture 2[^]*Shopping bag/);
  });

  it('answers a strict schema with JSON of that shape, and regions that lie on the picture', async () => {
    const region = {
      type: 'object',
      additionalProperties: false,
      required: ['id', 'parent', 'picture', 'label', 'kind', 'x', 'y', 'width', 'height'],
      properties: {
        id: { type: 'string' },
        parent: { type: ['string', 'null'] },
        picture: { type: 'integer' },
        label: { type: 'string' },
        kind: { type: 'string', enum: ['button', 'form', 'other'] },
        x: { type: 'number' },
        y: { type: 'number' },
        width: { type: 'number' },
        height: { type: 'number' },
      },
    };
    const schema = {
      type: 'object',
      additionalProperties: false,
      required: ['regions', 'title'],
      properties: { title: { type: 'string' }, regions: { type: 'array', items: region } },
    };
    const text = { format: { type: 'json_schema', name: 'layout', strict: true, schema } } as const;
    const events = await ask('List the regions.', await dataUri(checkout), { text });
    const last = events.at(-1);
    assert.ok(last?.type === 'response.completed');
    const message = last.response.output.at(-1);
    assert.ok(message?.type === 'message' && message.content[0]?.type === 'output_text');
    const answer: unknown = JSON.parse(message.content[0].text);
    assert.ok(new Ajv({ allowUnionTypes: true }).validate(schema, answer));
    const { regions } = answer as { regions: readonly Region[] };
    for (const { x, y, width, height } of regions)
      assert.ok(x >= 0 && y >= 0 && x + width <= 1.0001 && y + height <= 1.0001);
    const button = regions.find(({ kind }) => kind === 'button');
    assert.equal(button?.label, 'Pay button');
    assert.equal(button.picture, 1);
    assert.equal(regions.find(({ id }) => id === button.parent)?.label, 'Order summary');
  });

  it('cuts an answer at its limit, and says so', async () => {
    const events = await ask('Describe this mockup.', await dataUri(checkout), { max_output_tokens: 16 });
    const last = events.at(-1);
    assert.ok(last?.type === 'response.incomplete');
    assert.equal(last.response.incomplete_details?.reason, 'max_output_tokens');
    assert.equal(last.response.usage?.output_tokens, 16);
  });

  it('takes a picture that was uploaded, until it is deleted', async () => {
    const bytes = await readFile(`examples/${checkout}`);
    const file = await client.files.create({ file: await toFile(bytes, 'checkout.png'), purpose: 'vision' });
    assert.equal(file.bytes, bytes.length);
    assert.equal((await client.files.retrieve(file.id)).filename, 'checkout.png');
    const send = (): Promise<OpenAI.Responses.Response> =>
      client.responses.create({
        model: 'gpt-5.2',
        input: [{ role: 'user', content: [{ type: 'input_image', file_id: file.id, detail: 'high' }] }],
      });
    assert.equal((await send()).usage?.input_tokens, 1573);
    assert.equal((await client.files.delete(file.id)).deleted, true);
    assert.equal((await failure(send())).code, 'image_file_not_found');
  });

  it('fetches a picture on this machine by its address, and nothing that is not one', async () => {
    const bytes = await readFile(`examples/${checkout}`);
    const web = createServer((request, response) => {
      response.statusCode = request.url === '/checkout.png' ? 200 : 404;
      response.end(request.url === '/checkout.png' ? bytes : 'none');
    });
    await new Promise<void>(resolve => web.listen(0, '127.0.0.1', resolve));
    const origin = `http://127.0.0.1:${(web.address() as AddressInfo).port}`;
    try {
      const last = (await ask('Describe this mockup.', `${origin}/checkout.png`)).at(-1);
      assert.ok(last?.type === 'response.completed');
      assert.equal(last.response.usage?.input_tokens, 1578);
      const error = await failure(ask('Describe this mockup.', `${origin}/gone.png`));
      assert.equal(error.code, 'invalid_image_url');
    } finally {
      web.close();
    }
  });
});

describe('the OpenAI server, Chat Completions', () => {
  async function stream(rest: { include: boolean }): Promise<ChatCompletionChunk[]> {
    const chunks: ChatCompletionChunk[] = [];
    const answer = await client.chat.completions.create({
      model: 'gpt-4o',
      messages: [
        {
          role: 'user',
          content: [
            { type: 'text', text: 'Describe this mockup.' },
            { type: 'image_url', image_url: { url: await dataUri(checkout), detail: 'high' } },
          ],
        },
      ],
      stream: true,
      ...(rest.include && { stream_options: { include_usage: true } }),
    });
    for await (const chunk of answer) chunks.push(chunk);
    return chunks;
  }

  it('streams, and ends with the usage in a chunk without choices', async () => {
    const chunks = await stream({ include: true });
    const last = chunks.at(-1);
    assert.deepEqual(last?.choices, []);
    // 1,105 for 1440 × 900 on gpt-4o, 5 for the text, 7 around them.
    assert.equal(last.usage?.prompt_tokens, 1117);
    assert.ok(chunks.slice(0, -1).every(chunk => chunk.usage === null));
    assert.equal(chunks.at(-2)?.choices[0]?.finish_reason, 'stop');
    const text = chunks.map(chunk => chunk.choices[0]?.delta.content ?? '').join('');
    assert.match(text, /Checkout page of the shop/);
  });

  it('says nothing of usage to who does not ask', async () => {
    const chunks = await stream({ include: false });
    assert.ok(chunks.every(chunk => !('usage' in chunk)));
  });

  it('answers without a stream too', async () => {
    const answer = await client.chat.completions.create({
      model: 'gpt-5.2',
      messages: [{ role: 'user', content: 'Hello' }],
    });
    assert.match(answer.choices[0]?.message.content ?? '', /no picture/);
    assert.equal(answer.usage?.prompt_tokens, 8);
  });
});

describe('the OpenAI server, models and pictures', () => {
  it('lists its models, and says of each what it is', async () => {
    const ids: string[] = [];
    for await (const model of client.models.list()) ids.push(model.id);
    assert.ok(ids.includes('gpt-5.4-mini'));
    assert.equal((await client.models.retrieve('gpt-5.2')).owned_by, 'system');
    assert.equal((await failure(client.models.retrieve('gpt-99'))).status, 404);
  });

  it('makes a picture, and changes one', async () => {
    const made = await client.images.generate({ model: 'gpt-image-1', prompt: 'A tent', quality: 'low' });
    assert.equal(made.usage?.output_tokens, 272);
    assert.match(made.data?.[0]?.b64_json ?? '', /^iVBOR/);
    const image = await toFile(await readFile(`examples/${checkout}`), 'checkout.png', { type: 'image/png' });
    const changed = await client.images.edit({ model: 'gpt-image-1', image, prompt: 'In blue' });
    assert.equal(changed.usage?.input_tokens_details.image_tokens, 194);
    const text = await toFile(Buffer.from('hello'), 'a.txt', { type: 'text/plain' });
    const error = await failure(client.images.edit({ model: 'gpt-image-1', image: text, prompt: 'In blue' }));
    assert.match(error.message, /unsupported mimetype \('text\/plain'\)/);
  });
});

describe('the OpenAI server refuses', () => {
  const picture = { type: 'input_image', detail: 'high', image_url: 'data:image/png;base64,iVBORw0KGgo=' };
  const chat = (part: unknown): unknown => ({
    model: 'gpt-5.2',
    messages: [{ role: 'user', content: [part] }],
  });
  const format = (schema: unknown): unknown => ({
    model: 'gpt-5.2',
    input: 'Hi',
    text: { format: { type: 'json_schema', name: 'x', strict: true, schema } },
  });
  const open = { type: 'object', properties: { a: { type: 'string' } }, required: ['a'] };

  const cases: readonly {
    readonly what: string;
    readonly path?: string;
    readonly body: unknown;
    readonly status?: number;
    readonly code: string | null;
    readonly param: string | null;
    readonly message: RegExp;
  }[] = [
    {
      what: 'a request without a model',
      body: { input: 'Hi' },
      code: 'missing_required_parameter',
      param: 'model',
      message: /Missing required parameter: 'model'/,
    },
    {
      what: 'a request without input',
      body: { model: 'gpt-5.2' },
      code: 'missing_required_parameter',
      param: 'input',
      message: /'input'/,
    },
    {
      what: 'a chat without messages',
      path: '/v1/chat/completions',
      body: { model: 'gpt-5.2' },
      code: 'missing_required_parameter',
      param: 'messages',
      message: /'messages'/,
    },
    {
      what: 'a parameter it does not know',
      body: { model: 'gpt-5.2', input: 'Hi', colour: 1 },
      code: 'unknown_parameter',
      param: 'colour',
      message: /Unknown parameter: 'colour'/,
    },
    {
      what: 'a part of the other API',
      body: userTurn({ type: 'image_url', image_url: { url: 'x' } }),
      code: 'invalid_value',
      param: 'input[0].content[0]',
      message: /'image_url'. Supported values are: 'input_text', 'input_image'/,
    },
    {
      what: 'a part of the other API, in a chat',
      path: '/v1/chat/completions',
      body: chat(picture),
      code: 'invalid_value',
      param: 'messages[0].content[0]',
      message: /'input_image'. Supported values are: 'text', 'image_url'/,
    },
    {
      what: 'a picture that is no data URI',
      body: userTurn({ ...picture, image_url: 'iVBORw0KGgo=' }),
      code: 'invalid_value',
      param: 'input[0].content[0].image_url',
      message: /without the 'data:' prefix/,
    },
    {
      what: 'a media type that is no picture it takes',
      body: userTurn({ ...picture, image_url: 'data:image/svg+xml;base64,PHN2Zy8+' }),
      code: 'invalid_value',
      param: 'input[0].content[0].image_url',
      message: /unsupported MIME type 'image\/svg\+xml'/,
    },
    {
      what: 'what is not base64',
      body: userTurn({ ...picture, image_url: 'data:image/png;base64,%%%' }),
      code: 'invalid_value',
      param: 'input[0].content[0].image_url',
      message: /an invalid base64-encoded value/,
    },
    {
      what: 'bytes that are no picture',
      body: userTurn(picture),
      code: 'invalid_value',
      param: 'input[0].content[0].image_url',
      message: /does not represent a valid image/,
    },
    {
      what: 'a detail nobody knows',
      body: userTurn({ type: 'input_text', text: 'Hi' }, { ...picture, detail: 'ultra' }),
      code: 'invalid_value',
      param: 'input[0].content[1].detail',
      message: /'ultra'. Supported values are: 'low', 'high', 'auto', and 'original'/,
    },
    {
      what: 'original in a chat',
      path: '/v1/chat/completions',
      body: chat({ type: 'image_url', image_url: { url: picture.image_url, detail: 'original' } }),
      code: 'invalid_value',
      param: 'messages[0].content[0].image_url.detail',
      message: /'original'. Supported values are: 'auto', 'low', and 'high'/,
    },
    {
      what: 'a model it does not have',
      body: { model: 'gpt-99', input: 'Hi' },
      status: 404,
      code: 'model_not_found',
      param: null,
      message: /`gpt-99` does not exist/,
    },
    {
      what: 'a schema that is left open',
      body: format(open),
      code: 'invalid_json_schema',
      param: 'text.format.schema',
      message: /'additionalProperties' is required to be supplied and to be false/,
    },
    {
      what: 'a schema with a property that may be missing',
      body: format({ ...open, additionalProperties: false, required: [] }),
      code: 'invalid_json_schema',
      param: 'text.format.schema',
      message: /Missing 'a'/,
    },
    {
      what: 'a tier nobody knows',
      body: { model: 'gpt-5.2', input: 'Hi', service_tier: 'turbo' },
      code: 'invalid_value',
      param: 'service_tier',
      message: /'turbo'/,
    },
    {
      what: 'a limit below its least',
      body: { model: 'gpt-5.2', input: 'Hi', max_output_tokens: 5 },
      code: 'integer_below_min_value',
      param: 'max_output_tokens',
      message: />= 16, but got 5/,
    },
    {
      what: 'max_tokens for a model that reasons',
      path: '/v1/chat/completions',
      body: { model: 'gpt-5.2', messages: [{ role: 'user', content: 'Hi' }], max_tokens: 9 },
      code: 'unsupported_parameter',
      param: 'max_tokens',
      message: /max_completion_tokens/,
    },
  ];

  for (const { what, path = '/v1/responses', body, status = 400, code, param, message } of cases) {
    it(what, async () => {
      const refused = await refusal(path, body);
      const error = refused.error as { message: string };
      assert.match(error.message, message);
      assert.deepEqual(refused, {
        status,
        error: { message: error.message, type: 'invalid_request_error', param, code },
      });
    });
  }

  it('a picture for a model without vision', async () => {
    const error = await failure(ask('Hi', await dataUri(checkout), { model: 'gpt-3.5-turbo' }));
    assert.equal(error.status, 400);
    assert.match(error.message, /only supported by certain models/);
  });

  it('a picture of too many patches', async () => {
    const poster = await dataUri('print/trail-map-poster.png');
    const error = await failure(
      client.responses.create({
        model: 'gpt-6-astra',
        input: [{ role: 'user', content: [{ type: 'input_image', image_url: poster, detail: 'original' }] }],
      }),
    );
    assert.match(error.message, /requires 35344 patches after processing, exceeding the limit of 30000/);
  });

  it('who has no key, or a wrong one', async () => {
    const none = await refusal('/v1/responses', { model: 'gpt-5.2', input: 'Hi' }, {});
    assert.equal(none.status, 401);
    const wrong = new OpenAI({ apiKey: 'sk-wrong-key-0123456789', baseURL: server.baseUrl, maxRetries: 0 });
    const error = await failure(wrong.models.list().then(page => page.data));
    assert.equal(error.status, 401);
    assert.equal(error.code, 'invalid_api_key');
  });

  it('nobody, where no key is asked for', async () => {
    const free = await startOpenAiServer({ keys: [] });
    try {
      const response = await fetch(`${free.baseUrl}/models`);
      assert.equal(response.status, 200);
    } finally {
      await free.stop();
    }
  });
});

describe('the OpenAI server misbehaves when it is asked to', () => {
  const simple = (): Promise<OpenAI.Responses.Response> =>
    client.responses.create({ model: 'gpt-5.2', input: 'Hello' });

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
      server.next(behaviour);
      const error = await failure(simple());
      assert.equal(error.status, status);
      assert.equal(error.code, code);
      if (behaviour.kind === 'rate-limit') assert.equal(error.headers?.get('retry-after'), '7');
      await simple();
    });
  }

  it('for another path than a question', async () => {
    server.next({ kind: 'server-error', on: '/v1/models' });
    await simple();
    assert.equal((await failure(client.models.list().then(page => page.data))).status, 500);
  });

  it('cuts a stream after so many pieces', async () => {
    server.next({ kind: 'cut', afterDeltas: 4 });
    let deltas = 0;
    const stream = await client.responses.create({ model: 'gpt-5.2', input: 'Hello', stream: true });
    await assert.rejects(async () => {
      for await (const event of stream) if (event.type === 'response.output_text.delta') deltas += 1;
    });
    assert.equal(deltas, 4);
  });

  it('falls silent, and notices that the client has gone', async () => {
    server.next({ kind: 'stall', afterDeltas: 2 });
    const abort = new AbortController();
    const stream = await client.responses.create(
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
    while (server.requests[0]?.outcome === 'pending') await new Promise(resolve => setTimeout(resolve, 5));
    assert.equal(server.requests[0]?.outcome, 'left');
  });

  it('fails in the middle', async () => {
    server.next({ kind: 'failed', afterDeltas: 2 });
    const stream = await client.responses.create({ model: 'gpt-5.2', input: 'Hello', stream: true });
    const events: ResponseStreamEvent[] = [];
    for await (const event of stream) events.push(event);
    const last = events.at(-1);
    assert.ok(last?.type === 'response.failed');
    assert.equal(last.response.error?.code, 'server_error');
    server.next({ kind: 'failed', afterDeltas: 2 });
    const chat = await client.chat.completions.create({
      model: 'gpt-5.2',
      messages: [{ role: 'user', content: 'Hello' }],
      stream: true,
    });
    await assert.rejects(async () => {
      for await (const chunk of chat) assert.ok(chunk.id);
    }, APIError);
  });

  it('declines, in both APIs', async () => {
    server.next({ kind: 'refusal', text: 'Not this one.' });
    const stream = await client.responses.create({ model: 'gpt-5.2', input: 'Hello', stream: true });
    let refused = '';
    for await (const event of stream) if (event.type === 'response.refusal.delta') refused += event.delta;
    assert.equal(refused, 'Not this one.');
    server.next({ kind: 'refusal', text: 'Not this one.' });
    const chat = await client.chat.completions.create({
      model: 'gpt-5.2',
      messages: [{ role: 'user', content: 'Hello' }],
    });
    assert.equal(chat.choices[0]?.message.refusal, 'Not this one.');
    assert.equal(chat.choices[0].message.content, null);
  });

  it('stops for its content filter', async () => {
    server.next({ kind: 'incomplete', reason: 'content_filter', afterDeltas: 2 });
    const response = await simple();
    assert.equal(response.status, 'incomplete');
    assert.equal(response.incomplete_details?.reason, 'content_filter');
    server.next({ kind: 'incomplete', reason: 'content_filter', afterDeltas: 2 });
    const chat = await client.chat.completions.create({
      model: 'gpt-5.2',
      messages: [{ role: 'user', content: 'Hello' }],
    });
    assert.equal(chat.choices[0]?.finish_reason, 'content_filter');
  });

  it('answers with a page instead', async () => {
    server.next({ kind: 'html' });
    const response = await client.responses.create({ model: 'gpt-5.2', input: 'Hello' }).asResponse();
    assert.match(response.headers.get('content-type') ?? '', /text\/html/);
  });

  it('sends the client elsewhere, where the key does not come along', async () => {
    const other = await startOpenAiServer();
    try {
      server.next({ kind: 'redirect', to: `${other.baseUrl}/responses` });
      await assert.rejects(simple());
      assert.equal(other.requests.length, 1);
      assert.equal(other.requests[0]?.headers.authorization, undefined);
    } finally {
      await other.stop();
    }
  });

  it('is slow, so that a client that waits less gives up', async () => {
    server.next({ kind: 'slow', ms: 60_000 });
    await assert.rejects(
      client.responses.create({ model: 'gpt-5.2', input: 'Hello' }, { timeout: 100 }),
      APIConnectionError,
    );
  });

  it('can be told over HTTP, and tells what it was asked', async () => {
    const post = (path: string, body: unknown): Promise<Response> =>
      fetch(`${server.origin}${path}`, { method: 'POST', body: JSON.stringify(body) });
    assert.equal((await post('/_behave', { kind: 'no-credit' })).status, 200);
    assert.equal((await failure(simple())).code, 'insufficient_quota');
    assert.equal((await post('/_behave', { kind: 'nonsense' })).status, 400);
    const told = (await (await fetch(`${server.origin}/_requests`)).json()) as {
      requests: { path: string; body: { model: string }; status: number }[];
    };
    assert.deepEqual(
      told.requests.map(({ path, body, status }) => [path, body.model, status]),
      [['/v1/responses', 'gpt-5.2', 429]],
    );
    await post('/_reset', {});
    assert.equal(server.requests.length, 0);
  });
});
