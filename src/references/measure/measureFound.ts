import type { MeasuredFile, MeasuredIgnore, TextRange } from '../../core/budget/measured';
import type { LineColumn } from '../lines';
import type { Finding, FoundCall } from '../scan/found';
import { resolvedPath } from '../scan/findingText';
import { measureCall, measureReference } from './measureCall';
import type { PathOf } from './measureCall';

/** What a scan found in one file. */
export interface FoundInFile {
  /** Relative to the project, with forward slashes. */
  readonly file: string;
  readonly calls: readonly FoundCall[];
  readonly findings: readonly Finding[];
  readonly ignores: readonly MeasuredIgnore[];
}

/** What a scan found in a file, as budgets look at it. @param root the project's folder, absolute */
export function measureFound({ file, calls, findings, ignores }: FoundInFile, root: string): MeasuredFile {
  const pathOf: PathOf = assessment => resolvedPath(assessment, root);
  return {
    file,
    calls: calls.map(call => measureFoundCall(call, pathOf)),
    references: findings.map(finding =>
      measureReference(finding.assessment, { range: rangeOf(finding), ignores: finding.ignores }, pathOf),
    ),
    ignores,
  };
}

/** One call of a scan. Two states of a project match their calls, and hand what was matched to `judge` as its base. */
export function measureFoundCall(call: FoundCall, pathOf: PathOf): ReturnType<typeof measureCall> {
  return measureCall(
    call.priced,
    {
      range: rangeOf(call),
      images: call.places.map(place => ({ range: rangeOf(place), ignores: place.ignores })),
      ignores: call.ignores,
      ...(call.callsPerMonth === undefined ? {} : { callsPerMonth: call.callsPerMonth }),
    },
    pathOf,
  );
}

function rangeOf({ line, column, end }: LineColumn & { readonly end: LineColumn }): TextRange {
  return { line, column, endLine: end.line, endColumn: end.column };
}
