import { isBelow, sourcesFor } from '../config/source';
import type { ConfigSource } from '../config/source';
import { budgetCodes } from './codes';
import { withExceptions } from './exceptions';
import { fileLimits, limitsFor, projectLimits } from './inForce';
import type { Limits } from './inForce';
import { judgeLimits } from './judgeLimits';
import type { Figures, Judging } from './judgeLimits';
import type {
  Base,
  Measured,
  MeasuredCall,
  MeasuredFile,
  MeasuredImage,
  MeasuredModel,
  TextRange,
} from './measured';
import { policyVerdicts } from './policies';
import { filesFor, monthOf, sumOf } from './sums';
import type { Verdict, VerdictSubject } from './verdict';

export interface JudgeOptions {
  /** ISO date: exceptions run out. */
  readonly today: string;
  /** Absent: limits on a rise are not looked at. */
  readonly base?: Base;
}

/**
 * Holds what was measured against what the project allows. Pure and deterministic: the same in the editor, on the
 * command line and in CI. Verdicts come in the order of files, lines and codes; those for which an exception speaks are
 * among them, see `counts`.
 *
 * A limit holds for the most that something may come to. What has no number is told, as a verdict of the kind
 * `unknown`, if any limit holds for it; unless what is known of it is over already.
 *
 * @param budgets every `tilescope.json` of the project, in any order
 */
export function judge(
  measured: Measured,
  budgets: readonly ConfigSource[],
  options: JudgeOptions,
): readonly Verdict[] {
  const judging: Judging = { sources: budgets, ...options };
  const found = [
    ...measured.files.flatMap(file => judgeFile(file, judging)),
    ...judgeProject(measured, judging),
  ];
  return inOrder(withExceptions(found, measured, judging));
}

function judgeFile(file: MeasuredFile, judging: Judging): readonly Verdict[] {
  // Most projects have few, and most files need not look at all of them again for each call.
  const sources = sourcesFor(judging.sources, file.file);
  if (sources.length === 0) return [];
  const here: Judging = { ...judging, sources };
  const unsure = new Set<MeasuredCall>();
  const ofCalls = file.calls.flatMap(call => {
    const own = judgeCall(call, file.file, here);
    if (own.some(({ kind }) => kind === 'unknown')) unsure.add(call);
    return [
      ...policyVerdicts(call, file.file, sources),
      ...own,
      ...call.images.flatMap(image =>
        unlessUnknown(judgeImage(image, call.model, file.file, call, here), unsure.has(call)),
      ),
    ];
  });
  return [
    ...ofCalls,
    ...file.references.flatMap(image => judgeImage(image, image.model, file.file, undefined, here)),
    ...unlessUnknown(judgeFileSums(file, here), unsure.size > 0),
  ];
}

/** What cannot be told of a call cannot be of its pictures and its file, and is told once. */
function unlessUnknown(verdicts: readonly Verdict[], isTold: boolean): readonly Verdict[] {
  return isTold ? verdicts.filter(({ kind }) => kind !== 'unknown') : verdicts;
}

function judgeCall(call: MeasuredCall, file: string, judging: Judging): readonly Verdict[] {
  const { sources, base } = judging;
  const limits = limitsFor(sources, file, 'call', call.model);
  if (isNothing(limits)) return [];
  const figures = (of: MeasuredCall, in_: string): Figures => ({
    tokens: of.tokens,
    usd: of.usd,
    bytes: of.bytes,
    usdPerMonth: monthOf(of, in_, sources),
  });
  const before = base?.call(call, file);
  return judgeLimits(
    'call-over-budget',
    { kind: 'call', file, range: call.range, call },
    limits,
    figures(call, file),
    base === undefined ? undefined : before === undefined ? 'new' : figures(before, file),
    judging,
  );
}

function judgeImage(
  image: MeasuredImage,
  model: MeasuredModel,
  file: string,
  call: MeasuredCall | undefined,
  judging: Judging,
): readonly Verdict[] {
  const limits = limitsFor(judging.sources, file, call === undefined ? 'reference' : 'image', model);
  if (isNothing(limits)) return [];
  const { base } = judging;
  const before = base?.image(image, file);
  return judgeLimits(
    'image-over-budget',
    { kind: 'image', file, range: image.range, image, ...(call === undefined ? {} : { call }) },
    limits,
    image,
    base === undefined ? undefined : (before ?? 'new'),
    judging,
  );
}

function isNothing({ holding, possible }: Limits): boolean {
  return holding.length === 0 && possible.length === 0;
}

function judgeFileSums(file: MeasuredFile, judging: Judging): readonly Verdict[] {
  const { sources, base } = judging;
  const [first] = file.calls;
  if (first === undefined) return [];
  const name = base?.file(file.file);
  const old = name === undefined ? undefined : base?.measured.files.find(one => one.file === name);
  return fileLimits(sources, file.file).flatMap(({ limit, filter }) => {
    const before = old === undefined ? 'new' : sumOf([old], filter, sources);
    return judgeLimits(
      'file-over-budget',
      { kind: 'file', file: file.file, range: first.range },
      { holding: [limit], possible: [] },
      sumOf([file], filter, sources),
      base === undefined ? undefined : before,
      judging,
    );
  });
}

function judgeProject(measured: Measured, judging: Judging): readonly Verdict[] {
  const { sources, base } = judging;
  return projectLimits(sources).flatMap(({ limit, filter, source, budget }) => {
    const isPercent = limit.quantity === 'tokensPercent' || limit.quantity === 'usdPercent';
    if (!measured.whole && (!limit.rise || isPercent)) return [];
    if (limit.rise && base === undefined) return [];
    const { file, line, column, length } = limit.place;
    const range: TextRange = { line, column, endLine: line, endColumn: column + length };
    const subject: VerdictSubject = { kind: 'project', folder: source.folder, file, range };
    const sums = (of: Measured): Figures =>
      sumOf(filesFor(of.files, budget, source), filter, sources, unreadBelow(of, source));
    return judgeLimits(
      'project-over-budget',
      subject,
      { holding: [limit], possible: [] },
      sums(measured),
      base === undefined ? undefined : sums(base.measured),
      judging,
    );
  });
}

function unreadBelow({ unread = [] }: Measured, { folder }: ConfigSource): readonly string[] {
  return unread.filter(({ file }) => isBelow(folder, file)).map(({ file, why }) => `${file}: ${why}`);
}

function inOrder(verdicts: readonly Verdict[]): readonly Verdict[] {
  return [...verdicts].sort(
    (a, b) =>
      (a.subject.file < b.subject.file ? -1 : a.subject.file > b.subject.file ? 1 : 0) ||
      a.subject.range.line - b.subject.range.line ||
      a.subject.range.column - b.subject.range.column ||
      budgetCodes.indexOf(a.code) - budgetCodes.indexOf(b.code),
  );
}
