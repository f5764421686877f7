import { formatUsd, formatUsdRange } from '../../../core/money';
import { group, list, plural } from '../../../core/text';
import { reasonText } from '../reasons';
import type { UnknownReason } from '../value';
import type { CallModel, PricedCall } from './pricedCall';
import { isOne } from './range';
import type { Range } from './range';

/** `1,566`, `85–765`. */
export function rangeText(range: Range): string {
  return isOne(range) ? group(range[0]) : `${group(range[0])}–${group(range[1])}`;
}

export function usdText(range: Range): string {
  return isOne(range) ? formatUsd(range[0]) : formatUsdRange(range);
}

/** The model that a call asks, in a few words. */
export function modelText(model: CallModel): string {
  switch (model.kind) {
    case 'known':
      return model.model.id;
    case 'fallback':
      return `${model.model.id} unless ${model.variable} is set`;
    case 'choice':
      return list(model.asked, 'or');
    case 'unknown-name': {
      const { asked, nearest } = model.lookup;
      return `${asked} is not known${nearest.length === 0 ? '' : `; nearest: ${nearest.join(', ')}`}`;
    }
    case 'unstated':
      if (model.reason?.kind === 'environment') return `model set by ${model.reason.name}`;
      return model.reason === undefined ? 'no model stated' : 'model not known';
  }
}

/** Why a call has no model to be priced for. */
export interface NoModel {
  /** `unknown-name`: nobody's model is called so. `omitted`: the call states none. The others: where it comes from. */
  readonly reason: UnknownReason['kind'] | 'unknown-name' | 'omitted';
  /** A sentence without its full stop. */
  readonly message: string;
  readonly nearest: readonly string[];
}

/** `undefined` where there is a model; of a choice every one has to be known. */
export function whyNoModel(model: CallModel): NoModel | undefined {
  switch (model.kind) {
    case 'known':
    case 'fallback':
      return undefined;
    case 'choice':
      return model.priced.map(one => whyNoModel(one.model)).find(why => why !== undefined);
    case 'unknown-name':
      return { reason: 'unknown-name', message: modelText(model), nearest: model.lookup.nearest };
    case 'unstated': {
      const { reason } = model;
      return reason === undefined
        ? { reason: 'omitted', message: 'the call states no model', nearest: [] }
        : { reason: reason.kind, message: `the model is ${reasonText(reason)}`, nearest: [] };
    }
  }
}

export function hasModel({ model }: Pick<PricedCall, 'model'>): boolean {
  return whyNoModel(model) === undefined;
}

/** The details of a call's pictures, each once: as they are read, or that they are left out and what that costs. */
export function detailWords({ images }: Pick<PricedCall, 'images'>): readonly string[] {
  const words = new Set<string>();
  for (const { image, pictures } of images) {
    if (image.detail.kind === 'unknown') words.add('detail not known');
    if (image.detail.kind === 'choice') words.add(list(image.detail.values, 'or'));
    if (image.detail.kind === 'unknown' || image.detail.kind === 'choice') continue;
    for (const { assessment } of pictures) {
      if (assessment.kind !== 'estimated') continue;
      const { detail, effectiveDetail, warnings } = assessment.estimate;
      if (effectiveDetail === null) continue;
      if (detail !== undefined) words.add(effectiveDetail);
      else if (warnings.some(({ code }) => code === 'omitted-detail')) words.add('detail omitted');
    }
  }
  return [...words];
}

/** `gpt-5.2 · high · flex`: what a call is priced for. */
export function settingsText(priced: PricedCall): string {
  const { model, tier, call } = priced;
  const parts = [modelText(model)];
  if (hasModel(priced)) {
    parts.push(...[list(detailWords(priced))].filter(Boolean));
    if (call.output?.quality.kind === 'stated') parts.push(call.output.quality.value);
    if (tier !== 'standard') parts.push(tier);
  }
  return parts.join(' · ');
}

/** `3 images`, `≈12 images`, `1–3 images`, `2 requests, 4 images`, `1 image made`. */
export function imagesText({ call, totals, output }: PricedCall): string {
  const { images, approximate, requests } = totals;
  const parts: string[] = requests > 1 ? [plural(requests, 'request')] : [];
  if (call.images.length > 0)
    parts.push(
      `${approximate ? '≈' : ''}${isOne(images) ? plural(images[1], 'image') : `${rangeText(images)} images`}`,
    );
  if (output !== undefined)
    parts.push(
      output.count === undefined ? 'images made' : `${plural(output.count * requests, 'image')} made`,
    );
  return parts.join(', ');
}

/** Pictures of a call without a number, by why they have none. */
export interface Troubles {
  readonly refused: number;
  readonly unreadable: number;
  readonly missing: number;
  readonly unknown: number;
}

/** Without a model nothing is refused. */
export function troublesOf(priced: PricedCall): Troubles {
  const { refused, unreadable, missing, unknown } = priced.totals;
  return hasModel(priced)
    ? { refused, unreadable, missing, unknown }
    : { refused: 0, unreadable, missing, unknown: priced.images.length - unreadable - missing };
}

/** `+ 23 text tokens`, of all requests; marked where it is near and no more. */
export function textTokensText({ text, totals }: PricedCall): string | undefined {
  if (text === undefined || text.tokens === 0) return undefined;
  const mark = text.exact && !text.partial ? '' : '≈';
  return `+ ${mark}${plural(text.tokens * totals.requests, 'text token')}`;
}
