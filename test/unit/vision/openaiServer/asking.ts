import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import type OpenAI from 'openai';
import { APIError } from 'openai';
import type { ResponseCreateParamsBase, ResponseStreamEvent } from 'openai/resources/responses/responses';

export const checkout = 'mockups/checkout.png';

/** A picture of examples/. */
export async function dataUri(example: string, mediaType = 'image/png'): Promise<string> {
  const bytes = await readFile(`examples/${example}`);
  return `data:${mediaType};base64,${bytes.toString('base64')}`;
}

/** Asks with one picture, and waits for the last event. */
export async function ask(
  client: OpenAI,
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

/** The error that the client throws. */
export async function failure(run: Promise<unknown>): Promise<APIError> {
  const error: unknown = await run.then(
    () => assert.fail('It went through.'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof APIError, String(error));
  return error;
}

/** The body of a question, whatever is in it. */
export function userTurn(...content: readonly unknown[]): unknown {
  return { model: 'gpt-5.2', input: [{ role: 'user', content }] };
}
