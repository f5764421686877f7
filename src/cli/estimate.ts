import type { Size } from '../core/size';
import { estimate } from '../core/tokens/estimate';
import { estimateOutput } from '../core/tokens/output';
import type { Estimate } from '../core/tokens/types';
import type { ImageFacts } from '../images/facts';
import { toImageError } from '../images/imageError';
import { estimateFacts } from '../references/assess';
import { estimatedAnswer, failedAnswer } from './answers';
import { describeEstimate, describeOutput, paint } from './describe';
import { estimateLines } from './estimateLines';
import { exitCodes, UsageError } from './exit';
import { pricingFor, today } from './pricing';
import type { PricingFlags, PricingSetup } from './pricing';
import { factsOf, parseSize, shorten } from './sources';

export interface EstimateFlags extends PricingFlags {
  readonly json?: boolean;
  readonly stdin?: boolean;
  readonly quality?: string;
  readonly allowPrivate?: boolean;
}

/** `tilescope estimate`: answers every source, whatever happens to the others; 1 if any was unreadable or refused. */
export async function runEstimate(sources: readonly string[], flags: EstimateFlags): Promise<number> {
  if (flags.stdin === true) {
    if (sources.length > 0) throw new UsageError('give sources or --stdin, not both.');
    if (flags.quality !== undefined)
      throw new UsageError(
        '--quality prices pictures by their size: name it, like 1024x1024, without --stdin.',
      );
    return estimateLines(await pricingFor(flags, process.cwd()), flags);
  }
  if (sources.length === 0)
    throw new UsageError('nothing to estimate: name a file, a size like 1024x1024, a URL or a data URI.');
  const setup = await pricingFor(flags, process.cwd());
  const { quality } = flags;
  const sizes = quality === undefined ? [] : sources.map(sizeToMake);
  let problems = 0;
  for (const [i, source] of sources.entries()) {
    const size = sizes[i];
    const ok =
      quality === undefined || size === undefined
        ? await given(source, setup, flags)
        : made(source, size, quality, setup, flags);
    if (!ok) problems += 1;
  }
  if (flags.json !== true && setup.pricing.origins.model === 'default')
    print(paint('dim', `${setup.model.id} is the default model; --model names another.`));
  return problems === 0 ? exitCodes.ok : exitCodes.problems;
}

/** A picture that is sent to the model. */
async function given(source: string, setup: PricingSetup, flags: EstimateFlags): Promise<boolean> {
  const { model, pricing } = setup;
  const size = parseSize(source);
  let result: Estimate;
  let facts: ImageFacts | undefined;
  if (size !== undefined) {
    result = estimate(size, model, pricing.detail, { tier: pricing.tier, at: today() });
  } else {
    try {
      facts = await factsOf(source, flags);
    } catch (error) {
      const failure = toImageError(error, source);
      const asked = { source, model, detail: pricing.detail, tier: pricing.tier };
      print(
        flags.json === true
          ? JSON.stringify(failedAnswer(asked, failure))
          : `${paint('bold', shorten(source))}\n  ${paint('red', 'not read')}  ${failure.message}`,
      );
      return false;
    }
    result = estimateFacts(facts, model, pricing.detail, pricing.tier, today());
  }
  print(
    flags.json === true
      ? JSON.stringify(estimatedAnswer(source, facts, result))
      : describeEstimate(shorten(source), facts, result),
  );
  return result.outcome !== 'rejected';
}

function sizeToMake(source: string): Size {
  const size = parseSize(source);
  if (size !== undefined) return size;
  throw new UsageError(
    `--quality prices pictures that are made: give their size, like 1024x1024, not "${shorten(source)}".`,
  );
}

/** A picture that the model makes. */
function made(
  source: string,
  size: Size,
  quality: string,
  { model, pricing }: PricingSetup,
  flags: EstimateFlags,
): boolean {
  const result = estimateOutput(size, model, quality, pricing.tier);
  const counted = result.outcome === 'counted';
  if (flags.json !== true) {
    print(describeOutput(source, quality, model, result));
    return counted;
  }
  print(
    JSON.stringify({
      source,
      ...size,
      model: model.id,
      quality,
      tier: pricing.tier,
      outputTokens: counted ? result.tokens : null,
      costUsd: counted ? result.costUsd : null,
      rejected: counted ? null : { reason: 'unsupported-output', message: result.message },
      rule: { source: model.sources[0] ?? model.origin, confidence: model.confidence },
    }),
  );
  return counted;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
