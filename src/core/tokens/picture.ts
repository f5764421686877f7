import type { Limits, Model } from '../models/model';
import type { Size } from '../size';
import { bytes, group, list } from '../text';
import { estimate } from './estimate';
import type { EstimateOptions } from './estimate';
import type { Detail, Estimate, Rejection, Warning } from './types';

/** What of a picture matters to an API besides its size. All optional: a bare size is a picture too. */
export interface Picture extends Size {
  /** `png`, `jpeg`, `webp`, `gif`, … */
  readonly format?: string;
  readonly animated?: boolean;
  /** EXIF's number, 1 to 8. */
  readonly orientation?: number;
  readonly bytes?: number;
}

/** {@link estimate} for a real picture: what the provider does not take is refused, what it may misread is said. */
export function estimatePicture(
  picture: Picture,
  model: Model,
  detail: Detail | undefined,
  options: EstimateOptions = {},
): Estimate {
  const result = estimate(picture, model, detail, options);
  if (result.outcome === 'rejected') return result;
  const limits = model.limitsData;
  const refused = limits === undefined ? undefined : refusal(picture, model, limits);
  if (refused !== undefined) {
    const { model: _m, size, tier, rule, warnings } = result;
    return {
      outcome: 'rejected',
      model,
      size,
      detail,
      effectiveDetail: result.effectiveDetail,
      tier,
      rule,
      warnings,
      rejected: refused,
      steps: [],
    };
  }
  const warnings = pictureWarnings(picture, model, limits);
  return warnings.length === 0 ? result : { ...result, warnings: [...result.warnings, ...warnings] };
}

const formatNames: Readonly<Record<string, string>> = {
  jpeg: 'JPEG',
  webp: 'WebP',
  jxl: 'JPEG XL',
  tiff: 'TIFF',
};

/** `png` → `PNG`, `webp` → `WebP`. */
export function formatName(format: string): string {
  return formatNames[format] ?? format.toUpperCase();
}

function refusal(picture: Picture, model: Model, limits: Limits): Rejection | undefined {
  const { format, animated } = picture;
  const who = model.providerName;
  if (format !== undefined && !limits.formats.includes(format)) {
    const accepted = list(limits.formats.map(formatName));
    return {
      reason: 'unsupported-format',
      message: `${who} does not take ${formatName(format)}: convert the picture to one of ${accepted}.`,
    };
  }
  if (animated === true && format === 'gif' && limits.animation === 'refused') {
    return {
      reason: 'animated',
      message: `${who} takes no animated GIF: send a single frame.`,
    };
  }
  const most = limits.maxImageBytes;
  if (most !== undefined && picture.bytes !== undefined && picture.bytes > most) {
    return {
      reason: 'too-many-bytes',
      message: `${bytes(picture.bytes)}, and ${who} takes at most ${bytes(most)} an image: compress or shrink it.`,
    };
  }
  return undefined;
}

function pictureWarnings(picture: Picture, model: Model, limits: Limits | undefined): Warning[] {
  const warnings: Warning[] = [];
  const orientation = picture.orientation ?? 1;
  if (orientation !== 1) {
    warnings.push({
      code: 'orientation',
      message:
        `Turned by its orientation tag (${String(orientation)}): no vendor says whether a model sees it upright or as stored, ` +
        `${group(picture.width)} × ${group(picture.height)}. Save it upright to be sure.`,
    });
  }
  if (picture.animated === true && picture.format !== undefined) {
    warnings.push({
      code: 'animation',
      message:
        limits?.animation === 'first-frame'
          ? `Animated: ${model.providerName} looks at the first frame alone.`
          : `Animated: ${model.providerName} does not say what it makes of an animated ${formatName(picture.format)}. Send a single frame.`,
    });
  }
  const most = limits?.maxBase64Bytes;
  const encoded = picture.bytes === undefined ? undefined : Math.ceil(picture.bytes / 3) * 4;
  if (most !== undefined && encoded !== undefined && encoded > most) {
    warnings.push({
      code: 'image',
      message: `${bytes(encoded)} as Base64, and ${model.providerName} refuses more than ${bytes(most)}: send a smaller file, or its URL.`,
    });
  }
  return warnings;
}
