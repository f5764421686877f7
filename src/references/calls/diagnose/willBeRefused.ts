import { levelsOf } from '../../../core/advice/cheaper';
import type { Limits, Model } from '../../../core/models/model';
import { bytes, group } from '../../../core/text';
import type { Rejection } from '../../../core/tokens/types';
import type { PricedImage } from '../price/pricedCall';
import { statedDetail } from './edits';
import type { Finding, Fix } from './finding';
import { calleeSpan, costAt, costText, estimateOf, factsOf, found, nameOf } from './subject';
import type { Subject } from './subject';

/** What the API would answer with an error: a picture, or the request as a whole. */
export function willBeRefused(subject: Subject): readonly Finding[] {
  const { model, priced } = subject;
  if (model === undefined) return [];
  return [...priced.images.flatMap(one => ofImage(subject, model, one)), ...ofRequest(subject, model)];
}

/** These are about the level that was asked for, so that no more is known than the level is. */
const byDetail: ReadonlySet<Rejection['reason']> = new Set(['too-many-patches', 'aspect-ratio']);

function ofImage(subject: Subject, model: Model, one: PricedImage): readonly Finding[] {
  const { image, pictures } = one;
  for (const picture of pictures) {
    const { assessment } = picture;
    if (assessment.kind !== 'estimated') continue;
    const { estimate } = assessment;
    if (estimate.outcome === 'rejected') {
      const { reason, message } = estimate.rejected;
      if (reason === 'unsupported-detail') continue;
      if (byDetail.has(reason) && estimateOf(one, picture) === undefined) continue;
      return [
        found(
          subject,
          'will-be-refused',
          image.span,
          `${subject.unless}${nameOf(assessment)} would be refused. ${message}`,
          reason === 'too-many-patches' ? otherLevels(subject, model, one) : [],
        ),
      ];
    }
    const most = model.limitsData?.maxBase64Bytes;
    const size = factsOf(assessment)?.bytes;
    const isEncoded = image.sent === 'base64' || image.sent === 'data-url';
    const sent = size === undefined ? 0 : Math.ceil(size / 3) * 4;
    if (most === undefined || !isEncoded || sent <= most) continue;
    const message =
      `${nameOf(assessment)} would be refused: ${bytes(sent)} as Base64, and ${model.providerName} takes ` +
      `${bytes(most)} an image. Compress or shrink it, or send its address.`;
    return [found(subject, 'will-be-refused', image.span, `${subject.unless}${message}`)];
  }
  return [];
}

/** Levels at which it would be taken, the most seen first. */
function otherLevels(subject: Subject, model: Model, one: PricedImage): readonly Fix[] {
  return levelsOf(model)
    .flatMap(detail => {
      const cost = costAt(subject, [one], model, detail);
      const edit = statedDetail(one.image, detail);
      return cost === undefined || edit === undefined ? [] : [{ detail, cost, edit }];
    })
    .sort((a, b) => b.cost.tokens[1] - a.cost.tokens[1])
    .map(({ detail, cost, edit }, i) => ({
      kind: 'edit',
      title: `State detail ${detail}, which is taken: ${costText(cost)}`,
      edits: [edit],
      ...(i === 0 ? { preferred: true } : {}),
    }));
}

function ofRequest(subject: Subject, model: Model): readonly Finding[] {
  const { priced } = subject;
  const limits = model.limitsData;
  // Whoever stands between has limits of its own.
  if (limits === undefined || priced.call.provider !== model.provider) return [];
  const who = model.providerName;
  const count = certainImages(priced.images);
  const size = certainBytes(priced.images);
  const whys: string[] = [];
  const most = limits.maxImagesPerRequest;
  if (most !== undefined && count > most)
    whys.push(`${group(count)} pictures, and ${who} takes ${group(most)} in one: split it.`);
  const largest = limits.maxRequestBytes;
  if (largest !== undefined && size > largest)
    whys.push(
      `${bytes(size)} of pictures, and ${who} takes ${bytes(largest)} in one: send smaller pictures, or their addresses.`,
    );
  const message = `${subject.unless}The request would be refused: ${whys.join(' It is also ')}`;
  return [
    ...(whys.length === 0 ? [] : [found(subject, 'will-be-refused', calleeSpan(subject), message)]),
    ...crowded(subject, limits, count, who),
  ];
}

/** With many pictures in a request, some vendors take only smaller ones. */
function crowded(subject: Subject, limits: Limits, count: number, who: string): readonly Finding[] {
  const rule = limits.crowded;
  if (rule === undefined || count <= rule.aboveImages) return [];
  return subject.priced.images.flatMap(one => {
    const large = one.pictures.find(({ assessment }) => {
      const facts = factsOf(assessment);
      return (
        assessment.kind === 'estimated' &&
        assessment.estimate.outcome === 'counted' &&
        facts !== undefined &&
        Math.max(facts.width, facts.height) > rule.maxDimension
      );
    });
    if (large === undefined) return [];
    const facts = factsOf(large.assessment);
    const message =
      `${nameOf(large.assessment)} would be refused: ${group(facts?.width ?? 0)} × ${group(facts?.height ?? 0)} px, and with more than ` +
      `${group(rule.aboveImages)} pictures in a request (here ${group(count)}) ${who} takes ${group(rule.maxDimension)} px a side at most.`;
    return [found(subject, 'will-be-refused', one.image.span, `${subject.unless}${message}`)];
  });
}

/** Pictures that go with every request, so that the fullest has at least so many. */
function certainImages(images: readonly PricedImage[]): number {
  return sumOf(images, ({ pictures }) => Math.max(1, pictures.length));
}

function certainBytes(images: readonly PricedImage[]): number {
  return sumOf(images, ({ image, pictures }) =>
    image.sent === 'data-url' || image.sent === 'base64' || image.sent === 'bytes'
      ? pictures.reduce((n, { assessment }) => {
          const size = factsOf(assessment)?.bytes ?? 0;
          return n + (image.sent === 'bytes' ? size : Math.ceil(size / 3) * 4);
        }, 0)
      : 0,
  );
}

/** Over what goes with every request, and the most of what takes turns. */
function sumOf(images: readonly PricedImage[], of: (one: PricedImage) => number): number {
  let always = 0;
  const groups = new Map<string, Map<number, number>>();
  for (const one of images) {
    const { turn, optional } = one.image;
    if (optional === true) continue;
    if (turn === undefined) {
      always += of(one);
      continue;
    }
    const key = `${turn.by} ${String(turn.group)}`;
    const options = groups.get(key) ?? new Map<number, number>();
    groups.set(key, options.set(turn.option, (options.get(turn.option) ?? 0) + of(one)));
  }
  for (const options of groups.values()) always += Math.max(...options.values());
  return always;
}
