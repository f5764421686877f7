import { distance } from 'fastest-levenshtein';
import { createInterface } from 'node:readline';
import { parseTier, tiers } from '../core/money';
import { unknownModelMessage } from '../core/models/registry';
import { estimate } from '../core/tokens/estimate';
import { list } from '../core/text';
import type { Estimate } from '../core/tokens/types';
import { toImageError } from '../images/imageError';
import { estimateFacts } from '../references/assess';
import { estimatedAnswer, failedAnswer } from './answers';
import type { Answer, Asked } from './answers';
import { exitCodes } from './exit';
import { today } from './pricing';
import type { PricingSetup } from './pricing';
import { factsOf } from './sources';
import type { SourceOptions } from './sources';

/** Enough to make a write worth its while. */
const chunk = 65_536;

/** One JSON object a line in, one a line out, in order; a bad line gets an answer of its own and stops nothing. */
export async function estimateLines(setup: PricingSetup, options: SourceOptions): Promise<number> {
  let problems = 0;
  let lineNumber = 0;
  const at = today();
  let out = '';
  const flush = async (): Promise<void> => {
    const text = out;
    out = '';
    if (text !== '' && !process.stdout.write(text))
      await new Promise(resolve => process.stdout.once('drain', resolve));
  };
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    lineNumber += 1;
    const text = lineNumber === 1 ? line.replace(/^\uFEFF/, '') : line;
    if (text.trim() === '') continue;
    const { ok, answer } = await answerLine(text, setup, at, options);
    if (!ok) problems += 1;
    out += `${JSON.stringify(ok ? answer : { line: lineNumber, ...answer })}\n`;
    // Whoever asks line by line and waits is answered; a file of them is written in larger pieces.
    if (out.length > chunk || process.stdin.readableLength === 0) await flush();
  }
  await flush();
  return problems === 0 ? exitCodes.ok : exitCodes.problems;
}

interface Answered {
  readonly ok: boolean;
  readonly answer: Answer;
}

async function answerLine(
  line: string,
  setup: PricingSetup,
  at: string,
  options: SourceOptions,
): Promise<Answered> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    return failed({}, 'invalid-json', `not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return failed(
      {},
      'invalid-line',
      'a line is a JSON object like {"width":1024,"height":768,"model":"gpt-5.4"}',
    );
  const given = value as Readonly<Record<string, unknown>>;
  const slip = slipOfTheKeyboard(given);
  if (slip !== undefined) return failed({}, 'invalid-line', slip);
  const { width, height } = given;
  const named = given.source ?? given.file;
  const bySize = width !== undefined || height !== undefined;
  const source =
    typeof named === 'string' ? named : bySize ? `${String(width)}x${String(height)}` : undefined;

  const detail = given.detail ?? setup.pricing.detail;
  if (detail !== undefined && typeof detail !== 'string')
    return failed({ source }, 'invalid-line', '"detail" is a string');
  const tier = given.tier ?? setup.pricing.tier;
  const paid = typeof tier === 'string' ? parseTier(tier) : undefined;
  if (paid === undefined)
    return failed({ source, detail }, 'invalid-line', `"tier" is one of ${list(tiers)}`);
  const name = given.model ?? setup.pricing.model;
  if (typeof name !== 'string')
    return failed({ source, detail, tier: paid }, 'invalid-line', '"model" is a string');
  const lookup = setup.registry.find(name);
  if (!lookup.found)
    return failed({ source, detail, tier: paid }, 'unknown-model', unknownModelMessage(name, lookup.nearest));

  const { model } = lookup;
  const asked = { source, model, detail, tier: paid };
  if (bySize) {
    if (typeof width !== 'number' || typeof height !== 'number')
      return failed(asked, 'invalid-line', '"width" and "height" are numbers of pixels, and both are needed');
    const result = estimate({ width, height }, model, detail, { tier: paid, at });
    return answered(result, estimatedAnswer(asked.source ?? '', undefined, result));
  }
  if (source === undefined)
    return failed(asked, 'invalid-line', 'give "width" and "height" in pixels, or a "source"');
  try {
    const facts = await factsOf(source, options);
    const result = estimateFacts(facts, model, detail, paid, at);
    return answered(result, estimatedAnswer(source, facts, result));
  } catch (error) {
    return { ok: false, answer: failedAnswer(asked, toImageError(error, source)) };
  }
}

function answered(result: Estimate, answer: Answer): Answered {
  return { ok: result.outcome !== 'rejected', answer };
}

function failed(asked: Asked, reason: string, message: string): Answered {
  return { ok: false, answer: failedAnswer(asked, { reason, message }) };
}

const keys = ['width', 'height', 'model', 'detail', 'tier', 'source'] as const;

/**
 * A line may hold what is the caller's own (an id, a note) and is let alone. But a key that is missing while one nearly
 * of its name is there would be answered with a default, which is a wrong number.
 */
function slipOfTheKeyboard(given: Readonly<Record<string, unknown>>): string | undefined {
  for (const key of Object.keys(given)) {
    const meant = keys.find(known => distance(key.toLowerCase(), known) <= (known.length > 4 ? 2 : 1));
    if (meant !== undefined && meant !== key && given[meant] === undefined)
      return `unknown key "${key}": did you mean "${meant}"?`;
  }
  return undefined;
}
