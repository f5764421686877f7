// What a request is billed: numbers that are written down, never worked out by the code that is under test.
import data from './fixtures/usage.json';
import type { SentPicture } from './requestChecks';
import { invalid } from './wireError';

type Level = SentPicture['detail'];
interface PictureUsage {
  readonly width: number;
  readonly height: number;
  readonly tokens: Readonly<
    Record<string, Readonly<Partial<Record<Level, number | { readonly refusedAtPatches: number }>>>>
  >;
}

const pictures: readonly PictureUsage[] = data.pictures;
const texts: Readonly<Record<string, number>> = data.texts;

/** What stands in a request, as far as it costs. */
export interface Content {
  readonly texts: readonly string[];
  readonly pictures: readonly SentPicture[];
}

export interface InputUsage {
  readonly inputTokens: number;
  /** Where no fixture fitted, a sentence each: these numbers stand for nothing. */
  readonly flat: readonly string[];
}

/** @throws {WireError} when the API would refuse a picture for its size */
export function inputUsage(model: string, content: Content): InputUsage {
  const flat: string[] = [];
  let inputTokens = data.flat.request;
  for (const text of content.texts) {
    const known = texts[text];
    if (known === undefined)
      flat.push(`No fixture for the text "${text.slice(0, 40)}": ${data.flat.text} tokens.`);
    inputTokens += known ?? data.flat.text;
  }
  for (const picture of content.pictures) {
    const known = pictureTokens(model, picture);
    if (known === undefined) {
      const size =
        picture.width === undefined ? 'an address' : `${picture.width}×${String(picture.height)} pixels`;
      flat.push(
        `No fixture for a picture of ${size}, ${model}, detail ${picture.detail}: ${data.flat.picture} tokens.`,
      );
    }
    inputTokens += known ?? data.flat.picture;
  }
  return { inputTokens, flat };
}

function pictureTokens(model: string, { width, height, detail, param }: SentPicture): number | undefined {
  const documented = data.documented.find(
    entry =>
      entry.model === model && entry.width === width && entry.height === height && entry.detail === detail,
  );
  if (documented !== undefined) return documented.tokens;
  const entry = pictures.find(picture => picture.width === width && picture.height === height);
  const known = entry?.tokens[model]?.[detail];
  if (known === undefined || typeof known === 'number') return known;
  throw invalid({
    message: `The image you provided requires ${known.refusedAtPatches} patches after processing, exceeding the limit of 30000.`,
    param,
    code: 'invalid_value',
  });
}
