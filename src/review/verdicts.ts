import { budgetCodes } from '../core/budget/codes';
import type { BudgetCode } from '../core/budget/codes';
import { judge } from '../core/budget/judge';
import type {
  Base,
  Measured,
  MeasuredCall,
  MeasuredFile,
  MeasuredImage,
  MeasuredModel,
} from '../core/budget/measured';
import { counts } from '../core/budget/verdict';
import type { LimitInForce, Verdict } from '../core/budget/verdict';
import type { ConfigSource } from '../core/config/source';
import { stateText } from '../host/revisions';
import type { Finding, FoundCall } from '../references/scan/found';
import { measureCall, measureReference } from '../references/scan/measure';
import type { LookedSource, Review } from './change';
import type { Problem, ProblemKind } from './result';

export interface VerdictOptions {
  /** Every `tilescope.json` of the project. */
  readonly budgets: readonly ConfigSource[];
  /** ISO date: exceptions run out. */
  readonly today: string;
  /** The folder that was reviewed, absolute. */
  readonly root: string;
  /** With what pictures outside of calls are priced. */
  readonly reference: MeasuredModel;
}

/**
 * What a review's changes mean for the budget: of all that holds for what changed, and for sums that what changed is part
 * of. What was over before and is as it was is not held against a change; a check of the whole project says so.
 */
export function verdictsOf(review: Review, options: VerdictOptions): readonly Verdict[] {
  const { budgets, today, root, reference } = options;
  if (budgets.length === 0) return [];
  const then = new Measuring(root, reference);
  const now = new Measuring(root, reference);
  const { looked } = review;
  const before = looked.before.map(source => then.file(source));
  const after = looked.after.map(source => now.file(source));
  const calls = new Map<MeasuredCall, MeasuredCall>();
  const images = new Map<MeasuredImage, MeasuredImage>();
  for (const pair of looked.calls) {
    const [old, call] = [then.calls.get(pair.before), now.calls.get(pair.after)];
    if (old === undefined || call === undefined) continue;
    calls.set(call, old);
    for (const [image, oldImage] of pairImages(call, old)) images.set(image, oldImage);
  }
  for (const pair of looked.references) {
    const [old, image] = [then.references.get(pair.before), now.references.get(pair.after)];
    if (old !== undefined && image !== undefined) images.set(image, old);
  }
  const names = new Map(looked.after.map(({ file, other }) => [file, other]));
  const found = (now_: Measured, then_: Measured): readonly Verdict[] => {
    const base: Base = {
      measured: then_,
      name: stateText(review.from),
      call: call => calls.get(call),
      image: image => images.get(image),
      file: file => names.get(file),
    };
    return judge(now_, budgets, { today, base }).filter(counts);
  };
  const part = (files: readonly MeasuredFile[], whole = false): Measured => ({
    files,
    whole,
    unread: looked.unread,
  });

  const touched = new Touched(review, now, then);
  const ofChanges = found(part(after), part(before)).filter(
    verdict => verdict.subject.kind !== 'project' && touched.has(verdict),
  );
  // By how much the project's sum rose is decided by what changed: what is not known of the rest is so on both sides.
  const ofRise = found(part(after.map(touched.only)), part(before.map(touched.only))).filter(isProjectRise);
  const { rest } = looked;
  const ofSums =
    rest !== undefined
      ? found(part([...after, ...rest], true), part([...before, ...rest], true)).filter(isProjectSum)
      : [];
  return [...ofChanges, ...ofRise, ...ofSums];
}

function isProjectRise(verdict: Verdict): boolean {
  return verdict.subject.kind === 'project' && limitsOf(verdict).some(isOfDifference);
}

function isProjectSum(verdict: Verdict): boolean {
  return verdict.subject.kind === 'project' && !limitsOf(verdict).some(isOfDifference);
}

function limitsOf(verdict: Verdict): readonly LimitInForce[] {
  if (verdict.kind === 'over') return [verdict.passed.limit];
  return verdict.kind === 'unknown' ? verdict.limits : [];
}

/** A limit on a rise that is no share of the whole. */
function isOfDifference({ rise, quantity }: LimitInForce): boolean {
  return rise && quantity !== 'tokensPercent' && quantity !== 'usdPercent';
}

/** Of a state checked whole. */
export function verdictsOfWhole(
  files: readonly MeasuredFile[],
  unread: Measured['unread'],
  { budgets, today }: Pick<VerdictOptions, 'budgets' | 'today'>,
): readonly Verdict[] {
  const measured: Measured = { files, whole: true, ...(unread === undefined ? {} : { unread }) };
  return judge(measured, budgets, { today }).filter(counts);
}

/** Measures, and remembers what was made of what. */
class Measuring {
  readonly calls = new Map<FoundCall | undefined, MeasuredCall>();
  readonly references = new Map<Finding | undefined, MeasuredImage>();

  constructor(
    private readonly root: string,
    private readonly reference: MeasuredModel,
  ) {}

  file({ file, calls, findings, ignores }: LookedSource): MeasuredFile {
    return {
      file,
      calls: calls.map(call => {
        const measured = measureCall(call, this.root);
        this.calls.set(call, measured);
        return measured;
      }),
      references: findings.flatMap(finding => {
        // A text that leads to no picture is none.
        if (finding.assessment.kind === 'unresolved') return [];
        const measured = measureReference(finding, this.root, this.reference);
        this.references.set(finding, measured);
        return [measured];
      }),
      ignores,
    };
  }
}

/** A call's pictures, by their names and else by their order. */
function* pairImages(
  call: MeasuredCall,
  old: MeasuredCall,
): Generator<readonly [MeasuredImage, MeasuredImage]> {
  const left = [...old.images];
  const rest: MeasuredImage[] = [];
  for (const image of call.images) {
    const at = left.findIndex(one => one.shown === image.shown);
    const [same] = at < 0 ? [] : left.splice(at, 1);
    if (same === undefined) rest.push(image);
    else yield [image, same];
  }
  for (const [i, image] of rest.entries()) {
    const other = left[i];
    if (other !== undefined) yield [image, other];
  }
}

/** What a verdict has to be about to be this change's doing. */
class Touched {
  readonly #calls = new Set<MeasuredCall | undefined>();
  readonly #images = new Set<MeasuredImage | undefined>();
  readonly #files = new Set<string>();

  constructor({ changes }: Review, now: Measuring, then: Measuring) {
    for (const { before, after } of changes) {
      for (const [side, at] of [
        [now, after],
        [then, before],
      ] as const) {
        if (at === undefined) continue;
        if ('priced' in at) this.#calls.add(side.calls.get(at));
        else this.#images.add(side.references.get(at));
      }
      if (after !== undefined) this.#files.add(after.file);
    }
  }

  /** A file without the calls that are what they were. */
  readonly only = (file: MeasuredFile): MeasuredFile => ({
    ...file,
    calls: file.calls.filter(call => this.#calls.has(call)),
  });

  has({ subject }: Verdict): boolean {
    switch (subject.kind) {
      case 'call':
        return this.#calls.has(subject.call);
      case 'image':
        return subject.call === undefined ? this.#images.has(subject.image) : this.#calls.has(subject.call);
      case 'file':
        return this.#files.has(subject.file);
      case 'project':
      case 'exception':
        return true;
    }
  }
}

export function problemOf(verdict: Verdict): Problem {
  const { code, level, subject, message, place } = verdict;
  const { file, range } = subject;
  return {
    code,
    level,
    file,
    range,
    message,
    ...(place === undefined ? {} : { limit: { file: place.file, line: place.line } }),
    subject: subjectOf(verdict),
  };
}

/** In words that stay while numbers and lines change. */
function subjectOf(verdict: Verdict): string {
  const { subject } = verdict;
  const limit =
    verdict.kind === 'over'
      ? `${verdict.passed.limit.quantity}${verdict.passed.limit.rise ? ' rise' : ''}`
      : '';
  switch (subject.kind) {
    case 'image':
      return `${limit} ${subject.call?.callee ?? ''} ${subject.image.shown}`;
    case 'call':
      return `${limit} ${subject.call.callee}`;
    case 'file':
      return limit;
    case 'project':
      return `${limit} ${subject.folder}`;
    case 'exception':
      return verdict.exception?.reason ?? '';
  }
}

const titles: Readonly<Record<BudgetCode, readonly [title: string, help: string]>> = {
  'image-over-budget': [
    'A picture is over its budget',
    'State a cheaper detail, scale the picture down or crop it, or raise the limit in tilescope.json.',
  ],
  'call-over-budget': [
    'A call is over its budget',
    'Send fewer or smaller pictures, state a cheaper detail, ask a cheaper model, or raise the limit in tilescope.json.',
  ],
  'file-over-budget': [
    'The calls of a file are over their budget',
    'Make one of its calls cheaper, or raise the limit in tilescope.json.',
  ],
  'project-over-budget': [
    'The calls of the project are over their budget',
    'Make the dearest calls cheaper (`tilescope report` lists them), or raise the limit in tilescope.json.',
  ],
  'cost-rise': [
    'Something costs more than before, by more than is allowed',
    'Look at what changed: the model, the detail, the pictures. Where it is meant, raise the limit on the rise or make an exception in tilescope.json.',
  ],
  'model-not-allowed': [
    'A call asks a model that the project does not allow',
    'Ask one of the allowed models, or add this one to "allowedModels" in tilescope.json.',
  ],
  'model-not-known': [
    'It is not known which model a call asks',
    'State the model in the code, or define it under "models" or "aliases" in tilescope.json.',
  ],
  'detail-not-stated': [
    'A picture is sent without a stated detail',
    'State the detail in the call: what a model takes where it is left out may be the dearest, and may change.',
  ],
  'remote-image': [
    'A call sends a picture from the web',
    'Nobody knows what will be there: send a file of the project, or allow it with "remoteImages" in tilescope.json.',
  ],
  'budget-unknown': [
    'Whether a limit is kept cannot be told',
    'A limit holds for something that has no number. State what is missing in the code, or leave the limit out for it.',
  ],
  'expired-exception': [
    'An exception has run out',
    'Remove it and keep the limit, or give it a new date and a reason that still holds.',
  ],
};

export const budgetKinds: readonly ProblemKind[] = budgetCodes.map(code => ({
  code,
  title: titles[code][0],
  help: titles[code][1],
}));
