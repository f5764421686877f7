import type { MeasuredIgnore } from '../../core/budget/measured';
import type { CallsPerMonthHere } from '../../core/budget/monthly';
import type { Assessment } from '../assess';
import type { CallUnknown } from '../calls/call';
import type { PricedCall } from '../calls/price/pricedCall';
import type { LineColumn } from '../lines';

/** A reference of the project that flows into no call, priced with the model of the run. */
export interface Finding extends LineColumn {
  /** Relative to the project, with forward slashes. */
  readonly file: string;
  readonly assessment: Assessment;
  /** Behind its last character. */
  readonly end: LineColumn;
  /** Comments that cover it. */
  readonly ignores: readonly MeasuredIgnore[];
}

/** A call of the project, with what it costs. */
export interface FoundCall extends LineColumn {
  /** Relative to the project, with forward slashes. */
  readonly file: string;
  /** Behind its last character. */
  readonly end: LineColumn;
  readonly priced: PricedCall;
  /** Where each of `priced.images` is named, and how that is written. */
  readonly places: readonly (LineColumn & {
    readonly written: string;
    readonly end: LineColumn;
    readonly ignores: readonly MeasuredIgnore[];
  })[];
  /** What comments at the call say. */
  readonly ignores: readonly MeasuredIgnore[];
  readonly callsPerMonth: CallsPerMonthHere | undefined;
  readonly unknowns: readonly (CallUnknown & LineColumn)[];
}

/** A source file that could not be looked into, or not for calls. */
export interface Unread {
  readonly file: string;
  readonly why: string;
}
