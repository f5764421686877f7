import type { ConfigSource } from '../config/source';
import { difference, none, percentOf } from './amount';
import type { BudgetCode } from './codes';
import type { Limits } from './inForce';
import type { Amount, Base } from './measured';
import type { LimitInForce, Passed, Quantity, Verdict, VerdictSubject } from './verdict';
import { overText, unknownText, whyText } from './words';

/** What every part of judging knows. */
export interface Judging {
  readonly sources: readonly ConfigSource[];
  readonly today: string;
  readonly base?: Base;
}

/** What was measured of one thing. */
export interface Figures {
  readonly tokens: Amount;
  readonly usd: Amount;
  readonly bytes?: Amount;
  readonly usdPerMonth?: Amount;
}

type Figure = Pick<Passed, 'measured' | 'before' | 'after'>;

/** @param before `new`: it was not there; `undefined`: there is no base */
export function judgeLimits(
  code: BudgetCode,
  subject: VerdictSubject,
  { holding, possible }: Limits,
  now: Figures,
  before: Figures | 'new' | undefined,
  { base }: Judging,
): readonly Verdict[] {
  const verdicts: Verdict[] = [];
  const unsure = new Map<string, LimitInForce[]>();
  const doubt = (why: string, limit: LimitInForce): void => {
    const known = unsure.get(why);
    if (known === undefined) unsure.set(why, [limit]);
    else known.push(limit);
  };
  for (const limit of holding) {
    const figure = figureOf(limit, now, before);
    if (figure === undefined) continue;
    const passed = passedBy(limit, figure);
    if (passed !== undefined)
      verdicts.push({
        kind: 'over',
        code: limit.rise ? 'cost-rise' : code,
        level: passed.level,
        subject,
        message: overText(passed.passed, subject, base?.name),
        place: passed.passed.place,
        passed: passed.passed,
      });
    // A warning that is certain does not say that nothing fails.
    const { missing } = figure.measured;
    if (
      missing !== undefined &&
      passed?.level !== 'fail' &&
      (passed === undefined || limit.fail !== undefined)
    )
      doubt(whyText(missing), limit);
  }
  for (const limit of possible)
    if (!limit.rise || before !== undefined)
      doubt('the model is not known, and the limit is for some models', limit);
  for (const [why, limits] of unsure)
    verdicts.push({
      kind: 'unknown',
      code: 'budget-unknown',
      level: 'unknown',
      subject,
      message: unknownText(subject, limits, why),
      place: limits[0]?.place,
      limits,
      why,
    });
  return verdicts;
}

/** `undefined` where there is nothing to hold against the limit. */
function figureOf(
  limit: LimitInForce,
  now: Figures,
  before: Figures | 'new' | undefined,
): Figure | undefined {
  const { quantity } = limit;
  if (!limit.rise) {
    const measured = amountOf(now, quantity);
    return measured === undefined ? undefined : { measured };
  }
  if (before === undefined) return undefined;
  const unit = quantity === 'tokensPercent' ? 'tokens' : quantity === 'usdPercent' ? 'usd' : quantity;
  const after = amountOf(now, unit);
  const then = before === 'new' ? none : amountOf(before, unit);
  if (after === undefined || then === undefined) return undefined;
  const measured = unit === quantity ? difference(after, then) : percentOf(after, then);
  return measured === undefined ? undefined : { measured, before: then, after };
}

function amountOf(figures: Figures, quantity: Quantity): Amount | undefined {
  return quantity === 'tokensPercent' || quantity === 'usdPercent' ? undefined : figures[quantity];
}

function passedBy(
  limit: LimitInForce,
  figure: Figure,
): { readonly level: 'warn' | 'fail'; readonly passed: Passed } | undefined {
  const most = figure.measured.known[1];
  for (const level of ['fail', 'warn'] as const) {
    const value = limit[level];
    const place = limit.places[level];
    if (value !== undefined && place !== undefined && most > value)
      return {
        level,
        passed: { limit, value, place, ...figure, by: Math.round((most - value) * 1e12) / 1e12 },
      };
  }
  return undefined;
}
