import type { ConfigSource } from '../core/config/source';
import type { Review } from './change';
import { unknownKinds } from './kinds';
import type { CheckResult, Problem } from './result';
import { budgetKinds } from './verdicts';

/** What the problems come to: over goes before what could not be told. */
export function resultOf(
  { version }: Pick<CheckResult, 'version'>,
  problems: readonly Problem[],
  review: Review | undefined,
  of: Pick<CheckResult, 'prefix' | 'checked'> & { readonly budgets: readonly ConfigSource[] },
): CheckResult {
  const has = (level: Problem['level']): boolean => problems.some(problem => problem.level === level);
  return {
    outcome: has('fail') ? 'over' : has('unknown') ? 'unknown' : 'within',
    problems: [...problems].sort(byPlace),
    limits: limitsIn(of.budgets),
    review,
    checked: of.checked,
    prefix: of.prefix,
    version,
    kinds: [...budgetKinds, ...Object.values(unknownKinds)],
  };
}

/** How many entries say what is allowed; 0: nothing can be over. */
function limitsIn(budgets: readonly ConfigSource[]): number {
  return budgets.reduce(
    (sum, { config }) => sum + (config.budgets?.length ?? 0) + Object.keys(config.policies ?? {}).length,
    0,
  );
}

function byPlace(a: Problem, b: Problem): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  const [one, other] = [a.range, b.range];
  return (
    (one?.line ?? 0) - (other?.line ?? 0) ||
    (one?.column ?? 0) - (other?.column ?? 0) ||
    (a.code < b.code ? -1 : a.code > b.code ? 1 : 0)
  );
}
