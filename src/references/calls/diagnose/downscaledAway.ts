import { levelsOf } from '../../../core/advice/cheaper';
import type { Model } from '../../../core/models/model';
import type { Size } from '../../../core/size';
import { group } from '../../../core/text';
import { estimate as estimateTokens } from '../../../core/tokens/estimate';
import { statedDetail } from './edits';
import type { Finding, Fix } from './finding';
import { costAt, costText, estimateOf, estimatesAt, found, nameOf } from './subject';
import type { Subject } from './subject';
import type { PricedImage } from '../price/pricedCall';

/** Up to so many times the pixels the model sees, nobody is bothered. */
const most = 4;

/** Far more pixels are uploaded than the model looks at. */
export function downscaledAway(subject: Subject): readonly Finding[] {
  const { model, priced } = subject;
  if (model === undefined) return [];
  return priced.images.flatMap(one => {
    const { image } = one;
    if (image.sent !== 'data-url' && image.sent !== 'base64' && image.sent !== 'bytes') return [];
    for (const picture of one.pictures) {
      const estimate = estimateOf(one, picture);
      if (estimate?.outcome !== 'counted' || estimate.seen === null) continue;
      const times = pixels(estimate.size) / pixels(estimate.seen);
      if (times <= most) continue;
      const { width, height } = estimate.seen;
      const again = estimateTokens(estimate.seen, model, estimate.detail);
      const same = again.outcome === 'counted' && again.tokens === estimate.tokens;
      const message =
        `${subject.unless}${nameOf(picture.assessment)} sends ${mega(estimate.size)}, ${model.id} sees ${mega(estimate.seen)}: ` +
        `the upload is ${String(Math.round(times))} times what is used.` +
        (same ? ` Sent at ${group(width)} × ${group(height)}, it costs the same tokens.` : '');
      return [found(subject, 'downscaled-away', image.span, message, levelsThatSee(subject, model, one))];
    }
    return [];
  });
}

/** Levels that look at what is sent, and what that costs. */
function levelsThatSee(subject: Subject, model: Model, one: PricedImage): readonly Fix[] {
  return levelsOf(model).flatMap((detail): readonly Fix[] => {
    const seesIt = estimatesAt(subject, [one], model, detail)?.every(
      estimate =>
        estimate.outcome === 'counted' &&
        estimate.seen !== null &&
        pixels(estimate.size) <= pixels(estimate.seen) * most,
    );
    const cost = costAt(subject, [one], model, detail);
    const edit = statedDetail(one.image, detail);
    if (seesIt !== true || cost === undefined || edit === undefined) return [];
    if (detail === 'original' && subject.priced.call.api === 'openai.chat') return [];
    return [
      { kind: 'edit', title: `State detail ${detail}, which sees it: ${costText(cost)}`, edits: [edit] },
    ];
  });
}

function pixels({ width, height }: Size): number {
  return width * height;
}

/** `12.2 MP`, `0.26 MP`. */
function mega(size: Size): string {
  const n = pixels(size) / 1e6;
  return `${n < 0.1 ? n.toPrecision(1) : n < 1 ? n.toFixed(2) : n.toFixed(1)} MP`;
}
