import type OpenAI from 'openai';
import type { Endpoint } from '../endpoint';
import type { RequestPicture, Turn, VisionRequest } from '../request';
import { VisionError } from '../visionError';
import { pictureUrl } from './pictureUrl';
import { serviceTiers } from './serviceTier';

export type ChatBody = OpenAI.Chat.ChatCompletionCreateParamsStreaming;
type Message = OpenAI.Chat.ChatCompletionMessageParam;
type Image = OpenAI.Chat.ChatCompletionContentPartImage;

/**
 * A request in the words of Chat Completions, as any compatible server takes it: fields that only some know are sent
 * only where they say something (a tier other than the standard one).
 *
 * Throws `VisionError` of reason `bad-request` for the detail `original`, which this API has no word for.
 * @param urlOf the address of a picture
 */
export function chatBody(
  request: VisionRequest,
  endpoint: Endpoint,
  urlOf: (picture: RequestPicture) => string = pictureUrl,
): ChatBody {
  const { model, tier, instructions, turns, schema, maxOutputTokens } = request;
  const system: readonly Message[] =
    instructions === undefined ? [] : [{ role: 'system', content: instructions }];
  return {
    model,
    ...(tier === 'standard' ? {} : { service_tier: serviceTiers[tier] }),
    messages: [...system, ...turns.map(turn => messageOf(turn, endpoint, urlOf))],
    ...(schema === undefined
      ? {}
      : {
          response_format: {
            type: 'json_schema',
            json_schema: { name: schema.name, strict: true, schema: { ...schema.schema } },
          },
        }),
    ...(maxOutputTokens === undefined ? {} : limit(maxOutputTokens, endpoint)),
    stream: true,
    stream_options: { include_usage: true },
  };
}

/** Servers on this machine know the older name (Ollama, LM Studio), OpenAI's newer models only the newer one. */
function limit(tokens: number, endpoint: Endpoint): Readonly<Record<string, number>> {
  return endpoint.needsKey ? { max_completion_tokens: tokens } : { max_tokens: tokens };
}

function messageOf(turn: Turn, endpoint: Endpoint, urlOf: (picture: RequestPicture) => string): Message {
  if (turn.role === 'assistant') return { role: 'assistant', content: turn.text };
  // Some servers take a list of parts only from models that see.
  if (turn.pictures.length === 0) return { role: 'user', content: turn.text };
  return {
    role: 'user',
    content: [
      { type: 'text', text: turn.text },
      ...turn.pictures.map(picture => imageOf(picture, endpoint, urlOf)),
    ],
  };
}

function imageOf(
  picture: RequestPicture,
  endpoint: Endpoint,
  urlOf: (picture: RequestPicture) => string,
): Image {
  if (picture.detail === 'original') {
    throw new VisionError(
      'bad-request',
      `The Chat Completions API of ${endpoint.name} has no detail “original”, which ${picture.name} was to be sent with. Nothing was sent.`,
      { nextStep: 'Choose `high` or another detail, or an endpoint that speaks the Responses API.' },
    );
  }
  const image = {
    type: 'image_url' as const,
    image_url: {
      url: urlOf(picture),
      ...(picture.detail === undefined ? {} : { detail: picture.detail }),
    },
  };
  // Other vendors may have details of their own.
  return image as Image;
}
