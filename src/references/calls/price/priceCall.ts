import type { Model } from '../../../core/models/model';
import { costOf, parseTier, textInputRate } from '../../../core/money';
import type { Tier } from '../../../core/money';
import { levelsOf } from '../../../core/advice/cheaper';
import { estimateOutput } from '../../../core/tokens/output';
import type { CountedEstimate, Detail } from '../../../core/tokens/types';
import type { Cancellation, FolderHost } from '../../../host/host';
import { assess, estimateFacts } from '../../assess';
import type { Assessment, Pricing, Services } from '../../assess';
import type { ImageReference } from '../../reference';
import type { Place } from '../../resolve';
import type { CallImage, Setting, VisionCall } from '../call';
import { reasonText } from '../reasons';
import type { CallModel, PricedCall, PricedImage, PricedPicture, PricedText } from './pricedCall';
import { across, sum } from './range';
import type { Range } from './range';
import { severalFiles } from './severalFiles';
import { totalsOf } from './totals';

export interface CallServices extends Services {
  readonly files: FolderHost;
  /** Tokens of a prompt's text; absent where nobody shows them. */
  readonly countText?: (text: string) => Promise<number>;
}

/**
 * What a call costs: each of its pictures with the model, the detail and the tier of that very call. `defaults` say
 * only the tier where the call leaves it open. Never throws for what the text or a file holds.
 */
export async function priceCall(
  call: VisionCall,
  place: Place,
  defaults: Pricing,
  services: CallServices,
  cancellation: Cancellation,
): Promise<PricedCall> {
  if (call.model.kind === 'choice') {
    const priced: PricedCall[] = [];
    for (const value of call.model.values) {
      const one = {
        ...call,
        model: { kind: 'stated', value, span: call.model.span, literal: false } as const,
      };
      priced.push(await priceCall(one, place, defaults, services, cancellation));
    }
    return chosenFrom(call, priced, defaults);
  }
  const model = modelOf(call.model, services);
  const known = 'model' in model ? model.model : undefined;
  const { tier, origin } = tierOf(call.tier, defaults);
  const pricing = (detail: Detail | undefined): Pricing => ({
    model: 'asked' in model && typeof model.asked === 'string' ? model.asked : defaults.model,
    detail,
    tier,
    origins: { model: 'the call', detail: 'the call', tier: origin },
  });
  let images: PricedImage[] = [];
  for (const image of call.images)
    images.push(await priceImage(image, known, place, pricing, services, cancellation));
  const text = await textOf(call, known, tier, services);
  let totals = totalsOf(images, known !== undefined);
  const inputTokens = totals.requestTokens + (text?.tokens ?? 0);
  const above = known?.prices?.longContext?.aboveInputTokens;
  if (known !== undefined && above !== undefined && inputTokens > above) {
    // So long a request is billed at another rate, and all of it is.
    images = images.map(image => repriced(image, known, tier, services.today(), inputTokens));
    totals = totalsOf(images, true);
  }
  return {
    call,
    model,
    tier,
    tierOrigin: origin,
    images,
    text,
    output: outputOf(call, known, tier),
    totals,
  };
}

function modelOf(setting: Exclude<Setting, { kind: 'choice' }>, services: CallServices): CallModel {
  switch (setting.kind) {
    case 'omitted':
      return { kind: 'unstated', reason: undefined };
    case 'stated': {
      const lookup = services.registry.find(setting.value);
      return lookup.found
        ? { kind: 'known', asked: setting.value, model: lookup.model }
        : { kind: 'unknown-name', lookup };
    }
    case 'unknown': {
      const { reason, fallback } = setting;
      const lookup = fallback === undefined ? undefined : services.registry.find(fallback);
      return lookup?.found === true && reason.kind === 'environment'
        ? { kind: 'fallback', asked: lookup.asked, model: lookup.model, variable: reason.name }
        : { kind: 'unstated', reason };
    }
  }
}

function tierOf(setting: Setting, defaults: Pricing): { readonly tier: Tier; readonly origin: string } {
  const stated = setting.kind === 'stated' && setting.value !== 'auto' ? parseTier(setting.value) : undefined;
  return stated === undefined
    ? { tier: defaults.tier, origin: defaults.origins.tier }
    : { tier: stated, origin: 'the call' };
}

/** The levels a picture may be sent at; `undefined` is the omitted one. */
function detailsOf(setting: Setting, model: Model | undefined): readonly (Detail | undefined)[] {
  switch (setting.kind) {
    case 'omitted':
      return [undefined];
    case 'stated':
      return [setting.value];
    case 'choice':
      return setting.values;
    case 'unknown':
      return model === undefined ? [undefined] : [undefined, ...levelsOf(model)];
  }
}

async function priceImage(
  image: CallImage,
  model: Model | undefined,
  place: Place,
  pricing: (detail: Detail | undefined) => Pricing,
  services: CallServices,
  cancellation: Cancellation,
): Promise<PricedImage> {
  const nothing = (why: string): PricedImage => ({
    image,
    pictures: [],
    approximate: image.repeated === true,
    tokens: undefined,
    costUsd: undefined,
    why,
  });
  const { source } = image;
  switch (source.kind) {
    case 'unknown':
      return nothing(reasonText(source.reason));
    case 'held':
      return nothing(`kept by the provider as ${source.name}`);
    case 'changed':
      return nothing(`\`${source.how}\` makes another picture of it before it is sent`);
    case 'reference':
    case 'several':
      break;
  }
  if (image.sent === 'text') return nothing('sent as text, and billed as text');
  const details = detailsOf(image.detail, model);
  const references: ImageReference[] = [];
  let approximate = image.repeated === true;
  if (source.kind === 'several') {
    const found = await severalFiles(source.pattern, source.base, place, services.files, cancellation);
    if (found === undefined) return nothing(`no picture matches ${source.pattern} now`);
    approximate = true;
    for (const path of found.paths)
      references.push({ ...image.span, target: path, form: 'path', syntax: 'string' });
  } else {
    references.push(source.reference);
  }
  const anchored = source.kind === 'several' ? source.base === 'document' : source.anchored;
  const pictures: PricedPicture[] = [];
  for (const reference of references) {
    const given = anchored ? { ...reference, anchored } : reference;
    const assessment = await assess(given, place, pricing(details[0]), services, cancellation);
    pictures.push(pictureOf(assessment, details, model, pricing(undefined).tier, services.today()));
  }
  const counted = pictures.every(({ tokens }) => tokens !== undefined) && model !== undefined;
  return {
    image,
    pictures,
    approximate,
    tokens: counted ? sum(pictures.map(({ tokens }) => tokens ?? [0, 0])) : undefined,
    costUsd:
      counted && pictures.every(({ costUsd }) => costUsd !== undefined)
        ? sum(pictures.map(({ costUsd }) => costUsd ?? [0, 0]))
        : undefined,
    why: counted ? undefined : pictures.map(({ assessment }) => whyOf(assessment, model)).find(Boolean),
  };
}

function pictureOf(
  assessment: Assessment,
  details: readonly (Detail | undefined)[],
  model: Model | undefined,
  tier: Tier,
  today: string,
): PricedPicture {
  const detail = details[0];
  const none = { assessment, detail, tokens: undefined, costUsd: undefined };
  if (assessment.kind !== 'estimated' || model === undefined) return none;
  const all = details.map((level, i) =>
    i === 0 ? assessment.estimate : estimateFacts(assessment.facts, model, level, tier, today),
  );
  const counted = all.filter((estimate): estimate is CountedEstimate => estimate.outcome === 'counted');
  if (counted.length === 0) return none;
  const usd = counted.map(({ costUsd, costRangeUsd }): Range | undefined =>
    costUsd === null ? undefined : (costRangeUsd ?? [costUsd, costUsd]),
  );
  const priced = usd.filter(range => range !== undefined);
  return {
    assessment,
    detail,
    tokens: across(counted.map(({ tokens, tokensRange }): Range => tokensRange ?? [tokens, tokens])),
    costUsd: priced.length === usd.length ? across(priced) : undefined,
  };
}

/** Why an assessed picture has no number. */
function whyOf(assessment: Assessment, model: Model | undefined): string | undefined {
  switch (assessment.kind) {
    case 'unresolved':
      return assessment.resolution.kind === 'missing' ? 'no such file' : 'not looked up';
    case 'unreadable':
      return assessment.error.message;
    case 'remote':
      return 'on the web, and not fetched';
    case 'unknown-model':
      return undefined;
    case 'estimated':
      // Without a model of the call it was looked at with another one, which says nothing of this call.
      if (model === undefined) return undefined;
      if (assessment.estimate.outcome === 'rejected') return assessment.estimate.rejected.message;
      return assessment.estimate.outcome === 'unpublished' ? assessment.estimate.reason : undefined;
  }
}

function repriced(
  image: PricedImage,
  model: Model,
  tier: Tier,
  today: string,
  requestTokens: number,
): PricedImage {
  const pictures = image.pictures.map((picture): PricedPicture => {
    const { assessment } = picture;
    if (assessment.kind !== 'estimated' || picture.tokens === undefined) return picture;
    const estimate = estimateFacts(assessment.facts, model, picture.detail, tier, today, requestTokens);
    const rate = estimate.outcome === 'counted' ? estimate.rate : null;
    return {
      ...picture,
      assessment: { ...assessment, estimate },
      costUsd: rate === null ? undefined : [costOf(picture.tokens[0], rate), costOf(picture.tokens[1], rate)],
    };
  });
  return {
    ...image,
    pictures,
    costUsd: pictures.every(({ costUsd }) => costUsd !== undefined)
      ? sum(pictures.map(({ costUsd }) => costUsd ?? [0, 0]))
      : undefined,
  };
}

/** The vision models whose tokenizer is published: OpenAI's of the `o200k_base` generation. */
const ownTokenizer = /^(?:gpt-4o|chatgpt-4o|gpt-4\.1|gpt-4\.5|gpt-5|o1|o3|o4|gpt-oss)/;

/** Whether `countTextTokens` is the model's own count: with another tokenizer it is near the truth and no more. */
export function countsTextExactly({ id }: Model): boolean {
  return ownTokenizer.test(id.replace(/^.*\//, ''));
}

async function textOf(
  call: VisionCall,
  model: Model | undefined,
  tier: Tier,
  services: CallServices,
): Promise<PricedText | undefined> {
  const texts = call.texts.filter(({ text }) => text !== '');
  if (texts.length === 0 || services.countText === undefined) return undefined;
  let tokens = 0;
  for (const { text } of texts) tokens += await services.countText(text);
  const rate = model === undefined ? undefined : textInputRate(model, tier, { at: services.today() }).usd;
  return {
    tokens,
    costUsd: rate === undefined || rate === null ? undefined : costOf(tokens, rate),
    exact: model !== undefined && countsTextExactly(model),
    partial: call.texts.some(({ partial }) => partial) || call.unknowns.some(({ what }) => what !== 'images'),
  };
}

function outputOf(call: VisionCall, model: Model | undefined, tier: Tier): PricedCall['output'] {
  const { output } = call;
  if (output === undefined) return undefined;
  const none = (why: string): NonNullable<PricedCall['output']> => ({
    each: undefined,
    count: output.count,
    tokens: undefined,
    costUsd: undefined,
    why,
  });
  if (model === undefined) return none('the model is not known');
  const { size, quality, count } = output;
  const pixels = size.kind === 'stated' ? /^(\d+)x(\d+)$/.exec(size.value) : null;
  if (pixels === null)
    return none(
      size.kind === 'omitted' || size.kind === 'stated'
        ? 'the size is left to the model'
        : 'the size is not known before the program runs',
    );
  if (quality.kind !== 'stated' || quality.value === 'auto')
    return none(
      quality.kind === 'unknown' || quality.kind === 'choice'
        ? 'the quality is not known before the program runs'
        : 'the quality is left to the model',
    );
  const each = estimateOutput(
    { width: Number(pixels[1]), height: Number(pixels[2]) },
    model,
    quality.value,
    tier,
  );
  if (each.outcome === 'rejected') return { ...none(each.message), each };
  return {
    each,
    count,
    tokens: count === undefined || each.tokens === null ? undefined : each.tokens * count,
    costUsd: count === undefined || each.costUsd === null ? undefined : each.costUsd * count,
    why: count === undefined ? 'how many are made is not known' : undefined,
  };
}

/** One of several models: from the cheapest to the dearest. */
function chosenFrom(call: VisionCall, priced: readonly PricedCall[], defaults: Pricing): PricedCall {
  const [first] = priced;
  const ranges = (of: (one: PricedCall) => Range | undefined): Range | undefined => {
    const all = priced.map(of);
    return all.every(range => range !== undefined) ? across(all) : undefined;
  };
  if (first === undefined) throw new RangeError('A choice of no models');
  return {
    ...first,
    call,
    model: {
      kind: 'choice',
      asked: priced.map(({ model }) => ('asked' in model ? String(model.asked) : '')),
      priced,
    },
    tier: first.tier,
    tierOrigin: first.tierOrigin === '' ? defaults.origins.tier : first.tierOrigin,
    images: first.images.map((image, i) => ({
      ...image,
      tokens: ranges(one => one.images[i]?.tokens),
      costUsd: ranges(one => one.images[i]?.costUsd),
    })),
    totals: {
      ...first.totals,
      tokens: ranges(({ totals }) => totals.tokens),
      costUsd: ranges(({ totals }) => totals.costUsd),
      requestTokens: Math.max(...priced.map(({ totals }) => totals.requestTokens)),
      refused: Math.max(...priced.map(({ totals }) => totals.refused)),
    },
  };
}
