import { formatUsd } from '../core/money';
import { group, list, plural } from '../core/text';
import { exact } from '../references/calls/price/callCost';
import { rangeText, usdText } from '../references/calls/price/words';
import type { Range } from '../references/calls/price/range';
import { fullTarget, visible } from '../references/scan/findingText';
import { stateText } from '../host/revisions';
import type { Cause, Delta, PictureChange, PictureSide, Review, ReviewChange } from './change';
import { amountOfCall, amountOfPicture, nothingSpent } from './delta';
import type { Amount } from './delta';
import { countOf } from './result';
import type { CheckResult } from './result';
import { signedRange } from './signed';
import { bytes } from '../core/text';

/** A change as the cells of a line, for any format. Texts are safe for a terminal, and for nothing else yet. */
export interface ChangeLine {
  /** `src/ask.ts:12` */
  readonly place: string;
  /** `client.responses.create`, or the picture as it is named. */
  readonly what: string;
  readonly causes: string;
  /** `85 → 765`; a dash for a side without a number. */
  readonly tokens: string;
  readonly tokensDelta: string;
  readonly cost: string;
  readonly costDelta: string;
  /** Why a number is missing. */
  readonly why: string | undefined;
}

export function changeLine(change: ReviewChange): ChangeLine {
  const at = change.after ?? change.before;
  const { before, after } = amountsOf(change);
  return {
    place: `${visible(at.file)}:${String(at.line)}`,
    what: visible('priced' in at ? at.priced.call.callee : fullTarget(at.assessment)),
    causes: change.causes.map(causeText).join('; '),
    tokens: sidesText(before?.tokens, after?.tokens, change, rangeText),
    tokensDelta: tokensDelta(change.delta),
    cost: sidesText(before?.costUsd, after?.costUsd, change, usdText),
    costDelta: costDelta(change.delta),
    why: change.delta.why === undefined ? undefined : visible(change.delta.why),
  };
}

/** What each side comes to. */
export function amountsOf(change: ReviewChange): { readonly before?: Amount; readonly after?: Amount } {
  const { before, after } =
    change.kind === 'call'
      ? {
          before: change.before && amountOfCall(change.before),
          after: change.after && amountOfCall(change.after),
        }
      : {
          before: change.before && amountOfPicture(change.before.assessment),
          after: change.after && amountOfPicture(change.after.assessment),
        };
  return { ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) };
}

function sidesText(
  before: Range | undefined,
  after: Range | undefined,
  change: ReviewChange,
  text: (range: Range) => string,
): string {
  const now = after === undefined ? '–' : text(after);
  const then = before === undefined ? '–' : text(before);
  if (change.before === undefined) return now;
  if (change.after === undefined) return `${then} → removed`;
  return then === now ? now : `${then} → ${now}`;
}

export function tokensDelta({ tokens }: Delta): string {
  return tokens === undefined ? '?' : signedRange(tokens, group);
}

export function costDelta({ costUsd }: Delta): string {
  return costUsd === undefined ? '?' : signedRange(costUsd, formatUsd);
}

export function causeText(cause: Cause): string {
  switch (cause.kind) {
    case 'added':
      return 'new';
    case 'removed':
      return 'removed';
    case 'cost':
      return 'other numbers';
    case 'picture':
      return `${visible(cause.path)} ${cause.change}`;
    case 'pictures':
      return [
        ...(cause.added.length > 0 ? [`sends ${names(cause.added)}`] : []),
        ...(cause.removed.length > 0 ? [`no longer ${names(cause.removed)}`] : []),
      ].join(', ');
    case 'requests':
    case 'output':
    case 'model':
    case 'detail':
    case 'tier': {
      const words = `${visible(cause.before)} → ${visible(cause.after)}`;
      return cause.kind === 'tier' ? `tier ${words}` : words;
    }
  }
}

function names(paths: readonly string[]): string {
  const shown = paths.slice(0, 3).map(visible);
  return paths.length > 3
    ? `${shown.join(', ')} and ${plural(paths.length - 3, 'more', 'more')}`
    : list(shown);
}

/** `512 × 512, 85 kB`, or why its header says nothing. */
export function pictureSideText({ facts }: PictureSide): string {
  if (facts instanceof Error) return facts.reason === 'lfs-pointer' ? 'Git LFS pointer' : 'not readable';
  const size = `${group(facts.width)} × ${group(facts.height)}`;
  return facts.bytes === undefined ? size : `${size}, ${bytes(facts.bytes)}`;
}

/** A changed picture as the cells of a line. */
export function pictureLine({ kind, before, after, uses }: PictureChange): {
  readonly kind: PictureChange['kind'];
  readonly path: string;
  readonly sides: string;
  readonly uses: string;
} {
  const [old, now] = [before, after].map(side => (side === undefined ? undefined : pictureSideText(side)));
  const path =
    before !== undefined && after !== undefined && before.path !== after.path
      ? `${visible(before.path)} → ${visible(after.path)}`
      : visible((after ?? before).path);
  return {
    kind,
    path,
    sides: old === undefined ? (now ?? '') : now === undefined || old === now ? old : `${old} → ${now}`,
    uses:
      uses.length === 0 ? 'named nowhere' : `in ${plural(new Set(uses.map(use => use.file)).size, 'file')}`,
  };
}

/** `+1,566 tokens · +$0.0031`: of all calls that changed, each made once. */
export function totalText({ total }: Pick<Review, 'total'>): string {
  const text = `${tokensDelta(total)} tokens · ${costDelta(total)}`;
  return total.why === undefined ? text : `${text} (${total.why})`;
}

/**
 * `85 → 1,651 tokens · $0.0001 → $0.0032`: what all changed calls came to, and come to. Those without a number on a side
 * are in neither, as in {@link totalText}.
 */
export function totalSidesText({ changes }: Pick<Review, 'changes'>): string {
  const sides = changes.filter(({ kind }) => kind === 'call').map(amountsOf);
  const sum = (of: 'tokens' | 'costUsd', text: (range: Range) => string): string => {
    const known = sides.flatMap(({ before = nothingSpent, after = nothingSpent }) =>
      before[of] === undefined || after[of] === undefined ? [] : [{ before: before[of], after: after[of] }],
    );
    const total = (side: 'before' | 'after'): string =>
      text(
        known.reduce<Range>(
          ([from, to], one) => [exact(from + one[side][0]), exact(to + one[side][1])],
          [0, 0],
        ),
      );
    const [before, after] = [total('before'), total('after')];
    return before === after ? after : `${before} → ${after}`;
  };
  return `${sum('tokens', rangeText)} tokens · ${sum('costUsd', usdText)}`;
}

/** `3 calls and 1 picture changed`. */
export function changedText({ changes, pictures }: Review): string {
  const calls = changes.filter(({ kind }) => kind === 'call').length;
  const references = changes.length - calls;
  const parts = [
    ...(calls > 0 ? [plural(calls, 'call')] : []),
    ...(references > 0 ? [plural(references, 'other reference')] : []),
    ...(pictures.length > 0 ? [plural(pictures.length, 'picture')] : []),
  ];
  return parts.length === 0 ? 'nothing changed in cost' : `${list(parts)} changed`;
}

export function comparedText({ from, to }: Review): string {
  return `${stateText(from)} → ${stateText(to)}`;
}

/** Whether there is nothing to say: nothing changed, and no limit is touched. */
export function isQuiet({ review, problems }: CheckResult): boolean {
  return review?.changes.length === 0 && review.pictures.length === 0 && problems.length === 0;
}

/** `2 over the budget, 1 warning`. */
export function outcomeText({ problems, outcome, limits }: CheckResult): string {
  const [fail, warn, unknown] = (['fail', 'warn', 'unknown'] as const).map(level => countOf(problems, level));
  const parts = [
    ...(fail ? [`${group(fail)} over the budget`] : []),
    ...(warn ? [plural(warn, 'warning')] : []),
    ...(unknown ? [`${group(unknown)} could not be told`] : []),
  ];
  if (parts.length > 0) return parts.join(', ');
  if (outcome === 'unknown') return 'Could not tell';
  return limits === 0 ? 'No budget is set' : 'Within the budget';
}
