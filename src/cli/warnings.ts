import { hasModel } from '../references/calls/price/words';
import { picturesOf } from './callPictures';
import type { Scan } from './scan';

/** A warning where it is given first. */
export interface GivenWarning {
  readonly code: string;
  readonly message: string;
  readonly file: string;
  readonly line: number;
  /** How many more pictures it is about. */
  readonly more: number;
}

/** The warnings of a project's pictures, each kind once: of calls first. */
export function warningsOf({ calls, findings }: Pick<Scan, 'calls' | 'findings'>): readonly GivenWarning[] {
  const byCode = new Map<string, { message: string; file: string; line: number; more: number }>();
  const add = (
    file: string,
    line: number,
    warnings: readonly { readonly code: string; readonly message: string }[],
  ): void => {
    for (const { code, message } of warnings) {
      const given = byCode.get(code);
      if (given === undefined) byCode.set(code, { message, file, line, more: 0 });
      else given.more += 1;
    }
  };
  for (const call of calls) {
    // Without a model of its own the estimate is another one's.
    if (!hasModel(call.priced)) continue;
    for (const { assessment, line } of picturesOf(call))
      if (assessment?.kind === 'estimated') add(call.file, line, assessment.estimate.warnings);
  }
  for (const { file, line, assessment } of findings)
    if (assessment.kind === 'estimated') add(file, line, assessment.estimate.warnings);
  return [...byCode].map(([code, given]) => ({ code, ...given }));
}
