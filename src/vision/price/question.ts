import { costOf } from '../../core/money';
import type { CountedEstimate, Detail, Estimate, Warning } from '../../core/tokens/types';
import type { ImageFacts } from '../../images/facts';
import { estimateFacts } from '../../references/assess';
import { countsTextExactly } from '../../references/calls/price/priceCall';
import { sum } from '../../references/calls/price/range';
import type { Range } from '../../references/calls/price/range';
import type { RequestTier } from '../request';
import { textRates } from './rates';
import type { Seller } from './seller';

/** A picture of the request; those of earlier turns are sent, and paid for, again. */
export interface QuestionPicture {
  readonly name: string;
  /** `undefined`: not read (on the web, or broken). */
  readonly facts: ImageFacts | undefined;
  readonly detail: Detail | undefined;
}

export interface Question {
  readonly seller: Seller;
  readonly tier: RequestTier;
  readonly pictures: readonly QuestionPicture[];
  /** Everything in words that is sent: instructions, earlier turns, the question, the answer's schema. */
  readonly texts: readonly string[];
  /** Tokens of the answer, from … to. */
  readonly output: Range;
  readonly maxOutputTokens: number | undefined;
  /** ISO date. */
  readonly today: string;
}

/** What a question costs, before it is sent. Nothing in it is a bill. */
export interface QuestionPrice {
  /** `null`: not known, and `unknown` says why. */
  readonly imageTokens: number | null;
  readonly unknown?: string;
  readonly textTokens: number;
  /** False: another tokenizer than the model's own, or a schema whose wrapping nobody publishes. */
  readonly textExact: boolean;
  readonly output: Range;
  /** US dollars for the input alone; `null` where it is not known. */
  readonly inputUsd: number | null;
  /** US dollars for all of it, from … to; `null` where it is not known. */
  readonly usd: Range | null;
  /** Why there is no price, or what holds of it. */
  readonly remarks: readonly string[];
  /** Why the provider would refuse it, a sentence a picture. */
  readonly refused: readonly string[];
  readonly estimates: readonly { readonly picture: QuestionPicture; readonly estimate: Estimate }[];
  readonly warnings: readonly Warning[];
}

/** The road of every other face, with this question's model, detail and tier; then the words and the answer. */
export async function priceQuestion(
  question: Question,
  countText: (text: string) => Promise<number>,
): Promise<QuestionPrice> {
  const { seller, tier, today } = question;
  const { model } = seller;
  let textTokens = 0;
  for (const text of question.texts) if (text !== '') textTokens += await countText(text);
  const output = limited(question.output, question.maxOutputTokens);
  const words = {
    textTokens,
    textExact: model !== undefined && countsTextExactly(model),
    output,
  };
  if (model === undefined)
    return {
      ...words,
      imageTokens: null,
      ...(seller.unknown !== undefined && { unknown: seller.unknown }),
      inputUsd: null,
      usd: null,
      remarks: seller.noPrice === undefined ? [] : [seller.noPrice],
      refused: [],
      estimates: [],
      warnings: [],
    };

  const estimated = (requestTokens?: number): QuestionPrice['estimates'] =>
    question.pictures.flatMap(picture =>
      picture.facts === undefined
        ? []
        : [
            {
              picture,
              estimate: estimateFacts(picture.facts, model, picture.detail, tier, today, requestTokens),
            },
          ],
    );
  let estimates = estimated();
  const unread = question.pictures.find(({ facts }) => facts === undefined);
  const uncounted = estimates.find(({ estimate }) => estimate.outcome === 'unpublished');
  const unknown =
    unread !== undefined
      ? `${unread.name} was not read, so its tokens are not known.`
      : uncounted?.estimate.outcome === 'unpublished'
        ? uncounted.estimate.reason
        : undefined;
  const imageTokens = unknown === undefined ? tokensOf(estimates) : null;
  const requestTokens = (imageTokens ?? tokensOf(estimates)) + textTokens;
  const above = model.prices?.longContext?.aboveInputTokens;
  // So long a request is billed at another rate, and all of it is.
  if (above !== undefined && requestTokens > above) estimates = estimated(requestTokens);
  const rates = textRates(model, tier, { at: today, requestTokens });
  const inputUsd =
    imageTokens === null || rates.input === null
      ? null
      : add(imageUsd(estimates), costOf(textTokens, rates.input));
  const remarks = [
    ...(seller.noPrice === undefined ? [] : [seller.noPrice]),
    ...(seller.remark === undefined || inputUsd === null ? [] : [seller.remark]),
  ];
  return {
    ...words,
    imageTokens,
    ...(unknown !== undefined && { unknown }),
    inputUsd: inputUsd === null ? null : inputUsd[1],
    usd:
      inputUsd === null || rates.output === null
        ? null
        : sum([inputUsd, [costOf(output[0], rates.output), costOf(output[1], rates.output)]]),
    remarks,
    refused: estimates.flatMap(({ picture, estimate }) =>
      estimate.outcome === 'rejected' ? [`${picture.name}: ${estimate.rejected.message}`] : [],
    ),
    estimates,
    warnings: warningsOf(estimates, seller.noPrice !== undefined),
  };
}

function limited([from, to]: Range, most: number | undefined): Range {
  return most === undefined ? [from, to] : [Math.min(from, most), Math.min(to, most)];
}

function counted(estimates: QuestionPrice['estimates']): readonly CountedEstimate[] {
  return estimates.flatMap(({ estimate }) => (estimate.outcome === 'counted' ? [estimate] : []));
}

function tokensOf(estimates: QuestionPrice['estimates']): number {
  return counted(estimates).reduce((total, { tokens }) => total + tokens, 0);
}

/** `null` where one of them has no price: a part of a sum is no sum. */
function imageUsd(estimates: QuestionPrice['estimates']): Range | null {
  const each = counted(estimates).map(({ costUsd, costRangeUsd }): Range | null =>
    costUsd === null ? null : (costRangeUsd ?? [costUsd, costUsd]),
  );
  const priced = each.filter(range => range !== null);
  return priced.length === each.length ? sum(priced) : null;
}

function add(range: Range | null, usd: number): Range | null {
  return range === null ? null : [range[0] + usd, range[1] + usd];
}

/** Each sentence once, however many pictures it is true of. */
function warningsOf(estimates: QuestionPrice['estimates'], priceIsSaid: boolean): readonly Warning[] {
  const all = new Map<string, Warning>();
  for (const { estimate } of estimates)
    for (const warning of estimate.warnings)
      if (!(priceIsSaid && warning.code === 'price-unknown')) all.set(warning.message, warning);
  return [...all.values()];
}
