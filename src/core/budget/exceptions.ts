import { matchesGlobs } from '../config/globs';
import { showPlace } from '../config/source';
import { list } from '../text';
import { lastingCodes } from './codes';
import type { Judging } from './judgeLimits';
import type { Measured, MeasuredIgnore, TextRange } from './measured';
import type { AppliedException, Verdict } from './verdict';

interface Candidate {
  readonly applied: AppliedException;
  readonly codes: readonly string[];
}

/**
 * Exceptions of the configuration and of comments, applied. One that holds takes a verdict out; one that has run out
 * does not, and fails itself for as long as something would need it.
 */
export function withExceptions(
  verdicts: readonly Verdict[],
  measured: Measured,
  { sources, today }: Judging,
): readonly Verdict[] {
  const config = sources.flatMap(source =>
    (source.config.exceptions ?? []).map(({ files, code, reason, expires }, index) => {
      const { file, line, column, length } = source.place(['exceptions', index]);
      const applied: AppliedException = {
        state: expires < today ? 'expired' : 'holds',
        by: 'config',
        reason,
        expires,
        file,
        range: { line, column, endLine: line, endColumn: column + length },
      };
      return {
        applied,
        codes: [code],
        covers: (verdict: Verdict): boolean =>
          verdict.subject.kind === 'project'
            ? // The sum of a folder is excepted by whoever excepts all of it.
              isWhole(files) && source.folder === verdict.subject.folder
            : matchesGlobs(files, source.folder, verdict.subject.file),
      };
    }),
  );
  const whole = new Map(measured.files.map(({ file, ignores }) => [file, ignores]));
  const ofComment = (file: string, one: MeasuredIgnore): Candidate => ({
    codes: one.codes,
    applied: {
      state: one.expires !== undefined && one.expires < today ? 'expired' : 'holds',
      by: 'comment',
      reason: one.reason,
      expires: one.expires,
      file,
      range: one.range,
    },
  });
  const expired = new Map<string, { readonly applied: AppliedException; readonly codes: Set<string> }>();
  const judged = verdicts.map((verdict): Verdict => {
    if (lastingCodes.includes(verdict.code)) return verdict;
    const candidates: readonly Candidate[] = [
      ...config.filter(one => one.covers(verdict)),
      ...ignoresOf(verdict, whole).map(one => ofComment(verdict.subject.file, one)),
    ].filter(({ codes }) => codes.includes(verdict.code));
    const applied = (candidates.find(one => one.applied.state === 'holds') ?? candidates[0])?.applied;
    if (applied === undefined) return verdict;
    if (applied.state === 'holds') return { ...verdict, exception: applied };
    const { file, range } = applied;
    const key = `${file} ${String(range.line)} ${String(range.column)}`;
    const known = expired.get(key);
    if (known === undefined) expired.set(key, { applied, codes: new Set([verdict.code]) });
    else known.codes.add(verdict.code);
    return {
      ...verdict,
      exception: applied,
      message: `${verdict.message} The exception of ${at(applied)} ran out on ${applied.expires ?? ''}.`,
    };
  });
  return [
    ...judged,
    ...[...expired.values()].map(({ applied, codes }): Verdict => {
      const { file, range, expires = '', reason } = applied;
      return {
        kind: 'exception',
        code: 'expired-exception',
        level: 'fail',
        subject: { kind: 'exception', file, range },
        place: undefined,
        exception: applied,
        message: `The exception for ${list([...codes])} ran out on ${expires} (“${reason}”): mend what it was for, or say why it stays and until when.`,
      };
    }),
  ];
}

function at({ file, range }: { readonly file: string; readonly range: TextRange }): string {
  return showPlace({ file, line: range.line });
}

function isWhole(files: string | readonly string[]): boolean {
  return (typeof files === 'string' ? [files] : files).some(
    glob => glob === '**' || glob === '*' || glob === '**/*',
  );
}

/** A comment at a call speaks for its pictures too. */
function ignoresOf(
  { subject }: Verdict,
  whole: ReadonlyMap<string, readonly MeasuredIgnore[]>,
): readonly MeasuredIgnore[] {
  const ofFile = whole.get(subject.file) ?? [];
  switch (subject.kind) {
    case 'image':
      return [...subject.image.ignores, ...(subject.call?.ignores ?? []), ...ofFile];
    case 'call':
      return [...subject.call.ignores, ...ofFile];
    case 'file':
      return ofFile;
    case 'project':
    case 'exception':
      return [];
  }
}
