// What a script does not settle by itself: a model from the environment, one picture or another, a folder of them.
import { readdirSync, writeFileSync } from 'node:fs';
import OpenAI from 'openai';
import { encodeImage } from './encode';

const openai = new OpenAI();
const model = process.env.VISION_MODEL ?? 'gpt-4o';

/** Whichever is sent, the range is shown. */
export async function describeHero(night: boolean): Promise<string> {
  const response = await openai.responses.create({
    model,
    input: [
      {
        role: 'user',
        content: [
          { type: 'input_text', text: 'Suggest three headlines of six words.' },
          {
            type: 'input_image',
            image_url: await encodeImage(night ? 'photos/ridge-panorama.jpg' : 'products/lantern-cutout.webp'),
            detail: 'high',
          },
        ],
      },
    ],
  });
  return response.output_text;
}

/** A request for each banner there is now; there may be more of them tomorrow. */
export async function nameBanners(): Promise<void> {
  for (const file of readdirSync('banners')) {
    const response = await openai.responses.create({
      model: 'gpt-5-nano',
      input: [
        {
          role: 'user',
          content: [
            { type: 'input_text', text: 'A file name for this, please.' },
            { type: 'input_image', image_url: await encodeImage(`banners/${file}`), detail: 'low' },
          ],
        },
      ],
    });
    console.log(file, response.output_text);
  }
}

/** Pictures that are made are priced too. */
export async function drawPostcards(): Promise<void> {
  const result = await openai.images.generate({
    model: 'gpt-image-1',
    prompt: 'A lantern on a fell at dusk, as a linocut in two colours.',
    size: '1536x1024',
    quality: 'medium',
    n: 3,
  });
  for (const [i, picture] of (result.data ?? []).entries())
    writeFileSync(`out/postcard-${i}.png`, Buffer.from(picture.b64_json ?? '', 'base64'));
}

/** Nobody knows what this will be until somebody calls it. */
export async function describeUpload(bytes: Uint8Array): Promise<string> {
  const response = await openai.responses.create({
    model: 'gpt-5.4-mini',
    input: [
      {
        role: 'user',
        content: [
          {
            type: 'input_image',
            image_url: `data:image/jpeg;base64,${Buffer.from(bytes).toString('base64')}`,
            detail: 'auto',
          },
        ],
      },
    ],
  });
  return response.output_text;
}
