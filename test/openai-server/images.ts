// /v1/images/generations and /v1/images/edits: one small picture, whatever is asked for.
import type { ImagesResponse } from 'openai/resources/images';
import type { Body } from './body';
import { isObject } from './json';
import { modelNamed } from './models';
import { pictureOf } from './requestChecks';
import { seconds } from './responseEvents';
import { invalid, missing } from './wireError';

/** A PNG of one pixel. */
const pixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkaPhfDwAE/QH+3nqnzQAAAABJRU5ErkJggg==';

/** Output tokens by quality and size: the table of the guide to image generation, for gpt-image-1. */
const outputTokens = {
  low: { '1024x1024': 272, '1024x1536': 408, '1536x1024': 400 },
  medium: { '1024x1024': 1056, '1024x1536': 1584, '1536x1024': 1568 },
  high: { '1024x1024': 4160, '1024x1536': 6240, '1536x1024': 6208 },
} as const;

type Quality = keyof typeof outputTokens;
type Size = keyof (typeof outputTokens)[Quality];

/** @throws {WireError} as the API refuses */
export function generateImage(body: Body): ImagesResponse {
  if (body.kind !== 'json' || !isObject(body.value)) throw missing('prompt');
  const { prompt, model, quality, size } = body.value;
  return answer(prompt, model, quality, size, 0);
}

/** @throws {WireError} as the API refuses */
export async function editImage(body: Body): Promise<ImagesResponse> {
  if (body.kind !== 'form') throw missing('image');
  const { form } = body;
  const pictures = [...form.getAll('image'), ...form.getAll('image[]')].filter(
    entry => entry instanceof File,
  );
  if (pictures.length === 0) throw missing('image');
  for (const picture of pictures) {
    if (!['image/png', 'image/jpeg', 'image/webp'].includes(picture.type)) {
      throw invalid({
        message: `Invalid file 'image': unsupported mimetype ('${picture.type || 'application/octet-stream'}'). Supported file formats are 'image/jpeg', 'image/png', and 'image/webp'.`,
        param: 'image',
        code: 'unsupported_file_mimetype',
      });
    }
    pictureOf(new Uint8Array(await picture.arrayBuffer()), 'image');
  }
  const field = (name: string): unknown => form.get(name) ?? undefined;
  return answer(field('prompt'), field('model'), field('quality'), field('size'), pictures.length);
}

function answer(
  prompt: unknown,
  model: unknown,
  wantedQuality: unknown,
  wantedSize: unknown,
  pictures: number,
): ImagesResponse {
  if (typeof prompt !== 'string' || prompt === '') throw missing('prompt');
  if (typeof model === 'string') modelNamed(model);
  const quality = (['low', 'medium', 'high'] as const).find(name => name === wantedQuality) ?? 'medium';
  const size =
    (['1024x1024', '1024x1536', '1536x1024'] as const).find(name => name === wantedSize) ?? '1024x1024';
  const input = { text_tokens: 12, image_tokens: 194 * pictures };
  const output = tokens(quality, size);
  return {
    created: seconds(),
    background: 'opaque',
    data: [{ b64_json: pixel }],
    output_format: 'png',
    quality,
    size,
    usage: {
      input_tokens: input.text_tokens + input.image_tokens,
      input_tokens_details: input,
      output_tokens: output,
      total_tokens: input.text_tokens + input.image_tokens + output,
    },
  };
}

function tokens(quality: Quality, size: Size): number {
  return outputTokens[quality][size];
}
