import type { CallsPerMonthHere } from '../../core/budget/monthly';
import type { MeasuredIgnore, TextRange } from '../../core/budget/measured';
import type { Span } from '../calls/expression';
import { commentsIn, reaches } from '../calls/diagnose/ignoreComments';
import type { IgnoreComment } from '../calls/diagnose/ignoreComments';
import { SourceText } from '../calls/diagnose/sourceText';
import { LineIndex } from '../lines';

/** What comments of a text say of a place in it. */
export interface SourceComments {
  /** Those for the whole text. */
  readonly file: readonly MeasuredIgnore[];
  /** Those for one place: `statement` is where the statement around it begins. */
  readonly ignores: (span: Span, statement: number) => readonly MeasuredIgnore[];
  readonly callsPerMonth: (span: Span, statement: number) => CallsPerMonthHere | undefined;
}

const none: SourceComments = { file: [], ignores: () => [], callsPerMonth: () => undefined };

const monthly = /(?:\/\/|\/\*+|<!--|#|\{\/\*)[ \t]*tilescope-calls-per-month[ \t]*[:=]?[ \t]*(\d[\d_,]*)/g;

/** @param rangeOf how offsets of the text are shown; absent: as lines and columns of this text */
export function commentsOf(text: string, rangeOf?: (span: Span) => TextRange): SourceComments {
  if (!text.includes('tilescope-')) return none;
  const source = new SourceText(text);
  const lines = new LineIndex(text);
  const range = rangeOf ?? ((span: Span): TextRange => textRange(lines, span));
  // Without a reason it is no exception: the editor says so.
  const ignores = commentsIn(source).filter(one => one.reason !== '' && one.codes.length > 0);
  const measured = (one: IgnoreComment): MeasuredIgnore => ({
    codes: one.codes.map(code => code.text),
    reason: one.reason,
    ...(one.until === undefined ? {} : { expires: one.until }),
    range: range(one),
  });
  const numbers = [...text.matchAll(monthly)].map(match => {
    const lineStart = source.lineStart(match.index);
    return {
      scope: 'line' as const,
      lineStart,
      alone: source.slice({ start: lineStart, end: match.index }).trim() === '',
      value: Number((match[1] ?? '').replace(/[_,]/g, '')),
      span: { start: match.index, end: match.index + match[0].length },
    };
  });
  return {
    file: ignores.filter(({ scope }) => scope === 'file').map(measured),
    ignores: (span, statement) =>
      ignores.filter(one => one.scope === 'line' && reaches(source, one, { span, statement })).map(measured),
    callsPerMonth: (span, statement) => {
      const found = numbers.find(one => reaches(source, one, { span, statement }));
      return found === undefined ? undefined : { value: found.value, range: range(found.span) };
    },
  };
}

export function textRange(lines: LineIndex, { start, end }: Span): TextRange {
  const [from, to] = [lines.at(start), lines.at(end)];
  return { line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
}
