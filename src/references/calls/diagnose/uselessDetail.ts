import { levelsOf } from '../../../core/advice/cheaper';
import type { Model } from '../../../core/models/model';
import { estimate } from '../../../core/tokens/estimate';
import type { PricedImage } from '../price/pricedCall';
import { removedEntry, replaced } from './edits';
import type { Finding, Fix } from './finding';
import { costAt, costNow, costText, countText, found } from './subject';
import type { Subject } from './subject';

/** A stated detail that the model does not look at, or that is dearer than the level above it. */
export function uselessDetail(subject: Subject): readonly Finding[] {
  const { model, priced } = subject;
  if (model === undefined) return [];
  const findings: Finding[] = [];
  const seen = new Set<number>();
  for (const one of priced.images) {
    const { detail } = one.image;
    if (detail.kind !== 'stated' || seen.has(detail.span.start)) continue;
    seen.add(detail.span.start);
    // A setting of the whole call is that of all its pictures.
    const same = priced.images.filter(
      ({ image }) => image.detail.kind === 'stated' && image.detail.span.start === detail.span.start,
    );
    const finding =
      ignored(subject, model, one, detail.value) ?? notCheaper(subject, model, same, detail.value);
    if (finding !== undefined) findings.push(finding);
  }
  return findings;
}

function ignored(subject: Subject, model: Model, { image }: PricedImage, value: string): Finding | undefined {
  if (image.detail.kind !== 'stated') return undefined;
  const says = whyIgnored(model, value);
  if (says === undefined) return undefined;
  const { span } = image.detail;
  const removed = removedEntry(subject.source, span);
  const fixes: Fix[] =
    removed === undefined
      ? []
      : [{ kind: 'edit', title: `Remove the detail ${value}`, edits: [removed], preferred: true }];
  return found(subject, 'useless-detail', span, `${subject.unless}${says}`, fixes);
}

/** By the model alone, whatever the picture. */
function whyIgnored(model: Model, value: string): string | undefined {
  const one = estimate({ width: 512, height: 512 }, model, value);
  const warning = one.warnings.find(({ code }) => code === 'detail-has-no-effect');
  if (warning !== undefined) return warning.message;
  if (value !== 'low' || model.rule.family !== 'patch') return undefined;
  // Whoever asks for the low one means to save.
  const [first, ...others] = Object.values(model.rule.details).map(level => JSON.stringify(level));
  return others.length > 0 && others.every(level => level === first)
    ? `Detail \`low\` changes nothing: ${model.id} counts every level alike.`
    : undefined;
}

function notCheaper(
  subject: Subject,
  model: Model,
  images: readonly PricedImage[],
  value: string,
): Finding | undefined {
  const detail = images[0]?.image.detail;
  const isDearer = images.some(({ pictures }) =>
    pictures.some(
      ({ assessment }) =>
        assessment.kind === 'estimated' &&
        assessment.estimate.warnings.some(({ code }) => code === 'detail-not-cheaper'),
    ),
  );
  const now = costNow(images);
  if (!isDearer || now === undefined || detail?.kind !== 'stated') return undefined;
  const better = levelsOf(model)
    .filter(level => level !== value)
    .map(level => ({ level, cost: costAt(subject, images, model, level) }))
    .filter(({ cost }) => cost !== undefined && cost.tokens[1] < now.tokens[0])
    .sort((a, b) => (a.cost?.tokens[1] ?? 0) - (b.cost?.tokens[1] ?? 0))[0];
  if (better?.cost === undefined) return undefined;
  const edit = replaced(detail, better.level);
  const message =
    `${subject.unless}Detail \`${value}\` is no saving on ${model.id}: ${costText(now)}${countText(images)}. ` +
    `${capital(better.level)} is ${costText(better.cost, false)}.`;
  return found(
    subject,
    'useless-detail',
    detail.span,
    message,
    edit === undefined
      ? []
      : [
          {
            kind: 'edit',
            title: `State detail ${better.level}: ${costText(better.cost)} instead of ${costText(now)}`,
            edits: [edit],
            preferred: true,
          },
        ],
  );
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
