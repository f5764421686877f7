import type { Model } from '../../../core/models/model';
import { formatUsdRange } from '../../../core/money';
import { group, plural } from '../../../core/text';
import type { CountedEstimate, Detail, Estimate } from '../../../core/tokens/types';
import { estimateFacts } from '../../assess';
import type { Assessment } from '../../assess';
import type { Span } from '../expression';
import type { PricedCall, PricedImage, PricedPicture } from '../price/pricedCall';
import { isOne, sum } from '../price/range';
import type { Range } from '../price/range';
import type { Code } from './codes';
import { severities } from './codes';
import type { DiagnoseContext } from './context';
import type { Finding, Fix } from './finding';
import { SourceText } from './sourceText';

/** A call that is looked at, for one model. */
export interface Subject {
  readonly priced: PricedCall;
  readonly source: SourceText;
  readonly context: DiagnoseContext;
  /** `undefined` where it is not known which model is asked. */
  readonly model: Model | undefined;
  /** Begins a message about the model, where something outside of the code may name another. */
  readonly unless: string;
}

export function subjectOf(priced: PricedCall, text: string, context: DiagnoseContext): Subject {
  const { model } = priced;
  return {
    priced,
    source: new SourceText(text, context.origin),
    context,
    model: model.kind === 'known' || model.kind === 'fallback' ? model.model : undefined,
    unless: model.kind === 'fallback' ? `Unless ${model.variable} says otherwise: ` : '',
  };
}

export function found(
  subject: Subject,
  code: Code,
  span: Span,
  message: string,
  fixes: readonly Fix[] = [],
): Finding {
  const { span: whole, statement, callee } = subject.priced.call;
  const isWithin = whole.start <= span.start && span.end <= whole.end;
  return {
    code,
    message,
    span,
    severity: severities[code],
    statement,
    fixes,
    ...(isWithin ? {} : { related: [{ span: calleeSpan(subject), message: `Sent by \`${callee}\`` }] }),
  };
}

/** What pictures cost at some level. */
export interface Cost {
  readonly tokens: Range;
  readonly costUsd: Range | undefined;
}

/** `14,364 tokens ($0.029)`. */
export function costText({ tokens, costUsd }: Cost, unit = true): string {
  const count = isOne(tokens) ? group(tokens[0]) : `${group(tokens[0])}–${group(tokens[1])}`;
  const word = unit ? (tokens[1] === 1 ? ' token' : ' tokens') : '';
  return costUsd === undefined ? `${count}${word}` : `${count}${word} (${formatUsdRange(costUsd)})`;
}

/** What is paid now; `undefined` where one of the pictures has no number. */
export function costNow(images: readonly PricedImage[]): Cost | undefined {
  const tokens = images.map(image => image.tokens).filter(range => range !== undefined);
  const costs = images.map(image => image.costUsd).filter(range => range !== undefined);
  if (tokens.length < images.length || images.length === 0) return undefined;
  return { tokens: sum(tokens), costUsd: costs.length < images.length ? undefined : sum(costs) };
}

/** The pictures sent at another level, by another model; `undefined` where one of them has no number then. */
export function costAt(
  subject: Subject,
  images: readonly PricedImage[],
  model: Model,
  detail: Detail | undefined,
): Cost | undefined {
  const all = estimatesAt(subject, images, model, detail);
  const counted = all?.filter((one): one is CountedEstimate => one.outcome === 'counted');
  if (all === undefined || counted === undefined || counted.length < all.length || all.length === 0)
    return undefined;
  const costs = counted.map(
    ({ costUsd, costRangeUsd }) =>
      costRangeUsd ?? (costUsd === null ? undefined : ([costUsd, costUsd] as const)),
  );
  const known = costs.filter(range => range !== undefined);
  return {
    tokens: sum(counted.map(({ tokens, tokensRange }) => tokensRange ?? [tokens, tokens])),
    costUsd: known.length < costs.length ? undefined : sum(known),
  };
}

export function estimatesAt(
  { priced, context }: Subject,
  images: readonly PricedImage[],
  model: Model,
  detail: Detail | undefined,
): readonly Estimate[] | undefined {
  const assessments = images.flatMap(({ pictures }) => pictures.map(({ assessment }) => assessment));
  const facts = assessments.map(factsOf).filter(one => one !== undefined);
  if (facts.length < assessments.length) return undefined;
  return facts.map(one => estimateFacts(one, model, detail, priced.tier, context.today));
}

export function factsOf(
  assessment: Assessment,
): Extract<Assessment, { kind: 'estimated' }>['facts'] | undefined {
  return 'facts' in assessment ? assessment.facts : undefined;
}

/** The estimate a picture was priced with, where what it was priced with is what the code says. */
export function estimateOf({ image }: PricedImage, { assessment }: PricedPicture): Estimate | undefined {
  return assessment.kind === 'estimated' &&
    (image.detail.kind === 'omitted' || image.detail.kind === 'stated')
    ? assessment.estimate
    : undefined;
}

/** `receipt.png`, as one knows a picture by. */
export function nameOf({ reference }: Assessment): string {
  if (reference.form === 'data') return 'The picture in the text';
  return reference.target.split(/[/\\]/).at(-1) ?? reference.target;
}

/** ` for 3 pictures`, where they are not one. */
export function countText(images: readonly PricedImage[]): string {
  const count = images.reduce((n, { pictures }) => n + Math.max(1, pictures.length), 0);
  return count > 1 ? ` for ${plural(count, 'picture')}` : '';
}

/** Pictures that are the same part of the code: a helper's, called for each. */
export function byPart(images: readonly PricedImage[]): readonly (readonly PricedImage[])[] {
  const parts = new Map<string, PricedImage[]>();
  for (const one of images) {
    const { span, insertDetail } = one.image;
    const key =
      insertDetail === undefined ? `${String(span.start)} ${String(span.end)}` : String(insertDetail.offset);
    const part = parts.get(key);
    if (part === undefined) parts.set(key, [one]);
    else part.push(one);
  }
  return [...parts.values()];
}

/** The name of the function that is called: a whole call may be a page long. */
export function calleeSpan({ priced: { call }, source }: Subject): Span {
  const { start, end } = call.span;
  const whole = source.slice(call.span);
  if (whole.startsWith(call.callee)) return { start, end: start + call.callee.length };
  return { start, end: Math.min(end, source.lineEnd(start)) };
}
