import { randomUUID } from 'node:crypto';
import type { Endpoint } from '../../vision/endpoint';
import { billedUsd } from '../../vision/price/bill';
import type { QuestionPrice } from '../../vision/price/question';
import type { Seller } from '../../vision/price/seller';
import { regionsOf } from '../../vision/prompts/regions';
import type { Billed, RunEvent, VisionProvider } from '../../vision/provider';
import type { VisionRequest } from '../../vision/request';
import type { RunRecord } from '../../vision/usage/run';
import { VisionError } from '../../vision/visionError';
import type { AskRegion, AskRun, AskTier } from '../../webview/askProtocol';
import { shownFailure } from './failureWords';

/** A run before it is sent. */
export interface RunPlan {
  readonly run: AskRun;
  readonly endpoint: Endpoint;
  readonly seller: Seller;
  readonly price: QuestionPrice;
  /** The pictures' ids, in the order they were sent in: regions count them so. */
  readonly pictures: readonly string[];
  /** How many are sent in all, with those of earlier turns. */
  readonly sent: number;
  readonly project: string;
  /** Where the user asked for it to be kept. */
  readonly prompt: string | undefined;
  /** On this machine: nothing is paid. */
  readonly free: boolean;
}

export interface RunListener {
  /** The run is another now. */
  changed(run: AskRun): void;
  delta(run: AskRun, delta: string): void;
}

export function newRun(endpoint: string, model: string, tier: AskTier): AskRun {
  return { id: randomUUID(), endpoint, model, tier, status: 'sending', text: '', regions: [] };
}

/**
 * Runs it to its end, whatever that is, and tells every change. Never throws: an error is a way to end. What has come is
 * kept. @returns the run as it ended, and its record; no record where nothing was sent
 */
export async function runToEnd(
  plan: RunPlan,
  provider: VisionProvider,
  request: () => Promise<VisionRequest>,
  listener: RunListener,
  signal: AbortSignal,
): Promise<{ readonly run: AskRun; readonly record: RunRecord | undefined; readonly error: unknown }> {
  const began = new Date();
  let run = plan.run;
  const change = (changes: Partial<AskRun>): void => {
    const { waiting: _waiting, ...rest } = run;
    run = { ...rest, ...changes };
    listener.changed(run);
  };
  let sent = false;
  let finished: Extract<RunEvent, { kind: 'finished' }> | undefined;
  let failure: unknown;
  try {
    const body = await request();
    sent = true;
    for await (const event of provider.run(body, signal)) {
      switch (event.kind) {
        case 'started':
          if (run.status !== 'streaming') change({ status: 'sending' });
          break;
        case 'waiting':
          change({
            status: 'waiting',
            waiting: { until: Date.now() + event.seconds * 1000, why: event.why },
          });
          break;
        case 'text':
          if (run.status !== 'streaming') change({ status: 'streaming' });
          run = { ...run, text: run.text + event.delta };
          listener.delta(run, event.delta);
          break;
        case 'finished':
          finished = event;
          break;
      }
    }
    if (finished === undefined)
      failure = new VisionError('connection-lost', 'The answer ended before its end.', {
        nextStep: 'What came is kept. Ask again.',
      });
  } catch (error) {
    failure = error;
  }
  const took = Date.now() - began.getTime();
  const cancelled = VisionError.is(failure, 'cancelled') || (failure !== undefined && signal.aborted);
  if (finished !== undefined && failure === undefined) {
    const usd = usdOf(plan, finished.billed, finished.servedTier, began);
    change({
      status: 'done',
      ...answerParts(run, plan, noteOf(finished.end)),
      ...(finished.end === 'length' && { error: cutOff }),
      bill: {
        estimatedInput: estimatedInput(plan.price),
        billedInput: finished.billed?.inputTokens,
        billedOutput: finished.billed?.outputTokens,
        reasoning: finished.billed?.reasoningTokens,
        usd,
        milliseconds: took,
        ...(finished.servedTier !== undefined && { servedTier: finished.servedTier }),
      },
    });
  } else if (cancelled) {
    change({ status: 'cancelled', ...answerParts(run, plan, undefined) });
  } else {
    change({
      status: 'failed',
      error: shownFailure(failure, plan.run.tier),
      ...answerParts(run, plan, undefined),
    });
  }
  // Without a key nothing has left this machine.
  const nothingSent = !sent || VisionError.is(failure, 'no-key');
  const record = nothingSent ? undefined : recordOf(plan, run, began, took, finished, failure, cancelled);
  return { run, record, error: failure };
}

function answerParts(
  { text }: AskRun,
  { pictures }: RunPlan,
  note: string | undefined,
): Pick<AskRun, 'regions' | 'note'> {
  const { regions, remarks } = regionsOf(text, pictures.length);
  const notes = [...(note === undefined ? [] : [note]), ...remarks];
  return {
    regions: regions.flatMap(({ label, picture, x, y, width, height, at }): AskRegion[] => {
      const id = pictures[picture];
      return id === undefined ? [] : [{ label, picture: id, x, y, width, height, at }];
    }),
    ...(notes.length > 0 && { note: notes.join(' ') }),
  };
}

/** The answer is there, and something is to be done about it. */
const cutOff: AskRun['error'] = {
  message: 'Cut off at the limit of output tokens.',
  nextStep: 'Continue it, or raise tilescope.ask.maxOutputTokens.',
  action: 'continue',
};

function noteOf(end: 'complete' | 'length' | 'refused' | 'filtered'): string | undefined {
  switch (end) {
    case 'complete':
    case 'length':
      return undefined;
    case 'refused':
      return 'The model declined to answer. Ask in other words, or another model.';
    case 'filtered':
      return 'The provider’s content filter stopped the answer. Ask in other words, or without the picture it objects to.';
  }
}

function estimatedInput({ imageTokens, textTokens }: QuestionPrice): number | null {
  return imageTokens === null ? null : imageTokens + textTokens;
}

function usdOf(
  { seller, run, free }: RunPlan,
  billed: Billed | undefined,
  served: string | undefined,
  at: Date,
): number | null {
  if (free) return 0;
  return billed === undefined
    ? null
    : billedUsd(billed, seller, run.tier, served, at.toISOString().slice(0, 10));
}

function recordOf(
  plan: RunPlan,
  run: AskRun,
  began: Date,
  took: number,
  finished: Extract<RunEvent, { kind: 'finished' }> | undefined,
  failure: unknown,
  cancelled: boolean,
): RunRecord {
  const { price, prompt } = plan;
  const billed = failure === undefined ? finished?.billed : undefined;
  const usd = usdOf(plan, billed, finished?.servedTier, began);
  return {
    version: 1,
    id: run.id,
    at: began.toISOString(),
    endpoint: plan.endpoint.id,
    model: run.model,
    tier: run.tier,
    project: plan.project,
    by: 'editor',
    pictures: plan.sent,
    outcome: failure === undefined ? (finished?.end ?? 'failed') : cancelled ? 'cancelled' : 'failed',
    ...(failure !== undefined && !cancelled && VisionError.is(failure) && { error: failure.reason }),
    estimated: {
      imageTokens: price.imageTokens,
      textTokens: price.textTokens,
      inputUsd: price.inputUsd,
    },
    ...(billed !== undefined && { billed }),
    ...((billed !== undefined || plan.free) && { usd }),
    took,
    ...(prompt !== undefined && { prompt }),
  };
}
