// What the server sends has the shape of what the API's reference shows: the same keys, the same types, in the same order.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { toFile } from 'openai';
import { testKey } from '../../../openai-server/server';
import chatCompletion from '../../../openai-server/recorded/chat-completion.json';
import chatStream from '../../../openai-server/recorded/chat-stream.json';
import errorBody from '../../../openai-server/recorded/error.json';
import file from '../../../openai-server/recorded/file.json';
import images from '../../../openai-server/recorded/images.json';
import inputTokens from '../../../openai-server/recorded/input-tokens.json';
import models from '../../../openai-server/recorded/models.json';
import response from '../../../openai-server/recorded/response.json';
import responsesStream from '../../../openai-server/recorded/responses-stream.json';
import { useServer } from './useServer';

const { server, client } = useServer();

/** Every path of a value, with the kinds of what is there: `output[].content[].text` is a string. */
function shapeOf(
  value: unknown,
  path = '',
  shape = new Map<string, Set<string>>(),
): Map<string, Set<string>> {
  const kind = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
  if (path !== '') shape.set(path, (shape.get(path) ?? new Set<string>()).add(kind));
  if (Array.isArray(value)) for (const item of value) shapeOf(item, `${path}[]`, shape);
  else if (value !== null && typeof value === 'object') {
    for (const [key, member] of Object.entries(value))
      shapeOf(member, path === '' ? key : `${path}.${key}`, shape);
  }
  return shape;
}

/** @param also paths that the reference's example does not have yet, and all that is below them */
function assertSameShape(sent: unknown, recorded: unknown, also: readonly string[]): void {
  const have = shapeOf(sent);
  const want = shapeOf(recorded);
  for (const [path, kinds] of want) {
    const found = have.get(path);
    assert.ok(found, `${path} is missing.`);
    // What is null in the example may be anything, and the other way round.
    if (kinds.has('null') || found.has('null')) continue;
    assert.deepEqual([...found].sort(), [...kinds].sort(), path);
  }
  const known = (path: string): boolean =>
    want.has(path) ||
    also.some(extra => path === extra || path.startsWith(`${extra}.`) || path.startsWith(`${extra}[`));
  const surprising = [...have.keys()].filter(path => !known(path) && !underNull(path, want));
  assert.deepEqual(surprising, []);
}

/** Below something that is null in the example, which cannot show what is in it. */
function underNull(path: string, want: Map<string, Set<string>>): boolean {
  return [...want].some(([above, kinds]) => kinds.has('null') && path.startsWith(`${above}.`));
}

async function raw(path: string, body?: unknown): Promise<unknown> {
  const answer = await send(path, body);
  return answer.json();
}

function send(path: string, body?: unknown, key = testKey): Promise<Response> {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  return fetch(
    `${server().baseUrl}${path}`,
    body === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(body) },
  );
}

/** The events of a stream, as they are on the wire. */
async function events(
  path: string,
  body: unknown,
): Promise<readonly { readonly name?: string; readonly data: string }[]> {
  const text = await (await send(path, body)).text();
  return text
    .split('\n\n')
    .filter(Boolean)
    .map(block => {
      const name = /^event: (.*)$/m.exec(block)?.[1];
      return { ...(name !== undefined && { name }), data: /^data: (.*)$/m.exec(block)?.[1] ?? '' };
    });
}

const question = { model: 'gpt-4.1', input: 'Hello' };
const chat = { model: 'gpt-4o', messages: [{ role: 'user', content: 'Hello' }] };

describe('the shapes of the OpenAI server', () => {
  it('a response', async () => {
    assertSameShape(await raw('/responses', question), response.body, response.also.keys);
  });

  it('the events of a response, in their order', async () => {
    const sent = await events('/responses', { ...question, stream: true });
    const parsed = sent.map(({ data }) => JSON.parse(data) as { readonly type: string });
    assert.deepEqual(
      sent.map(({ name }) => name),
      parsed.map(({ type }) => type),
    );
    const order = parsed.map(({ type }) => type).filter((type, index, all) => type !== all[index - 1]);
    assert.deepEqual(
      order,
      responsesStream.events.map(({ type }) => type),
    );
    for (const recorded of responsesStream.events) {
      const one = parsed.find(({ type }) => type === recorded.type);
      assertSameShape(one, recorded, responsesStream.also.keys);
    }
  });

  it('a count of input tokens', async () => {
    assertSameShape(await raw('/responses/input_tokens', question), inputTokens.body, inputTokens.also.keys);
  });

  it('a chat completion', async () => {
    assertSameShape(await raw('/chat/completions', chat), chatCompletion.body, chatCompletion.also.keys);
  });

  it('the chunks of a chat completion', async () => {
    const body = { ...chat, stream: true, stream_options: { include_usage: true } };
    const sent = await events('/chat/completions', body);
    assert.equal(sent.at(-1)?.data, '[DONE]');
    const chunks = sent.slice(0, -1).map(({ data }) => JSON.parse(data) as unknown);
    const places = [0, 1, chunks.length - 2, chunks.length - 1];
    for (const [index, place] of places.entries())
      assertSameShape(chunks[place], chatStream.chunks[index], chatStream.also.keys);
  });

  it('the list of models', async () => {
    assertSameShape(await raw('/models'), models.body, models.also.keys);
  });

  it('a file', async () => {
    const bytes = await readFile('examples/products/mug-384.webp');
    const sent = await client().files.create({ file: await toFile(bytes, 'mug.webp'), purpose: 'vision' });
    assertSameShape({ ...sent }, file.body, file.also.keys);
  });

  it('a picture that was made', async () => {
    assertSameShape(await raw('/images/generations', { prompt: 'A tent' }), images.body, images.also.keys);
  });

  it('an error', async () => {
    const refused = await send('/responses', question, 'sk-nobody-0123456789');
    assert.equal(refused.status, 401);
    assertSameShape(await refused.json(), errorBody.body, errorBody.also.keys);
  });
});
