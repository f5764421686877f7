import { levelsOf } from '../../core/advice/cheaper';
import { unknown } from '../../core/budget/amount';
import type { CallsPerMonthHere } from '../../core/budget/monthly';
import type {
  Amount,
  MeasuredCall,
  MeasuredIgnore,
  MeasuredImage,
  MeasuredModel,
  MeasuredReference,
  TextRange,
} from '../../core/budget/measured';
import type { Model } from '../../core/models/model';
import type { Assessment } from '../assess';
import { callCost, exact } from '../calls/price/callCost';
import type { CallModel, PricedCall, PricedImage, PricedPicture } from '../calls/price/pricedCall';
import type { Range } from '../calls/price/range';
import { whyNoModel } from '../calls/price/words';
import { fullTarget, problemText } from '../scan/findingText';

/** Where a call and its pictures stand, and what comments at them say. */
export interface CallPlaces {
  readonly range: TextRange;
  /** Of each of `priced.images`. */
  readonly images: readonly { readonly range: TextRange; readonly ignores: readonly MeasuredIgnore[] }[];
  readonly ignores: readonly MeasuredIgnore[];
  readonly callsPerMonth?: CallsPerMonthHere;
}

/** @param pathOf a picture's file relative to the project, with forward slashes; `undefined` for no file of it */
export type PathOf = (assessment: Assessment) => string | undefined;

/** A priced call as budgets look at it. The numbers are those that every face shows. */
export function measureCall(priced: PricedCall, places: CallPlaces, pathOf: PathOf): MeasuredCall {
  const model = measuredModel(priced);
  return {
    range: places.range,
    callee: priced.call.callee,
    model,
    tier: priced.tier,
    requests: priced.totals.requests,
    images: priced.images.flatMap((image, i) => {
      const place = places.images[i];
      return place === undefined || image.image.sent === 'text'
        ? []
        : picturesOf(image, i, priced, place, pathOf);
    }),
    ...amountsOf(priced, pathOf),
    ...(places.callsPerMonth === undefined ? {} : { callsPerMonth: places.callsPerMonth }),
    ignores: places.ignores,
  };
}

function amountsOf(priced: PricedCall, pathOf: PathOf): Pick<MeasuredCall, 'tokens' | 'usd' | 'bytes'> {
  const { totals, call, output } = priced;
  const noModel = whyNoModel(priced.model)?.message;
  const open = call.unknowns.some(({ what }) => what !== 'text') ? ['what else it sends is not known'] : [];
  const repeated = priced.images.some(({ image }) => image.repeated === true)
    ? ['a picture goes as often as a loop runs']
    : [];
  const missing =
    noModel === undefined
      ? priced.images.flatMap(image => whyMissing(image, pathOf))
      : call.images.length > 0
        ? [noModel]
        : [];
  const all = [...missing, ...repeated, ...open];
  const unpriced =
    totals.tokens !== undefined && totals.costUsd === undefined && noModel === undefined
      ? [noPrice(priced.model, priced.tier)]
      : [];
  const made =
    output !== undefined && output.costUsd === undefined
      ? [output.why ?? noPrice(priced.model, priced.tier)]
      : [];
  const pending = priced.images.flatMap(image => whyNoBytes(image, pathOf));
  return {
    tokens: amount(noModel === undefined ? (totals.tokens ?? [0, 0]) : [0, 0], all),
    usd: amount(noModel === undefined ? (callCost(priced) ?? [0, 0]) : [0, 0], [
      ...all,
      ...unpriced,
      ...made,
    ]),
    bytes: amount([totals.requestBytes, totals.requestBytes], [...pending, ...repeated, ...open]),
  };
}

function amount([from, to]: Range, missing: readonly string[]): Amount {
  const known = [exact(from), exact(to)] as const;
  return { known, ...(missing.length === 0 ? {} : { missing: [...new Set(missing)] }) };
}

function noPrice(model: CallModel, tier: string): string {
  const id = 'model' in model ? model.model.id : 'the model';
  return `no price is known for ${id}${tier === 'standard' ? '' : ` in the ${tier} tier`}`;
}

function whyMissing({ image, tokens, why, pictures }: PricedImage, pathOf: PathOf): readonly string[] {
  if (tokens !== undefined || image.sent === 'text') return [];
  const [first] = pictures;
  const name = first === undefined ? undefined : (pathOf(first.assessment) ?? fullTarget(first.assessment));
  const reason = why ?? 'its tokens are not known';
  return [name === undefined ? `a picture is ${reason}` : `${name}: ${reason}`];
}

/** Bytes are asked of files alone: an address is short, and what nobody can read has none. */
function whyNoBytes({ image, pictures, why }: PricedImage, pathOf: PathOf): readonly string[] {
  if (image.sent === 'url' || image.sent === 'file-id' || image.sent === 'text') return [];
  if (pictures.length === 0) return [`a picture is ${why ?? 'not known'}`];
  return pictures.flatMap(({ assessment }) =>
    'facts' in assessment
      ? []
      : [`${pathOf(assessment) ?? fullTarget(assessment)}: ${problemText(assessment) ?? 'not known'}`],
  );
}

/** Which model a call asks, as far as anybody knows. An environment variable's default counts: the price is for it. */
export function measuredModel({ model, call }: Pick<PricedCall, 'model' | 'call'>): MeasuredModel {
  const asker = call.provider === undefined ? [] : [call.provider];
  const unsure = whyNoModel(model)?.message;
  const providers = (models: readonly Model[]): readonly string[] => [
    ...new Set([...models.map(({ provider }) => provider), ...asker]),
  ];
  switch (model.kind) {
    case 'known':
    case 'fallback':
      return {
        names: [{ asked: model.asked, id: model.model.id }],
        providers: providers([model.model]),
      };
    case 'choice': {
      const each = model.priced.map(measuredModel);
      return {
        names: each.flatMap(({ names }) => names),
        providers: [...new Set(each.flatMap(one => one.providers))],
        ...(unsure === undefined ? {} : { unknown: unsure }),
      };
    }
    case 'unknown-name':
      return {
        names: [{ asked: model.lookup.asked, id: undefined }],
        providers: asker,
        unknown: unsure ?? 'its name is not known',
      };
    case 'unstated':
      return { names: [], providers: asker, unknown: unsure ?? 'the call states no model' };
  }
}

function picturesOf(
  { image, pictures, why }: PricedImage,
  index: number,
  priced: PricedCall,
  place: CallPlaces['images'][number],
  pathOf: PathOf,
): readonly MeasuredImage[] {
  const detail = detailOf(image.detail, priced.model);
  const missing = whyNoModel(priced.model)?.message;
  if (pictures.length === 0) {
    const reason = unknown(missing ?? `it is ${why ?? 'not known'}`);
    return [
      {
        ...place,
        shown: nameOf(image),
        detail,
        tokens: reason,
        usd: reason,
        bytes: unknown(why ?? 'not known'),
        count: 1,
      },
    ];
  }
  return pictures.map((picture, i): MeasuredImage => {
    const { assessment } = picture;
    const path = pathOf(assessment);
    const each =
      priced.model.kind === 'choice'
        ? priced.model.priced.flatMap(one => one.images[index]?.pictures[i] ?? [])
        : [picture];
    return {
      ...place,
      shown: path ?? fullTarget(assessment),
      ...(path === undefined ? {} : { path }),
      detail,
      ...(assessment.reference.form === 'url' ? { remote: assessment.reference.target } : {}),
      tokens: across(
        each.map(one => one.tokens),
        missing ?? whyNot(each),
      ),
      usd: across(
        each.map(one => one.costUsd),
        missing ?? whyNot(each) ?? noPrice(priced.model, priced.tier),
      ),
      bytes: bytesOf(assessment),
      count: 1,
    };
  });
}

/** From the cheapest to the dearest of several models; the last is said where one has no number. */
function across(ranges: readonly (Range | undefined)[], why: string | undefined): Amount {
  const known = ranges.filter(range => range !== undefined);
  const span: Range =
    known.length === 0
      ? [0, 0]
      : [Math.min(...known.map(([from]) => from)), Math.max(...known.map(([, to]) => to))];
  return amount(span, known.length === ranges.length ? [] : [why ?? 'its tokens are not known']);
}

function whyNot(pictures: readonly PricedPicture[]): string | undefined {
  return pictures.map(({ assessment }) => problemText(assessment)).find(problem => problem !== undefined);
}

function bytesOf(assessment: Assessment): Amount {
  if (assessment.kind === 'remote') return unknown('on the web: not fetched');
  if (!('facts' in assessment)) return unknown(problemText(assessment) ?? 'not known');
  const { bytes } = assessment.facts;
  return bytes === undefined ? unknown('its size in bytes is not known') : { known: [bytes, bytes] };
}

function nameOf({ source }: PricedImage['image']): string {
  switch (source.kind) {
    case 'several':
      return source.pattern;
    case 'held':
      return source.name;
    default:
      return 'a picture';
  }
}

function detailOf(setting: PricedImage['image']['detail'], model: CallModel): MeasuredImage['detail'] {
  const models =
    model.kind === 'choice'
      ? model.priced.flatMap(one => ('model' in one.model ? [one.model.model] : []))
      : 'model' in model
        ? [model.model]
        : [];
  if (models.length > 0 && models.every(one => levelsOf(one).length === 0)) return 'meaningless';
  switch (setting.kind) {
    case 'omitted':
      return 'omitted';
    case 'stated':
      return setting.value === 'auto' ? 'omitted' : 'stated';
    case 'choice':
      return setting.values.includes('auto') ? 'omitted' : 'stated';
    case 'unknown':
      return 'unknown';
  }
}

/** A picture named outside of calls, priced with the project's model. */
export function measureReference(
  assessment: Assessment,
  place: CallPlaces['images'][number],
  pathOf: PathOf,
  fallback?: MeasuredModel,
): MeasuredReference {
  const path = pathOf(assessment);
  const estimate = assessment.kind === 'estimated' ? assessment.estimate : undefined;
  const counted = estimate?.outcome === 'counted' ? estimate : undefined;
  const why = problemText(assessment);
  const tokens: Range | undefined = counted && (counted.tokensRange ?? [counted.tokens, counted.tokens]);
  const usd: Range | undefined =
    counted === undefined || counted.costUsd === null
      ? undefined
      : (counted.costRangeUsd ?? [counted.costUsd, counted.costUsd]);
  return {
    ...place,
    shown: path ?? fullTarget(assessment),
    ...(path === undefined ? {} : { path }),
    detail: 'meaningless',
    ...(assessment.reference.form === 'url' ? { remote: assessment.reference.target } : {}),
    tokens: across([tokens], why),
    usd: across([usd], why ?? 'no price is known for the model'),
    bytes: bytesOf(assessment),
    count: 1,
    model: referenceModel(assessment, fallback),
  };
}

function referenceModel(assessment: Assessment, fallback: MeasuredModel | undefined): MeasuredModel {
  if (assessment.kind === 'estimated') {
    const { id, provider } = assessment.estimate.model;
    return { names: [{ asked: id, id }], providers: [provider] };
  }
  if (assessment.kind === 'unknown-model') {
    const { asked } = assessment.lookup;
    return { names: [{ asked, id: undefined }], providers: [], unknown: `${asked} is no known model` };
  }
  // It has no number anyway, whichever model it would be for.
  return fallback ?? { names: [], providers: [], unknown: 'it could not be looked at' };
}
