import { group, plural } from '../core/text';
import type { CallSums } from './callTotals';
import type { Totals } from './totals';

/** What a total leaves out, or adds. `bad`: somebody should look at it. */
export interface Remark {
  readonly text: string;
  readonly bad: boolean;
}

/** Nothing that is not known is nothing in a total: it is said beside it. */
export function callRemarks(sums: CallSums): readonly Remark[] {
  return remarks([
    [sums.textTokens, `+ ${plural(sums.textTokens, 'text token')}`],
    [sums.made, `${plural(sums.made, 'image')} made`],
    [sums.refused, `${group(sums.refused)} refused`, true],
    [sums.unreadable, `${group(sums.unreadable)} unreadable`, true],
    [sums.missing, `${group(sums.missing)} missing`, true],
    [sums.unknown, `${group(sums.unknown)} not known`],
    [sums.unpriced, `${plural(sums.unpriced, 'call')} without a price`],
    [sums.withoutModel, `${plural(sums.withoutModel, 'call')} without a known model`],
    [sums.withMore, `${plural(sums.withMore, 'call')} with more images than are known`],
    [sums.madeUnknown, `${plural(sums.madeUnknown, 'call')} making images at a price not known`],
  ]);
}

/** The same of the pictures outside of calls. */
export function otherRemarks(totals: Totals): readonly Remark[] {
  return remarks([
    [totals.unpriced, `${group(totals.unpriced)} without a price`],
    [totals.refused, `${group(totals.refused)} refused`, true],
    [totals.unreadable, `${group(totals.unreadable)} unreadable`, true],
    [totals.unknown, `${group(totals.unknown)} not known`],
    [totals.remote, `${group(totals.remote)} on the web`],
  ]);
}

function remarks(all: readonly (readonly [count: number, text: string, bad?: true])[]): readonly Remark[] {
  return all.flatMap(([count, text, bad]) => (count > 0 ? [{ text, bad: bad === true }] : []));
}
