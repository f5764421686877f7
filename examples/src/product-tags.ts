// Tags for the photo library. `detail` is left out, so the model takes the phone's twelve megapixels as they are.
import OpenAI from 'openai';
import { encodeImage } from './encode';

const openai = new OpenAI();

export async function tagPhonePhoto(): Promise<string | null> {
  const completion = await openai.chat.completions.create({
    model: 'gpt-6-astra',
    messages: [
      { role: 'system', content: 'You tag photographs for an outdoor shop. Answer with five nouns.' },
      {
        role: 'user',
        content: [
          { type: 'text', text: 'Tag this one.' },
          { type: 'image_url', image_url: { url: await encodeImage('photos/IMG_2041.jpg') } },
        ],
      },
    ],
  });
  return completion.choices[0]?.message.content ?? null;
}

/** The same picture, said cheaper. */
export async function tagPhonePhotoCheaply(): Promise<string | null> {
  const completion = await openai.chat.completions.create({
    model: 'gpt-6-astra',
    messages: [
      {
        role: 'user',
        content: [
          { type: 'text', text: 'Tag this one with five nouns.' },
          { type: 'image_url', image_url: { url: await encodeImage('photos/IMG_2041.jpg'), detail: 'high' } },
        ],
      },
    ],
  });
  return completion.choices[0]?.message.content ?? null;
}

const shelf = ['photos/enamel-mug.jpg', 'photos/tarn-bottle.webp', 'photos/broken-download.jpg', 'products/sale-badge.gif'];

/** A whole shelf in one call: the last but one never finished downloading. */
export async function tagShelf(): Promise<string | null> {
  const pictures = await Promise.all(shelf.map(encodeImage));
  const completion = await openai.chat.completions.create({
    model: 'gpt-4.1-mini',
    messages: [
      {
        role: 'user',
        content: [
          { type: 'text', text: 'Which of these belong on the front page?' },
          ...pictures.map(url => ({ type: 'image_url' as const, image_url: { url, detail: 'low' as const } })),
        ],
      },
    ],
  });
  return completion.choices[0]?.message.content ?? null;
}
