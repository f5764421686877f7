import { cheaperWays } from '../core/advice/cheaper';
import { formatUsd } from '../core/money';
import type { Model } from '../core/models/model';
import { group, plural } from '../core/text';
import type { Assessment } from '../references/assess';
import type { Setting } from '../references/calls/call';
import type { CallModel, PricedCall, PricedImage, PricedPicture } from '../references/calls/price/pricedCall';
import { isOne, times } from '../references/calls/price/range';
import type { Range } from '../references/calls/price/range';
import { reasonText } from '../references/calls/reasons';
import { rangeText, usdText, whyNoModel } from './callWords';
import { escape, nameOf, ruleSource } from './hoverText';
import type { RuleSource } from './hoverText';

/** What the hover over a call says, in Markdown and, for the table, in plain text. */
export interface CallHoverText {
  /** The answer: one line. */
  readonly answer: string;
  /** What it is priced with, and what is not known. */
  readonly reason: readonly string[];
  readonly rows: readonly BreakdownRow[];
  /** Cheaper ways, the largest saving first; only when there are some. */
  readonly advice: readonly string[];
  readonly source: RuleSource | undefined;
}

/** Plain text, not Markdown. */
export interface BreakdownRow {
  readonly kind: 'picture' | 'text' | 'made' | 'total';
  readonly name: string;
  readonly size: string;
  readonly detail: string;
  readonly tokens: string;
  readonly money: string;
  /** Why there are no numbers. */
  readonly why?: string;
}

/** A hover is no list of files. */
const mostRows = 9;

export function callHoverText(priced: PricedCall, today: string): CallHoverText {
  const pictures = priced.images.flatMap(image => rowsOf(image, priced));
  const shown = pictures.length > mostRows ? pictures.slice(0, mostRows - 1) : pictures;
  const rows: BreakdownRow[] = [...shown];
  if (shown.length < pictures.length)
    rows.push({ ...blank('picture'), name: `… and ${group(pictures.length - shown.length)} more` });
  rows.push(...textRow(priced), ...madeRow(priced));
  if (rows.length > 1) rows.push(...totalRow(priced));
  const model = modelOf(priced.model);
  return {
    answer: answerLine(priced),
    reason: [pricingLine(priced), ...repeats(priced), ...unknowns(priced)],
    rows,
    advice: adviceOf(priced, today),
    source: model === undefined ? undefined : sourceOf(priced),
  };
}

function modelOf(model: CallModel): Model | undefined {
  return model.kind === 'known' || model.kind === 'fallback' ? model.model : undefined;
}

/** `client.responses.create` · **4,312 tokens** · $0.0108 a call · $10.78 per 1,000 */
function answerLine(priced: PricedCall): string {
  const { totals, model, call, output } = priced;
  const name = `**${escape(call.callee)}**`;
  const parts = [name];
  if (output !== undefined) {
    const count = output.count === undefined ? '' : `**${plural(output.count, 'image')} made** · `;
    if (output.costUsd !== undefined) parts.push(`${count}${formatUsd(output.costUsd)} a call`);
    else if (call.images.length === 0) parts.push(`${count}price not known`);
  }
  if (call.images.length > 0 || output === undefined) {
    if (whyNoModel(model) !== undefined)
      parts.push(`${plural(priced.images.length, 'image')}, price not known`);
    else if (totals.tokens === undefined) parts.push('image tokens not known');
    else {
      parts.push(`**${rangeText(totals.tokens)} image tokens**`);
      if (totals.costUsd !== undefined)
        parts.push(
          `${usdText(totals.costUsd)} ${totals.requests > 1 ? 'in all' : 'a call'}`,
          `${usdText(times(totals.costUsd, 1000))} per 1,000`,
        );
      else parts.push('price not known');
    }
  }
  return parts.join(' · ');
}

/** `gpt-5.2` · flex tier, from the call · *from the call* */
function pricingLine({ model, tier, tierOrigin }: PricedCall): string {
  const parts: string[] = [];
  switch (model.kind) {
    case 'known':
      parts.push(code(model.model.id));
      if (model.asked !== model.model.id) parts.push(`asked for as ${code(model.asked)}`);
      break;
    case 'fallback':
      parts.push(`${code(model.model.id)}, unless the environment variable ${code(model.variable)} is set`);
      break;
    case 'choice':
      parts.push(`one of ${model.asked.map(code).join(', ')}: from the cheapest to the dearest`);
      break;
    case 'unknown-name': {
      const { asked, nearest } = model.lookup;
      const near = nearest.length === 0 ? '' : ` Nearest: ${nearest.map(code).join(', ')}.`;
      return `$(warning) ${code(asked)} is not a known model, so there is no price.${near} Its rule and price can be added in ${code('tilescope.json')}.`;
    }
    case 'unstated':
      return `$(question) There is no price: ${whyNoModel(model) ?? ''}.`;
  }
  if (tier !== 'standard')
    parts.push(`${tier} tier, from ${tierOrigin === 'default' ? 'the settings' : tierOrigin}`);
  return parts.join(' · ');
}

function repeats({ totals, text }: PricedCall): readonly string[] {
  if (totals.requests === 1) return [];
  const one = text === undefined ? '' : ` The text is counted for each.`;
  return [
    `${plural(totals.requests, 'request')}: the call is made once for each of several pictures or callers.${one}`,
  ];
}

/** What could not be followed, and what takes turns. */
function unknowns({ call, images, totals, text }: PricedCall): readonly string[] {
  const lines: string[] = [];
  const whats = {
    messages: 'More may be sent',
    images: 'More pictures may be sent',
    text: 'More text is sent',
  };
  for (const { what, reason } of call.unknowns)
    lines.push(`$(question) ${whats[what]}: ${reasonText(reason)}.`);
  if (call.tier.kind === 'unknown')
    lines.push(`$(question) The service tier is ${reasonText(call.tier.reason)}.`);
  const details = images.flatMap(({ image: { detail } }) =>
    detail.kind === 'unknown' ? [reasonText(detail.reason)] : [],
  );
  for (const why of new Set(details)) lines.push(`$(question) The detail is ${why}: every level is counted.`);
  if (images.some(({ image }) => image.turn?.by === 'either' || image.optional === true))
    lines.push('Not every picture goes with every call: which do is decided by a condition.');
  if (totals.approximate)
    lines.push('≈ What is there now is counted; the program may find another number of pictures.');
  if (text?.partial === true)
    lines.push('Parts of the text are filled in when the program runs, and are not counted.');
  return lines;
}

function rowsOf(image: PricedImage, priced: PricedCall): readonly BreakdownRow[] {
  const optional = image.image.optional === true || image.image.turn?.by === 'either' ? ' (at times)' : '';
  if (image.pictures.length === 0)
    return [
      {
        ...blank('picture'),
        name: `${sourceName(image)}${optional}`,
        detail: detailWord(image.image.detail),
        why: plain(image.why ?? 'not known'),
      },
    ];
  const hasModel = whyNoModel(priced.model) === undefined;
  return image.pictures.map(picture => ({
    kind: 'picture',
    name: `${nameOf(picture.assessment)}${optional}`,
    size: sizeOf(picture.assessment),
    detail: detailOf(picture, image, hasModel),
    ...numbers(picture, image, priced.model.kind === 'choice' && image.pictures.length === 1, hasModel),
  }));
}

function numbers(
  picture: PricedPicture,
  image: PricedImage,
  ofImage: boolean,
  hasModel: boolean,
): Pick<BreakdownRow, 'tokens' | 'money' | 'why'> {
  const tokens: Range | undefined = ofImage ? image.tokens : picture.tokens;
  const costUsd: Range | undefined = ofImage ? image.costUsd : picture.costUsd;
  if (tokens === undefined)
    return { tokens: '', money: '', why: hasModel ? plain(whyNot(picture.assessment, image.why)) : '–' };
  return { tokens: rangeText(tokens), money: costUsd === undefined ? '–' : usdText(costUsd) };
}

function whyNot(assessment: Assessment, why: string | undefined): string {
  if (assessment.kind === 'unresolved' && assessment.resolution.kind === 'missing') return 'no such file';
  if (assessment.kind === 'unreadable') return 'cannot be read';
  if (assessment.kind === 'remote') return 'on the web, not fetched';
  if (assessment.kind === 'estimated' && assessment.estimate.outcome === 'rejected') return 'refused';
  return why ?? 'not known';
}

function sourceName({ image }: PricedImage): string {
  const { source } = image;
  switch (source.kind) {
    case 'reference':
    case 'changed':
      return nameOf(source);
    case 'several':
      return source.pattern;
    case 'held':
      return source.name;
    case 'unknown':
      return 'a picture';
  }
}

function sizeOf(assessment: Assessment): string {
  return 'facts' in assessment ? `${group(assessment.facts.width)} × ${group(assessment.facts.height)}` : '';
}

function detailOf(picture: PricedPicture, image: PricedImage, hasModel: boolean): string {
  const { assessment } = picture;
  const stated = detailWord(image.image.detail);
  if (!hasModel || assessment.kind !== 'estimated' || image.image.detail.kind === 'unknown') return stated;
  const { detail, effectiveDetail } = assessment.estimate;
  if (image.image.detail.kind === 'choice' || effectiveDetail === null)
    return effectiveDetail === null && detail === undefined ? '' : stated;
  if (detail === undefined) return `omitted: ${effectiveDetail}`;
  return detail === effectiveDetail ? detail : `${detail}: ${effectiveDetail}`;
}

function detailWord(detail: Setting): string {
  switch (detail.kind) {
    case 'stated':
      return detail.value;
    case 'choice':
      return detail.values.join(' or ');
    case 'omitted':
      return 'omitted';
    case 'unknown':
      return 'not known';
  }
}

function textRow({ text, totals }: PricedCall): readonly BreakdownRow[] {
  if (text === undefined || text.tokens === 0) return [];
  return [
    {
      ...blank('text'),
      name: 'text',
      tokens: `${text.exact ? '' : '≈ '}${group(text.tokens * totals.requests)}${text.partial ? ' +' : ''}`,
      money: text.costUsd === undefined ? '–' : formatUsd(text.costUsd * totals.requests),
    },
  ];
}

function madeRow({ output, call }: PricedCall): readonly BreakdownRow[] {
  if (output === undefined) return [];
  const { size, quality } = call.output ?? {};
  const each = output.each?.outcome === 'counted' ? output.each : undefined;
  const tokens = output.tokens ?? each?.tokens ?? undefined;
  const cost = output.costUsd ?? each?.costUsd ?? undefined;
  return [
    {
      kind: 'made',
      name: output.count === undefined ? 'each image made' : `${plural(output.count, 'image')} made`,
      size: size?.kind === 'stated' ? size.value.replace('x', ' × ') : '',
      detail: quality?.kind === 'stated' ? quality.value : '',
      tokens: tokens === undefined ? '' : group(tokens),
      ...(tokens === undefined && cost === undefined && { why: plain(output.why ?? 'not known') }),
      money: cost === undefined ? '' : formatUsd(cost),
    },
  ];
}

/** All that is known of the request, pictures and text and what is made. */
function totalRow({ totals, text, output }: PricedCall): readonly BreakdownRow[] {
  const words = (text?.tokens ?? 0) * totals.requests;
  if (totals.tokens === undefined) return [];
  const made = output?.tokens ?? 0;
  const tokens: Range = [totals.tokens[0] + words + made, totals.tokens[1] + words + made];
  const other = (text?.costUsd ?? 0) * totals.requests + (output?.costUsd ?? 0);
  const costUsd: Range | undefined = totals.costUsd && [totals.costUsd[0] + other, totals.costUsd[1] + other];
  return [
    {
      ...blank('total'),
      name: totals.requests > 1 ? `all ${group(totals.requests)} requests` : 'in all',
      tokens: `${text?.exact === false && isOne(tokens) ? '≈ ' : ''}${rangeText(tokens)}`,
      money: costUsd === undefined ? '–' : usdText(costUsd),
    },
  ];
}

function adviceOf(priced: PricedCall, today: string): readonly string[] {
  const found = new Map<string, { readonly saved: number; readonly message: string }>();
  for (const { image, pictures } of priced.images) {
    if (image.detail.kind === 'unknown' || image.detail.kind === 'choice') continue;
    for (const { assessment } of pictures) {
      if (assessment.kind !== 'estimated' || assessment.estimate.outcome !== 'counted') continue;
      const [way] = cheaperWays(assessment.estimate, { at: today });
      if (way === undefined || whyNoModel(priced.model) !== undefined) continue;
      const name = nameOf(assessment);
      if (!found.has(name)) found.set(name, { saved: way.saved, message: `${escape(name)}: ${way.message}` });
    }
  }
  return [...found.values()]
    .sort((a, b) => b.saved - a.saved)
    .slice(0, 2)
    .map(({ message }) => message);
}

/** The rule of the first picture that was counted. */
function sourceOf({ images }: PricedCall): RuleSource | undefined {
  for (const { pictures } of images)
    for (const { assessment } of pictures)
      if (assessment.kind === 'estimated') return ruleSource(assessment.estimate);
  return undefined;
}

function blank(kind: BreakdownRow['kind']): BreakdownRow {
  return { kind, name: '', size: '', detail: '', tokens: '', money: '' };
}

/** A table holds text alone. */
function plain(text: string): string {
  return text.replaceAll('`', '');
}

function code(text: string): string {
  return `\`${text.replaceAll('`', '')}\``;
}
