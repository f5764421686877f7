import type OpenAI from 'openai';
import type { RequestPicture, Turn, VisionRequest } from '../request';
import { pictureUrl } from './pictureUrl';
import { serviceTiers } from './serviceTier';

export type ResponsesBody = OpenAI.Responses.ResponseCreateParamsStreaming;
type Input = OpenAI.Responses.ResponseInputItem;
type Image = OpenAI.Responses.ResponseInputImage;

/**
 * A request in the words of the Responses API. The tier is always said, since without one the account's own default
 * holds; nothing is stored on the provider's side.
 * @param urlOf the address of a picture
 */
export function responsesBody(
  request: VisionRequest,
  urlOf: (picture: RequestPicture) => string = pictureUrl,
): ResponsesBody {
  const { model, tier, instructions, turns, schema, maxOutputTokens } = request;
  return {
    model,
    service_tier: serviceTiers[tier],
    ...(instructions === undefined ? {} : { instructions }),
    input: turns.map(turn => inputOf(turn, urlOf)),
    ...(schema === undefined
      ? {}
      : {
          text: {
            format: { type: 'json_schema', name: schema.name, strict: true, schema: { ...schema.schema } },
          },
        }),
    ...(maxOutputTokens === undefined ? {} : { max_output_tokens: maxOutputTokens }),
    store: false,
    stream: true,
  };
}

function inputOf(turn: Turn, urlOf: (picture: RequestPicture) => string): Input {
  // As a plain string: the API reads it as the `output_text` it was, and servers that want an id for it take it too.
  if (turn.role === 'assistant') return { role: 'assistant', content: turn.text };
  return {
    role: 'user',
    content: [
      { type: 'input_text', text: turn.text },
      ...turn.pictures.map(picture => imageOf(picture, urlOf)),
    ],
  };
}

function imageOf(picture: RequestPicture, urlOf: (picture: RequestPicture) => string): Image {
  const image = {
    type: 'input_image' as const,
    image_url: urlOf(picture),
    ...(picture.detail === undefined ? {} : { detail: picture.detail }),
  };
  // The types ask for a detail of today's; the API does without, and left out is not the same as stated.
  return image as Image;
}
