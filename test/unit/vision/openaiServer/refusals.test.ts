import assert from 'node:assert/strict';
import OpenAI from 'openai';
import { startOpenAiServer, testKey } from '../../../openai-server/server';
import { ask, checkout, dataUri, failure, userTurn } from './asking';
import { useServer } from './useServer';

const { server, client } = useServer();

/** What the server refuses a body with that no client of ours would send. */
async function refusal(
  path: string,
  body: unknown,
  headers: Record<string, string> = { authorization: `Bearer ${testKey}` },
): Promise<{ readonly status: number; readonly error: unknown }> {
  const response = await fetch(`${server().origin}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const { error } = (await response.json()) as { error: unknown };
  return { status: response.status, error };
}

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
    const error = await failure(ask(client(), 'Hi', await dataUri(checkout), { model: 'gpt-3.5-turbo' }));
    assert.equal(error.status, 400);
    assert.match(error.message, /only supported by certain models/);
  });

  it('a picture of too many patches', async () => {
    const poster = await dataUri('print/trail-map-poster.png');
    const error = await failure(
      client().responses.create({
        model: 'gpt-6-astra',
        input: [{ role: 'user', content: [{ type: 'input_image', image_url: poster, detail: 'original' }] }],
      }),
    );
    assert.match(error.message, /requires 35344 patches after processing, exceeding the limit of 30000/);
  });

  it('who has no key, or a wrong one', async () => {
    const none = await refusal('/v1/responses', { model: 'gpt-5.2', input: 'Hi' }, {});
    assert.equal(none.status, 401);
    const wrong = new OpenAI({ apiKey: 'sk-wrong-key-0123456789', baseURL: server().baseUrl, maxRetries: 0 });
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
