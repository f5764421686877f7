import type { ImageFacts, ImageFormat, ImageWarning } from './facts';
import type { Decoded } from './formats/decoded';
import { firstRead, Head, type Step } from './head';
import { ImageError } from './imageError';
import { formatNames, promisedFormat } from './names';
import { sniff } from './sniff';

/** Twice what the largest stitched panoramas have; past it the header is lying or damaged. */
const maxSide = 1_000_000;
/** All that the largest JPEG can have (65,535 × 65,535). */
const maxPixels = 2 ** 32;

/**
 * From header bytes to facts, whoever fetches the bytes. Throws `ImageError` and nothing else.
 * `name` is for messages and for what it promises; `size` in bytes where known.
 */
export function* decode(name: string, size: number | undefined): Step<ImageFacts> {
  if (size === 0) throw new ImageError('empty', name);
  const head = new Head(name, size);
  try {
    const first = size === undefined ? firstRead : Math.min(size, firstRead);
    head.accept(yield { offset: 0, length: first }, 0, first);
    const decoder = sniff(head);
    return check(head, yield* decoder(head));
  } catch (error) {
    // Damaged bytes can lead a decoder anywhere, past the end of a view for one.
    throw error instanceof ImageError ? error : head.corrupt('has a damaged header', error);
  }
}

const none: readonly ImageWarning[] = [];

function check(head: Head, decoded: Decoded): ImageFacts {
  const { format, width, height, orientation = 1, animated = false, frames, warnings = none } = decoded;
  if (width === 0 || height === 0) {
    throw new ImageError(
      'zero-sized',
      head.image,
      `has no area: its header says ${width} × ${height} pixels`,
    );
  }
  if (!(width <= maxSide && height <= maxSide && width * height <= maxPixels)) {
    throw new ImageError(
      'too-large',
      head.image,
      `says it is ${width} × ${height} pixels, more than any picture has`,
    );
  }
  const promised = misnamed(head.image, format);
  const all = promised === undefined ? warnings : [promised, ...warnings];
  const facts = { format, width, height, orientation, animated, bytes: head.size, warnings: all };
  return frames === undefined ? facts : { ...facts, frames };
}

function misnamed(name: string, format: ImageFormat): ImageWarning | undefined {
  const promised = promisedFormat(name);
  if (promised === undefined || promised.format === format) return undefined;
  const message = `Named ${promised.says}, but the content is ${formatNames[format]}: some APIs refuse such an image.`;
  return { kind: 'misnamed', says: promised.says, format, message };
}
