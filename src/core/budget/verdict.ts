import type { ConfigPlace } from '../config/source';
import type { Scope } from './budgets';
import type { BudgetCode } from './codes';
import type { Amount, MeasuredCall, MeasuredImage, TextRange } from './measured';

export type Quantity = 'tokens' | 'usd' | 'bytes' | 'usdPerMonth' | 'tokensPercent' | 'usdPercent';

/** A limit that holds for something, and where it is written. */
export interface LimitInForce {
  readonly scope: Scope;
  readonly quantity: Quantity;
  /** It is on the rise since the base. */
  readonly rise: boolean;
  readonly warn: number | undefined;
  readonly fail: number | undefined;
  /** Of the whole limit; {@link Passed.place} is the number's own. */
  readonly place: ConfigPlace;
  readonly places: { readonly warn: ConfigPlace | undefined; readonly fail: ConfigPlace | undefined };
}

/** The number of a limit that is passed. */
export interface Passed {
  readonly limit: LimitInForce;
  readonly value: number;
  readonly place: ConfigPlace;
  /** What was measured; of a rise, the difference. */
  readonly measured: Amount;
  /** Of a rise: what it was and is. */
  readonly before?: Amount;
  readonly after?: Amount;
  /** The most that was measured, less the limit. */
  readonly by: number;
}

/** What a verdict is about. Files are relative to the project, with forward slashes. */
export type VerdictSubject =
  | {
      readonly kind: 'image';
      readonly file: string;
      readonly range: TextRange;
      readonly image: MeasuredImage;
      /** Absent where no call sends it. */
      readonly call?: MeasuredCall;
    }
  | { readonly kind: 'call'; readonly file: string; readonly range: TextRange; readonly call: MeasuredCall }
  /** `range` is that of its first call. */
  | { readonly kind: 'file'; readonly file: string; readonly range: TextRange }
  /** All below the folder of a `tilescope.json` (`''`: the project); shown at `file` and `range`, which is the limit's place. */
  | { readonly kind: 'project'; readonly folder: string; readonly file: string; readonly range: TextRange }
  /** An exception itself, in a `tilescope.json` or as a comment. */
  | { readonly kind: 'exception'; readonly file: string; readonly range: TextRange };

/** Where an exception is written, and what it says. */
export interface AppliedException {
  /** `holds`: the verdict counts for nothing. `expired`: it counts again. */
  readonly state: 'holds' | 'expired';
  readonly by: 'config' | 'comment';
  readonly reason: string;
  readonly expires: string | undefined;
  /** `file:line`. */
  readonly file: string;
  readonly range: TextRange;
}

interface VerdictBase {
  readonly code: BudgetCode;
  readonly subject: VerdictSubject;
  /** What, by how much, and the line that says so, in a sentence or two. */
  readonly message: string;
  /** The line of a `tilescope.json` that this is by; absent for what no line asks for. */
  readonly place: ConfigPlace | undefined;
  readonly exception?: AppliedException;
}

/**
 * What `judge` finds. `over`: a limit is passed. `policy`: something is not as the project wants it. `unknown`: a limit
 * holds and nobody can tell whether it is passed; neither good nor bad. `exception`: one has run out.
 * `level` of `unknown` is always `unknown`.
 */
export type Verdict =
  | (VerdictBase & {
      readonly kind: 'over';
      readonly level: 'warn' | 'fail';
      readonly passed: Passed;
    })
  | (VerdictBase & { readonly kind: 'policy'; readonly level: 'warn' | 'fail' })
  | (VerdictBase & {
      readonly kind: 'unknown';
      readonly level: 'unknown';
      readonly limits: readonly LimitInForce[];
      readonly why: string;
    })
  | (VerdictBase & { readonly kind: 'exception'; readonly level: 'warn' | 'fail' });

/** Whether a verdict counts: no exception that holds speaks for it. */
export function counts({ exception }: Verdict): boolean {
  return exception?.state !== 'holds';
}
