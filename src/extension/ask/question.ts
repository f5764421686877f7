import { weaknesses } from '../../core/advice/weaknesses';
import { formatUsd } from '../../core/money';
import type { Registry } from '../../core/models/registry';
import type { Endpoint } from '../../vision/endpoint';
import { priceQuestion } from '../../vision/price/question';
import type { QuestionPicture, QuestionPrice } from '../../vision/price/question';
import { sellerOf } from '../../vision/price/seller';
import type { Seller } from '../../vision/price/seller';
import type { AnswerSchema, Turn, VisionRequest } from '../../vision/request';
import { VisionError } from '../../vision/visionError';
import type { AskPreview, AskTier } from '../../webview/askProtocol';
import type { AskPicture } from './askPanel';
import { answerFor } from './conversation';
import type { KeptTurn } from './conversation';
import { vscodeEndpoint } from './endpoints';
import { requestPicture } from './pictureBytes';

/** A question as it is to be sent: to whom, and after which others. */
export interface AskedQuestion {
  /** Those that were answered before, oldest first. */
  readonly history: readonly KeptTurn[];
  readonly turn: Pick<KeptTurn, 'text' | 'pictures' | 'names' | 'detail' | 'schema' | 'output'>;
  readonly endpoint: Endpoint;
  readonly model: string;
  readonly tier: AskTier;
  readonly maxOutputTokens: number | undefined;
}

/** Of the history, the turns a model can go on from: with an answer each. */
function answered({ history, endpoint, model }: AskedQuestion): readonly {
  readonly turn: KeptTurn;
  readonly answer: string;
}[] {
  return history.flatMap(turn => {
    const answer = answerFor(turn, endpoint.id, model);
    return answer === undefined ? [] : [{ turn, answer }];
  });
}

/** Whoever is paid; VS Code's models are paid for by the subscription they come with. */
export function sellerFor(endpoint: Endpoint, model: string, registry: Registry): Seller {
  if (endpoint.id !== vscodeEndpoint.id) return sellerOf(model, endpoint, registry);
  const lookup = registry.find(model);
  const noPrice = 'VS Code’s models are paid for by your subscription: no price a question.';
  return lookup.found
    ? { model: { ...lookup.model, prices: undefined }, noPrice }
    : {
        model: undefined,
        noPrice,
        unknown: `How ${model === '' ? 'the model' : model} counts pictures is not known.`,
      };
}

export async function priceOf(
  asked: AskedQuestion,
  pictures: readonly AskPicture[],
  registry: Registry,
): Promise<QuestionPrice> {
  const { countTextTokens } = await import('../../references/calls/textTokens');
  const history = answered(asked);
  const ofTurn = (turn: AskedQuestion['turn']): readonly QuestionPicture[] =>
    turn.pictures.map(id => {
      const picture = pictures.find(one => one.id === id);
      return {
        name: picture?.name ?? turn.names[id] ?? id,
        facts: picture?.facts,
        detail: turn.detail,
      };
    });
  const { turn } = asked;
  return priceQuestion(
    {
      seller: sellerFor(asked.endpoint, asked.model, registry),
      tier: asked.tier,
      pictures: [...history.map(({ turn: before }) => before), turn].flatMap(ofTurn),
      texts: [
        ...history.flatMap(({ turn: before, answer }) => [before.text, answer]),
        turn.text,
        ...(turn.schema === undefined ? [] : [JSON.stringify(turn.schema.schema)]),
      ],
      output: turn.output,
      maxOutputTokens: asked.maxOutputTokens,
      today: new Date().toISOString().slice(0, 10),
    },
    text => Promise.resolve(countTextTokens(text)),
  );
}

/** How many pictures are sent, with those of earlier turns. */
export function picturesSent(asked: AskedQuestion): number {
  return answered(asked).reduce((sum, { turn }) => sum + turn.pictures.length, asked.turn.pictures.length);
}

/** The request itself, with the pictures read now. Throws `VisionError` where one cannot be. */
export async function requestOf(
  asked: AskedQuestion,
  pictures: readonly AskPicture[],
): Promise<VisionRequest> {
  const userTurn = async (turn: AskedQuestion['turn']): Promise<Turn> => {
    const sent = [];
    for (const id of turn.pictures) {
      const picture = pictures.find(one => one.id === id);
      if (picture === undefined)
        throw new VisionError('picture-refused', `${turn.names[id] ?? id} is not on the page any more.`, {
          nextStep: 'Open it again beside the others, or clear the conversation.',
        });
      sent.push(await requestPicture(picture, turn.detail));
    }
    return { role: 'user', text: turn.text, pictures: sent };
  };
  const turns: Turn[] = [];
  for (const { turn, answer } of answered(asked))
    turns.push(await userTurn(turn), { role: 'assistant', text: answer });
  turns.push(await userTurn(asked.turn));
  const { model, tier, maxOutputTokens } = asked;
  const schema: AnswerSchema | undefined = asked.turn.schema;
  return {
    model,
    tier,
    turns,
    ...(schema !== undefined && { schema }),
    ...(maxOutputTokens !== undefined && { maxOutputTokens }),
  };
}

/** Sentences for before a question is sent: what the estimates warn of, then what models are bad at. */
export function warningsOf(price: QuestionPrice): readonly string[] {
  const several = price.estimates.length > 1;
  const known = price.estimates.flatMap(({ picture, estimate }) => {
    if (picture.facts === undefined) return [];
    const seen = estimate.outcome === 'counted' ? estimate.seen : null;
    return weaknesses(picture.facts, seen, estimate.model).map(weakness => ({
      ...weakness,
      message: several ? `${picture.name}: ${weakness.message}` : weakness.message,
    }));
  });
  const said = new Set(known.map(({ kind }) => kind));
  const estimates = price.warnings.filter(
    ({ code }) =>
      !(code === 'orientation' && said.has('turned')) && !(code === 'animation' && said.has('animated')),
  );
  return [
    ...price.remarks,
    ...estimates.map(({ message }) => message),
    ...new Set(known.map(({ message }) => message)),
  ];
}

/** What the user is asked before a dear question is sent. */
export function confirmationFor(
  price: QuestionPrice,
  threshold: number,
  model: string,
  endpoint: string,
): string {
  const [, most] = price.usd ?? [0, 0];
  return `This question to ${model} (${endpoint}) may cost up to ${formatUsd(most)}, more than the ${formatUsd(threshold)} from which you are asked. Reasoning, if the model does any, is billed as output and comes on top. Send it?`;
}

/** Whether it is asked once more before it is sent. */
export function needsConfirmation(price: QuestionPrice, threshold: number): boolean {
  return price.usd !== null && price.usd[1] > threshold;
}

export function previewOf(price: QuestionPrice, blocked: string | undefined, confirm: boolean): AskPreview {
  return {
    imageTokens: price.imageTokens,
    ...(price.unknown !== undefined && { unknown: price.unknown }),
    textTokens: price.textTokens,
    ...(!price.textExact && { textApproximate: true }),
    outputTokens: price.output,
    usd: price.usd,
    warnings: warningsOf(price),
    ...(blocked !== undefined && { blocked }),
    confirm,
  };
}
