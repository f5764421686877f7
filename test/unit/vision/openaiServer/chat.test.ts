import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { toFile } from 'openai';
import type { ChatCompletionChunk } from 'openai/resources/chat/completions/completions';
import { checkout, dataUri, failure } from './asking';
import { useServer } from './useServer';

const { client } = useServer();

describe('the OpenAI server, Chat Completions', () => {
  async function stream(rest: { include: boolean }): Promise<ChatCompletionChunk[]> {
    const chunks: ChatCompletionChunk[] = [];
    const answer = await client().chat.completions.create({
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
    const answer = await client().chat.completions.create({
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
    for await (const model of client().models.list()) ids.push(model.id);
    assert.ok(ids.includes('gpt-5.4-mini'));
    assert.equal((await client().models.retrieve('gpt-5.2')).owned_by, 'system');
    assert.equal((await failure(client().models.retrieve('gpt-99'))).status, 404);
  });

  it('makes a picture, and changes one', async () => {
    const made = await client().images.generate({ model: 'gpt-image-1', prompt: 'A tent', quality: 'low' });
    assert.equal(made.usage?.output_tokens, 272);
    assert.match(made.data?.[0]?.b64_json ?? '', /^iVBOR/);
    const image = await toFile(await readFile(`examples/${checkout}`), 'checkout.png', { type: 'image/png' });
    const changed = await client().images.edit({ model: 'gpt-image-1', image, prompt: 'In blue' });
    assert.equal(changed.usage?.input_tokens_details.image_tokens, 194);
    const text = await toFile(Buffer.from('hello'), 'a.txt', { type: 'text/plain' });
    const error = await failure(
      client().images.edit({ model: 'gpt-image-1', image: text, prompt: 'In blue' }),
    );
    assert.match(error.message, /unsupported mimetype \('text\/plain'\)/);
  });
});
