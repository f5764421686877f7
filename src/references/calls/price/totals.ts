import type { Assessment } from '../../assess';
import type { CallTotals, PricedImage } from './pricedCall';
import { across, nothing, plus, sum, times } from './range';
import type { Range } from './range';

/** What is summed up of a picture. */
interface Part {
  readonly images: Range;
  readonly tokens: Range;
  readonly costUsd: Range;
  readonly bytes: Range;
}

const none: Part = { images: nothing, tokens: nothing, costUsd: nothing, bytes: nothing };

function both(a: Part, b: Part): Part {
  return {
    images: plus(a.images, b.images),
    tokens: plus(a.tokens, b.tokens),
    costUsd: plus(a.costUsd, b.costUsd),
    bytes: plus(a.bytes, b.bytes),
  };
}

function widest(parts: readonly Part[]): Part {
  return {
    images: across(parts.map(({ images }) => images)),
    tokens: across(parts.map(({ tokens }) => tokens)),
    costUsd: across(parts.map(({ costUsd }) => costUsd)),
    bytes: across(parts.map(({ bytes }) => bytes)),
  };
}

function multiplied(part: Part, factor: number): Part {
  return {
    images: times(part.images, factor),
    tokens: times(part.tokens, factor),
    costUsd: times(part.costUsd, factor),
    bytes: times(part.bytes, factor),
  };
}

/**
 * The pictures of a call put together: those of every request, those that take turns, those that may be left out.
 * @param modelKnown whether the pictures were looked at with the call's own model: else nobody knows what it refuses
 */
export function totalsOf(images: readonly PricedImage[], modelKnown: boolean): CallTotals {
  let always = none;
  const groups = new Map<string, { by: 'either' | 'each'; options: Map<number, Part> }>();
  for (const image of images) {
    const part = partOf(image);
    const { turn } = image.image;
    if (turn === undefined) {
      always = both(always, part);
      continue;
    }
    const key = `${turn.by} ${String(turn.group)}`;
    let group = groups.get(key);
    if (group === undefined) groups.set(key, (group = { by: turn.by, options: new Map() }));
    group.options.set(turn.option, both(group.options.get(turn.option) ?? none, part));
  }
  let requests = 1;
  for (const { by, options } of groups.values()) if (by === 'each') requests *= options.size;
  let total = multiplied(always, requests);
  let request = always;
  for (const { by, options } of groups.values()) {
    const parts = [...options.values()];
    const one = widest(parts);
    request = both(request, one);
    total = both(
      total,
      by === 'either'
        ? multiplied(one, requests)
        : multiplied(parts.reduce(both, none), requests / options.size),
    );
  }
  const troubles = images.map(image => troubleOf(image, modelKnown));
  const numbered = images.some(({ tokens }) => tokens !== undefined);
  const priced = images.every(({ tokens, costUsd }) => tokens === undefined || costUsd !== undefined);
  const count = (what: Trouble): number => troubles.filter(trouble => trouble === what).length;
  return {
    requests,
    images: total.images,
    approximate: images.some(({ approximate }) => approximate),
    tokens: numbered ? total.tokens : undefined,
    costUsd: numbered && priced ? total.costUsd : undefined,
    requestTokens: request.tokens[1],
    requestBytes: request.bytes[1],
    requestImages: request.images[1],
    refused: count('refused'),
    unreadable: count('unreadable'),
    missing: count('missing'),
    unknown: count('unknown'),
  };
}

function partOf({ image, pictures, tokens, costUsd }: PricedImage): Part {
  const optional = image.optional === true;
  const count = Math.max(1, pictures.length);
  const lower = (range: Range): Range => (optional ? [0, range[1]] : range);
  return {
    images: lower([count, count]),
    tokens: lower(tokens ?? nothing),
    costUsd: lower(costUsd ?? nothing),
    bytes: lower(
      sum(
        pictures.map(({ assessment }): Range => {
          const bytes = sentBytes(assessment, image.sent);
          return [bytes, bytes];
        }),
      ),
    ),
  };
}

/** Bytes in the request: an address is short, Base64 a third longer than the file. */
function sentBytes(assessment: Assessment, sent: PricedImage['image']['sent']): number {
  const bytes = 'facts' in assessment ? (assessment.facts.bytes ?? 0) : 0;
  switch (sent) {
    case 'data-url':
    case 'base64':
      return Math.ceil(bytes / 3) * 4;
    case 'bytes':
    case 'unknown':
    case 'text':
      return bytes;
    case 'url':
    case 'path':
    case 'file-id':
      return 0;
  }
}

type Trouble = 'refused' | 'unreadable' | 'missing' | 'unknown' | undefined;

function troubleOf({ pictures, tokens, image }: PricedImage, modelKnown: boolean): Trouble {
  for (const { assessment } of pictures) {
    if (assessment.kind === 'unreadable') return 'unreadable';
    if (assessment.kind === 'unresolved') return 'missing';
    if (modelKnown && assessment.kind === 'estimated' && assessment.estimate.outcome === 'rejected')
      return 'refused';
  }
  return tokens === undefined && image.sent !== 'text' ? 'unknown' : undefined;
}
