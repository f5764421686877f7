import { levelsOf } from '../../../core/advice/cheaper';
import type { Model } from '../../../core/models/model';
import { plural } from '../../../core/text';
import type { Detail } from '../../../core/tokens/types';
import type { PricedImage } from '../price/pricedCall';
import { insertedDetail, statedDetail } from './edits';
import type { Edit, Finding, Fix } from './finding';
import { byPart, costAt, costNow, costText, countText, estimateOf, found } from './subject';
import type { Cost, Subject } from './subject';

/** Less than this is not worth a word, as in the advice of the hover. */
const leastSaved = 0.05;

interface Level {
  readonly detail: Detail;
  readonly cost: Cost;
}

interface Part {
  readonly images: readonly PricedImage[];
  readonly now: Cost;
  /** Dearest first. */
  readonly cheaper: readonly Level[];
}

/**
 * The model reads an omitted detail (or `auto`) as its dearest level, though a cheaper one that is no thumbnail is
 * there.
 */
export function omittedDetail(subject: Subject): readonly Finding[] {
  const { model, priced } = subject;
  if (model === undefined) return [];
  const levels = levelsOf(model);
  const parts = byPart(priced.images)
    .map(images => partOf(subject, model, levels, images))
    .filter(part => part !== undefined);
  return parts.map(part => findingOf(subject, model, part, parts));
}

function partOf(
  subject: Subject,
  model: Model,
  levels: readonly Detail[],
  images: readonly PricedImage[],
): Part | undefined {
  if (!images.every(isLeftToTheModel)) return undefined;
  const estimates = images.flatMap(one => one.pictures.map(picture => estimateOf(one, picture)));
  if (!estimates.every(one => one?.outcome === 'counted' && one.effectiveDetail === 'original'))
    return undefined;
  const now = costNow(images);
  if (now === undefined) return undefined;
  const cheaper = levels
    .map(detail => ({ detail, cost: costAt(subject, images, model, detail) }))
    .filter((level): level is Level => level.cost !== undefined && level.cost.tokens[1] < now.tokens[0])
    .sort((a, b) => b.cost.tokens[1] - a.cost.tokens[1]);
  const next = cheaper.find(({ detail }) => detail !== 'low');
  if (next === undefined || now.tokens[0] - next.cost.tokens[1] < now.tokens[0] * leastSaved)
    return undefined;
  return { images, now, cheaper };
}

function isLeftToTheModel({ image: { detail } }: PricedImage): boolean {
  return detail.kind === 'omitted' || (detail.kind === 'stated' && detail.value === 'auto');
}

function findingOf(subject: Subject, model: Model, part: Part, parts: readonly Part[]): Finding {
  const { images, now, cheaper } = part;
  const [first] = images;
  if (first === undefined) throw new RangeError('A part of no pictures');
  const { image } = first;
  const said = image.detail.kind === 'omitted' ? 'Detail is omitted' : 'Detail is `auto`';
  const others = cheaper
    .map(({ detail, cost }, i) => `${i === 0 ? capital(detail) : detail} is ${costText(cost, false)}`)
    .join(', ');
  const message =
    `${subject.unless}${said}, and ${model.id} reads that as original: ${costText(now)}${countText(images)}. ` +
    `${others}.`;
  const span = image.detail.kind === 'stated' ? image.detail.span : image.span;
  return found(subject, 'omitted-detail', span, message, fixesOf(subject, part, parts));
}

function fixesOf(subject: Subject, part: Part, parts: readonly Part[]): readonly Fix[] {
  const image = part.images[0]?.image;
  if (image === undefined) return [];
  const fixes: Fix[] = [];
  const preferred = part.cheaper.find(({ detail }) => detail !== 'low')?.detail;
  const before = costText(part.now);
  for (const { detail, cost } of part.cheaper) {
    const edit = statedDetail(image, detail);
    if (edit === undefined) continue;
    fixes.push({
      kind: 'edit',
      title: `State detail ${detail}: ${costText(cost)} instead of ${before}`,
      edits: [edit],
      ...(detail === preferred ? { preferred: true } : {}),
    });
  }
  // Chat Completions has no word for it.
  const asNow = subject.priced.call.api === 'openai.responses' ? statedDetail(image, 'original') : undefined;
  if (asNow !== undefined)
    fixes.push({
      kind: 'edit',
      title: `State detail original, which is what it means now: ${before}`,
      edits: [asNow],
    });
  const everywhere = preferred === undefined ? undefined : allParts(preferred, parts);
  if (everywhere !== undefined) fixes.push(everywhere);
  return fixes;
}

function allParts(detail: Detail, parts: readonly Part[]): Fix | undefined {
  const able = parts.filter(
    ({ images, cheaper }) =>
      images[0] !== undefined &&
      insertedDetail(images[0].image, detail) !== undefined &&
      cheaper.some(level => level.detail === detail),
  );
  if (able.length < 2) return undefined;
  const edits = able.flatMap(({ images }): readonly Edit[] => {
    const edit = images[0] && insertedDetail(images[0].image, detail);
    return edit === undefined ? [] : [edit];
  });
  return {
    kind: 'edit',
    title: `State detail ${detail} for all ${plural(able.length, 'picture')} of this call`,
    edits,
  };
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
