import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Ajv } from 'ajv';
import type OpenAI from 'openai';
import { toFile } from 'openai';
import { ask, checkout, dataUri, failure, userTurn } from './asking';
import { useServer } from './useServer';

const { server, client } = useServer();

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

describe('the OpenAI server, Responses', () => {
  it('streams an answer whose events are numbered, and which ends with what it is billed', async () => {
    const events = await ask(client(), 'Describe this mockup.', await dataUri(checkout));
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
    const response = await client().responses.create({
      model: 'gpt-4o',
      input: 'Hello',
      service_tier: 'flex',
    });
    assert.match(response.output_text, /no picture/);
    assert.equal(response.service_tier, 'flex');
    assert.equal(response.usage?.total_tokens, 8 + response.usage!.output_tokens);
  });

  it('counts the input without answering', async () => {
    const { input_tokens: tokens } = await client().responses.inputTokens.count({
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
    await client().responses.create({ model: 'gpt-4o', input: 'Something that no fixture has' });
    assert.ok(server().lines.some(line => line.includes('No fixture for the text "Something')));
  });

  it('describes each of several pictures', async () => {
    const picture = async (name: string): Promise<object> => ({
      type: 'input_image',
      image_url: await dataUri(name),
      detail: 'auto',
    });
    const response = await client().responses.create(
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
    const events = await ask(client(), 'List the regions.', await dataUri(checkout), { text });
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
    const events = await ask(client(), 'Describe this mockup.', await dataUri(checkout), {
      max_output_tokens: 16,
    });
    const last = events.at(-1);
    assert.ok(last?.type === 'response.incomplete');
    assert.equal(last.response.incomplete_details?.reason, 'max_output_tokens');
    assert.equal(last.response.usage?.output_tokens, 16);
  });

  it('takes a picture that was uploaded, until it is deleted', async () => {
    const bytes = await readFile(`examples/${checkout}`);
    const file = await client().files.create({
      file: await toFile(bytes, 'checkout.png'),
      purpose: 'vision',
    });
    assert.equal(file.bytes, bytes.length);
    assert.equal((await client().files.retrieve(file.id)).filename, 'checkout.png');
    const send = (): Promise<OpenAI.Responses.Response> =>
      client().responses.create({
        model: 'gpt-5.2',
        input: [{ role: 'user', content: [{ type: 'input_image', file_id: file.id, detail: 'high' }] }],
      });
    assert.equal((await send()).usage?.input_tokens, 1573);
    assert.equal((await client().files.delete(file.id)).deleted, true);
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
      const last = (await ask(client(), 'Describe this mockup.', `${origin}/checkout.png`)).at(-1);
      assert.ok(last?.type === 'response.completed');
      assert.equal(last.response.usage?.input_tokens, 1578);
      const error = await failure(ask(client(), 'Describe this mockup.', `${origin}/gone.png`));
      assert.equal(error.code, 'invalid_image_url');
    } finally {
      web.close();
    }
  });
});
