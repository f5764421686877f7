import type { State } from '../../host/revisions';
import type { ImageFacts } from '../../images/facts';
import { fullTarget } from '../../references/scan/findingText';
import type { PictureSide, ReviewChange } from '../change';
import type { Amount } from '../delta';
import type { CheckResult } from '../result';
import { amountsOf } from '../words';
import { markerOf } from './markdown';

/** For programs; `docs/check.md` has its fields. Numbers are exact, ranges `[from, to]`, `null` what is not known. */
export function asJson(result: CheckResult): string {
  const { outcome, problems, limits, review, checked, version } = result;
  const value = {
    tool: 'tilescope',
    version,
    outcome,
    marker: markerOf(result),
    limits,
    checked,
    problems: problems.map(({ code, level, file, range, message, limit }) => ({
      code,
      level,
      file,
      line: range?.line ?? null,
      column: range?.column ?? null,
      endLine: range?.endLine ?? null,
      endColumn: range?.endColumn ?? null,
      message,
      limit: limit ?? null,
    })),
    review:
      review === undefined
        ? null
        : {
            from: stateOf(review.from),
            to: stateOf(review.to),
            total: deltaOf(review.total),
            changes: review.changes.map(changeOf),
            pictures: review.pictures.map(({ kind, before, after, uses }) => ({
              kind,
              before: sideOf(before),
              after: sideOf(after),
              uses,
            })),
            unknowns: review.unknowns,
          },
  };
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

function stateOf(state: State): object {
  return state.kind === 'commit' ? { kind: 'commit', id: state.id } : { kind: state.kind };
}

function changeOf(change: ReviewChange): object {
  const { kind, causes, delta } = change;
  const { before, after } = amountsOf(change);
  return {
    kind,
    what: whatOf(change),
    causes,
    before: change.before === undefined ? null : { ...placeOf(change.before), ...amountOf(before) },
    after: change.after === undefined ? null : { ...placeOf(change.after), ...amountOf(after) },
    delta: deltaOf(delta),
  };
}

function whatOf({ before, after }: ReviewChange): string {
  const at = after ?? before;
  return 'priced' in at ? at.priced.call.callee : fullTarget(at.assessment);
}

function placeOf({
  file,
  line,
  column,
}: {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}): object {
  return { file, line, column };
}

function amountOf(amount: Amount | undefined): object {
  return { tokens: amount?.tokens ?? null, costUsd: amount?.costUsd ?? null };
}

function deltaOf({
  tokens,
  costUsd,
  why,
}: {
  readonly tokens?: unknown;
  readonly costUsd?: unknown;
  readonly why: string | undefined;
}): object {
  return { tokens: tokens ?? null, costUsd: costUsd ?? null, why: why ?? null };
}

function sideOf(side: PictureSide | undefined): object | null {
  if (side === undefined) return null;
  const { path, facts } = side;
  return facts instanceof Error
    ? { path, error: { reason: facts.reason, message: facts.message } }
    : { path, ...factsOf(facts) };
}

function factsOf({ format, width, height, bytes, animated }: ImageFacts): object {
  return { format, width, height, bytes: bytes ?? null, animated };
}
