import { costOf, formatUsd, textInputRate } from '../../../core/money';
import { group } from '../../../core/text';
import { estimateFacts } from '../../assess';
import type { Assessment } from '../../assess';
import type { Finding } from './finding';
import { costText, factsOf, found, nameOf } from './subject';
import type { Subject } from './subject';

/** Characters a token of Base64 has: of JPEGs, PNGs and WebPs in `o200k_base`, 1.46 to 1.49. */
const charactersPerToken = 1.48;

/** A picture that is encoded into a text: billed as text, character by character. */
export function base64AsText(subject: Subject): readonly Finding[] {
  const { priced, context } = subject;
  return priced.images.flatMap(({ image }) => {
    if (image.sent !== 'text') return [];
    const assessment = context.seen?.assessed.get(image);
    const says = (assessment === undefined ? undefined : withNumbers(subject, assessment)) ?? withoutNumbers;
    return [found(subject, 'base64-as-text', image.span, `${subject.unless}${says}`)];
  });
}

const withoutNumbers =
  'An encoded picture in a text is billed as text, one token for every character and a half, and the model cannot see it: send it as a part of its own.';

function withNumbers(subject: Subject, assessment: Assessment): string | undefined {
  const { model, priced, context } = subject;
  const facts = factsOf(assessment);
  const size = facts?.bytes;
  if (facts === undefined || size === undefined) return undefined;
  const tokens = Math.round((Math.ceil(size / 3) * 4) / charactersPerToken);
  const rate = model === undefined ? null : textInputRate(model, priced.tier, { at: context.today }).usd;
  const usd = rate === null ? '' : ` (≈ ${formatUsd(costOf(tokens, rate))})`;
  const estimate =
    model === undefined ? undefined : estimateFacts(facts, model, undefined, priced.tier, context.today);
  const asImage =
    estimate?.outcome === 'counted'
      ? `: as an image it is ${costText({
          tokens: estimate.tokensRange ?? [estimate.tokens, estimate.tokens],
          costUsd: estimate.costUsd === null ? undefined : [estimate.costUsd, estimate.costUsd],
        })}`
      : '';
  return (
    `${nameOf(assessment)} is encoded into a text and billed as text, ≈ ${group(tokens)} tokens${usd}, and the model ` +
    `cannot see it. Send it as a part of its own${asImage}.`
  );
}
