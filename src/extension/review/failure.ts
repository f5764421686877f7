import { RevisionError } from '../../host/revisions';
import type { RevisionErrorReason } from '../../host/revisions';
import type { ConfigFileProblem } from '../../host/projectConfigs';

/** A `tilescope.json` is wrong: a number that was made without what it says would be a wrong number. */
export class ConfigMistake extends Error {
  override readonly name = 'ConfigMistake';

  constructor(readonly problem: Pick<ConfigFileProblem, 'file' | 'line' | 'column' | 'message'>) {
    super(`${problem.file}:${String(problem.line)}: ${problem.message}`);
  }
}

/** A branch is to be compared, and nobody knows what it was made from. */
export class NoBase extends Error {
  override readonly name = 'NoBase';
}

/** Why there is nothing to show, and what can be done. */
export type ReviewFailure =
  | {
      readonly kind: 'revision';
      readonly reason: RevisionErrorReason;
      readonly what: string;
      /** A sentence, or nothing. */
      readonly wayOut: string;
    }
  | { readonly kind: 'no-base'; readonly what: string; readonly wayOut: string }
  | {
      readonly kind: 'config';
      readonly what: string;
      readonly wayOut: string;
      readonly place: { readonly file: string; readonly line: number; readonly column: number };
    }
  | { readonly kind: 'other'; readonly what: string; readonly wayOut: string };

export function failureOf(error: unknown): ReviewFailure {
  if (RevisionError.is(error)) {
    const { reason, wayOut, message } = error;
    const what = message.endsWith(wayOut) ? message.slice(0, message.length - wayOut.length) : message;
    return { kind: 'revision', reason, what: withoutStop(what), wayOut };
  }
  if (error instanceof NoBase)
    return {
      kind: 'no-base',
      what: 'It is not known which branch this one was made from',
      wayOut: 'Choose the base to compare with.',
    };
  if (error instanceof ConfigMistake) {
    const { file, line, column } = error.problem;
    return {
      kind: 'config',
      what: withoutStop(error.message),
      wayOut: 'Numbers without what it says would be wrong: mend it, and the review goes on.',
      place: { file, line, column },
    };
  }
  return {
    kind: 'other',
    what: error instanceof Error ? error.message : String(error),
    wayOut: '"Tilescope: Show Log" has more.',
  };
}

function withoutStop(text: string): string {
  return text.trim().replace(/\.$/, '');
}
