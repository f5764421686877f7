import { judge } from '../../../core/budget/judge';
import type {
  MeasuredCall,
  MeasuredImage,
  MeasuredReference,
  TextRange,
} from '../../../core/budget/measured';
import { policyIn } from '../../../core/budget/policies';
import { counts } from '../../../core/budget/verdict';
import type { Verdict } from '../../../core/budget/verdict';
import { amountText } from '../../../core/budget/words';
import { showPlace, sourcesFor } from '../../../core/config/source';
import type { ConfigSource } from '../../../core/config/source';
import { LineIndex } from '../../lines';
import type { Assessment } from '../../assess';
import { commentsOf, textRange } from '../../measure/comments';
import { measureCall, measureReference } from '../../measure/measureCall';
import type { PathOf } from '../../measure/measureCall';
import type { CallImage } from '../call';
import type { Span } from '../expression';
import type { PricedCall, PricedImage } from '../price/pricedCall';
import { cheaperDetails, otherModels } from './budgetFixes';
import type { Goal } from './budgetFixes';
import type { DiagnoseContext } from './context';
import { moved } from './finding';
import type { Finding, Fix } from './finding';
import type { Severity } from './codes';
import { calleeSpan, subjectOf } from './subject';
import type { Subject } from './subject';

/** A text with its calls, and the files that limit them. */
export interface BudgetedText {
  readonly text: string;
  /** Relative to the project, with forward slashes. */
  readonly file: string;
  readonly sources: readonly ConfigSource[];
  /** `origin`: where offset 0 of the call is within the text. */
  readonly calls: readonly { readonly priced: PricedCall; readonly origin: number }[];
  /** Pictures that no call sends, where a limit is on those. Spans are those of the whole text. */
  readonly references: readonly { readonly assessment: Assessment; readonly span: Span }[];
  readonly context: Omit<DiagnoseContext, 'origin'>;
  readonly pathOf: PathOf;
}

/** A call that is judged, and what it was measured from. */
interface Judged {
  readonly subject: Subject;
  readonly origin: number;
  readonly measured: MeasuredCall;
  /** By the range it was given: each picture of it has the same. */
  readonly images: ReadonlyMap<TextRange, PricedImage>;
}

const severities: Readonly<Record<Verdict['level'], Severity>> = {
  fail: 'error',
  warn: 'warning',
  unknown: 'information',
};

/** Whether there is anything to hold a text against. */
export function isBudgeted(sources: readonly ConfigSource[]): boolean {
  return sources.some(({ config }) => config.budgets !== undefined || config.policies !== undefined);
}

/** Whether pictures that no call sends are limited. */
export function limitsReferences(sources: readonly ConfigSource[]): boolean {
  return sources.some(
    ({ config }) => config.budgets?.some(({ reference }) => reference !== undefined) === true,
  );
}

/** A call as budgets look at it, with the comments at it. @param origin where offset 0 of the call is within the text */
export function measuredInText(
  priced: PricedCall,
  origin: number,
  text: string,
  pathOf: PathOf,
): { readonly measured: MeasuredCall; readonly images: ReadonlyMap<TextRange, PricedImage> } {
  const comments = commentsOf(text);
  const lines = new LineIndex(text);
  const { call } = priced;
  const at = (span: Span): Span => ({ start: span.start + origin, end: span.end + origin });
  const images = priced.images.map(image => {
    const span = at(imageSpan(image.image));
    return { range: textRange(lines, span), ignores: comments.ignores(span, span.start), image };
  });
  const monthly = comments.callsPerMonth(at(call.span), call.statement + origin);
  return {
    images: new Map(images.map(({ range, image }) => [range, image])),
    measured: measureCall(
      priced,
      {
        range: textRange(lines, at(call.span)),
        images: images.map(({ range, ignores }) => ({ range, ignores })),
        ignores: comments.ignores(at(call.span), call.statement + origin),
        ...(monthly === undefined ? {} : { callsPerMonth: monthly }),
      },
      pathOf,
    ),
  };
}

/**
 * What is over a limit or against a policy in one text, each with what can be done about it. Offsets are those of the
 * whole text. Sums of the project and rises need more than a text, and are not looked at. What a comment speaks for is
 * still here: `withIgnores` takes it out, and knows then that the comment is needed.
 */
export function budgetFindings(of: BudgetedText): readonly Finding[] {
  const { text, file, sources, context, pathOf } = of;
  const judged = of.calls.map(({ priced, origin }): Judged => ({
    subject: subjectOf(priced, text, { ...context, origin }),
    origin,
    ...measuredInText(priced, origin, text, pathOf),
  }));
  const lines = new LineIndex(text);
  const comments = commentsOf(text);
  const references = new Map<MeasuredImage, Span>();
  for (const { assessment, span } of of.references)
    if (assessment.kind !== 'unresolved')
      references.set(
        measureReference(
          assessment,
          { range: textRange(lines, span), ignores: comments.ignores(span, span.start) },
          pathOf,
        ),
        span,
      );
  const verdicts = judge(
    {
      files: [
        {
          file,
          calls: judged.map(({ measured }) => measured),
          references: [...references.keys()] as MeasuredReference[],
          ignores: comments.file,
        },
      ],
      whole: false,
    },
    sources,
    { today: context.today },
  );
  return verdicts.flatMap(verdict => {
    // What has run out is told at what needs it; a comment that has, at the comment.
    if (verdict.kind === 'exception') return [];
    if (!counts(verdict) && verdict.exception?.by === 'config') return [];
    const finding = findingOf(verdict, judged, references, of);
    return finding === undefined ? [] : [finding];
  });
}

function findingOf(
  verdict: Verdict,
  judged: readonly Judged[],
  references: ReadonlyMap<MeasuredImage, Span>,
  { file, sources }: BudgetedText,
): Finding | undefined {
  const { subject, code, level, message, place } = verdict;
  const base = { code, message, severity: severities[level], ...(place === undefined ? {} : { place }) };
  const last = lastFixes(verdict, file, sources);
  if (subject.kind === 'image' && subject.call === undefined) {
    const span = references.get(subject.image);
    return span === undefined ? undefined : { ...base, span, statement: span.start, fixes: last };
  }
  const about =
    subject.kind === 'call' || subject.kind === 'image'
      ? judged.find(({ measured }) => measured === subject.call)
      : subject.kind === 'file'
        ? judged[0]
        : undefined;
  if (about === undefined) return undefined;
  const image = subject.kind === 'image' ? about.images.get(subject.range) : undefined;
  const { call } = about.subject.priced;
  const span =
    image !== undefined
      ? imageSpan(image.image)
      : code === 'model-not-allowed' && call.model.kind !== 'omitted'
        ? call.model.span
        : calleeSpan(about.subject);
  const fixes = [...fixesOf(verdict, about, image, sources), ...last];
  return moved({ ...base, span, statement: call.statement, fixes }, about.origin);
}

/** The literal that names it, where it is one. */
function imageSpan({ literals, span }: CallImage): Span {
  return literals.length === 1 && literals[0] !== undefined ? literals[0] : span;
}

/** What makes it cheaper, or allowed. */
function fixesOf(
  verdict: Verdict,
  { subject }: Judged,
  image: PricedImage | undefined,
  sources: readonly ConfigSource[],
): readonly Fix[] {
  const allowed = policyIn(sources, 'allowedModels')?.value;
  switch (verdict.code) {
    case 'image-over-budget':
    case 'call-over-budget':
    case 'cost-rise': {
      if (verdict.kind !== 'over') return [];
      const { limit, value } = verdict.passed;
      if (limit.quantity === 'bytes') return [];
      const goal: Goal = { limit, value };
      const images = image === undefined ? subject.priced.images : [image];
      const details = cheaperDetails(subject, images, goal);
      return [...details, ...otherModels(subject, allowed, goal)];
    }
    case 'model-not-allowed':
      return otherModels(subject, allowed, undefined);
    case 'detail-not-stated':
      return image === undefined ? [] : cheaperDetails(subject, [image], undefined);
    default:
      return [];
  }
}

/** What can be done to the limit instead. */
function lastFixes(verdict: Verdict, file: string, sources: readonly ConfigSource[]): readonly Fix[] {
  const { place, code } = verdict;
  const fixes: Fix[] = [];
  if (verdict.kind === 'over') {
    const { passed } = verdict;
    fixes.push({
      kind: 'limit',
      title: `Raise the limit in ${showPlace(passed.place)}: it is ${amountText(passed.value, passed.limit.quantity)} now`,
      place: passed.place,
    });
  } else if (place !== undefined) {
    const what = verdict.kind === 'policy' ? 'policy' : 'limit';
    fixes.push({ kind: 'limit', title: `Show the ${what} in ${showPlace(place)}`, place });
  }
  const config = sourcesFor(sources, file).find(source => source.file === place?.file);
  if (config !== undefined)
    fixes.push({
      kind: 'exception',
      title: `Add an exception to ${config.file}, until a day`,
      config: config.file,
      glob: globOf(file, config.folder),
      code,
    });
  return fixes;
}

/** A glob that matches one file and no other, relative to a folder. */
export function globOf(file: string, folder: string): string {
  const relative = folder === '' ? file : file.slice(folder.length + 1);
  const escaped = relative
    .replace(/[\\*?[\]!#]/g, '\\$&')
    .replace(/ +$/, spaces => '\\ '.repeat(spaces.length));
  // Without a slash it would match files of that name in every folder.
  return relative.includes('/') ? escaped : `/${escaped}`;
}
