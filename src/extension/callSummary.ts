import { formatUsd } from '../core/money';
import { group, plural } from '../core/text';
import type { PricedCall } from '../references/calls/price/pricedCall';
import { isOne } from '../references/calls/price/range';
import { detailsOf, modelWords, rangeText, usdText } from './callWords';

/**
 * A call in a line: `3 images · 4,312 tokens · $0.0108 + 23 text tokens · gpt-5.2 · high`. The tokens and the money are
 * the pictures'; a mark in front says that something should be looked at.
 */
export function callSummary(priced: PricedCall): string {
  const { model, totals, output, tier, text, call } = priced;
  const known = model.kind === 'known' || model.kind === 'fallback' || model.kind === 'choice';
  const parts: string[] = [];
  const images = imagesText(priced);
  const trouble = troubles(priced);
  const details = known ? detailsOf(priced) : { words: [], warned: false };
  if (model.kind === 'unknown-name') parts.push(modelWords(model));
  if (totals.requests > 1) parts.push(plural(totals.requests, 'request'));
  if (totals.tokens !== undefined && known) {
    const one = isOne(totals.images) && totals.images[1] === 1 && !totals.approximate;
    if (!one) parts.push(images);
    parts.push(`${rangeText(totals.tokens)} tokens`);
    if (totals.costUsd !== undefined) parts.push(usdText(totals.costUsd));
    if (text !== undefined && text.tokens > 0) {
      const mark = text.exact && !text.partial ? '' : '≈';
      const last = parts.pop() ?? '';
      parts.push(`${last} + ${mark}${group(text.tokens * totals.requests)} text tokens`);
    }
    parts.push(...trouble);
  } else if (call.images.length > 0) {
    if (trouble.length === 1 && call.images.length === 1)
      parts.push(`${images}${known ? `, ${trouble.join('')}` : ''}`);
    else parts.push(images, ...trouble);
  }
  if (call.unknowns.some(({ what }) => what !== 'text'))
    parts.push(call.images.length === 0 ? 'images not known' : 'more not known');
  if (output !== undefined) parts.push(...madeParts(priced));
  if (model.kind !== 'unknown-name') parts.push(modelWords(model));
  if (details.words.length > 0) parts.push(details.words.join(', '));
  if (output !== undefined && call.output?.quality.kind === 'stated') parts.push(call.output.quality.value);
  if (tier !== 'standard' && known) parts.push(tier);
  const looked =
    details.warned ||
    model.kind === 'unknown-name' ||
    totals.refused + totals.missing + totals.unreadable > 0;
  return `${looked ? '$(warning) ' : ''}${parts.join(' · ')}`;
}

/** `3 images`, `≈12 images`, `1–3 images`. */
function imagesText({ totals: { images, approximate } }: PricedCall): string {
  const mark = approximate ? '≈' : '';
  return isOne(images) ? `${mark}${plural(images[1], 'image')}` : `${mark}${rangeText(images)} images`;
}

/** What has no number, and is not for want of a model. */
function troubles({ model, totals, call }: PricedCall): readonly string[] {
  const all = call.images.length === 1;
  const said = (count: number, what: string): readonly string[] =>
    count === 0 ? [] : [all ? what : `${group(count)} ${what}`];
  const known = model.kind !== 'unknown-name' && model.kind !== 'unstated';
  return [
    ...said(totals.refused, 'refused'),
    ...said(totals.unreadable, 'unreadable'),
    ...said(totals.missing, 'missing'),
    ...(known ? said(totals.unknown, 'not known') : []),
  ];
}

/** `2 images made · $0.08`. */
function madeParts({ output }: PricedCall): readonly string[] {
  if (output === undefined) return [];
  const { count, costUsd, why } = output;
  const made = count === undefined ? 'images made' : `${plural(count, 'image')} made`;
  if (costUsd !== undefined) return [made, formatUsd(costUsd)];
  if (output.each?.outcome === 'counted' && output.each.costUsd !== null)
    return [made, `${formatUsd(output.each.costUsd)} each`];
  return [made, why === undefined ? 'not known' : `not known: ${why}`];
}
