import sourcesJson from '../models/data/sources.json';
import type { Model, Source } from '../models/model';
import type { Size } from '../size';
import { group } from '../text';
import type { Picture } from '../tokens/picture';
import { formatName } from '../tokens/picture';

/** Something that models are known to be bad at, and that this picture holds. */
export interface Weakness {
  readonly kind: 'turned' | 'long' | 'small-text' | 'tiny' | 'animated';
  readonly message: string;
  /** Where the vendor says so. */
  readonly source: Source & { readonly key: string };
}

type SourceKey = 'oai-vision-now' | 'ant-vision';
const sources: Readonly<Record<SourceKey, Source>> = sourcesJson;

/** Text of a screen, as a reader takes it for granted. */
const usualText = 16;
/** Below this many pixels letters run together. */
const leastText = 9;
/** A side longer than this many times the other. */
const longAspect = 3;
/** Claude's documentation names it. */
const tinySide = 200;

/**
 * What a model is known to be bad at with this very picture, from its own facts alone: nothing is looked at. What no
 * header tells (medical pictures, CAPTCHAs, other scripts than Latin) is in `docs/what-models-miss.md`.
 *
 * @param seen the picture as the model sees it, from its estimate; `null` where that is not known
 */
export function weaknesses(picture: Picture, seen: Size | null, model: Model): readonly Weakness[] {
  const found: Weakness[] = [];
  const key: SourceKey = model.provider === 'anthropic' ? 'ant-vision' : 'oai-vision-now';
  const add = (kind: Weakness['kind'], message: string): void => {
    found.push({ kind, message, source: { key, ...sources[key] } });
  };
  const { width, height, orientation = 1, animated, format } = picture;
  if (orientation !== 1)
    add(
      'turned',
      `Turned by its orientation tag (${String(orientation)}): models misread turned pictures and text, and no vendor says that the tag is followed. Save it upright.`,
    );
  const aspect = Math.max(width, height) / Math.min(width, height);
  if (aspect >= longAspect)
    add(
      'long',
      `${width > height ? 'Panoramic' : 'Very long'} (${group(width)} × ${group(height)}): models are known to struggle with such pictures. Parts of it are read better.`,
    );
  const scale = seen === null ? 1 : Math.min(seen.width / width, seen.height / height);
  const text = usualText * scale;
  if (text < leastText)
    add(
      'small-text',
      `Scaled to ${percentOf(scale)} before the model sees it: text of ${String(usualText)} px will be about ${pixels(text)} px high, and small text is misread. Crop, or ask for a higher detail.`,
    );
  if (Math.min(width, height) < tinySide && model.provider === 'anthropic')
    add('tiny', `Smaller than ${String(tinySide)} px on a side: Claude is known to misread such pictures.`);
  if (animated === true)
    add(
      'animated',
      model.limitsData?.animation === 'first-frame'
        ? `Animated: ${model.providerName} looks at the first frame alone.`
        : `Animated${format === undefined ? '' : ` ${formatName(format)}`}: models see one frame at most, and which one is not said. Send the frame that matters.`,
    );
  return found;
}

function percentOf(scale: number): string {
  return `${scale < 0.1 ? (scale * 100).toFixed(1) : String(Math.round(scale * 100))} %`;
}

function pixels(height: number): string {
  return height < 1.5 ? height.toFixed(1) : String(Math.round(height));
}
