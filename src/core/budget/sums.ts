import { matchesGlobs } from '../config/globs';
import { isBelow } from '../config/source';
import type { ConfigSource } from '../config/source';
import { none, plus, times, unknown } from './amount';
import type { Budget } from './budgets';
import { matchOf } from './inForce';
import type { Filter } from './inForce';
import type { Figures } from './judgeLimits';
import type { Amount, MeasuredCall, MeasuredFile } from './measured';
import { callsPerMonth } from './monthly';

/** What a call costs a month: by the comment at it, else by the nearest `callsPerMonth` for its file. */
export function monthOf(call: MeasuredCall, file: string, sources: readonly ConfigSource[]): Amount {
  const times_ = call.callsPerMonth?.value ?? callsPerMonth(sources, file)?.value;
  return times_ === undefined
    ? unknown('no callsPerMonth says how often it is made')
    : times(call.usd, times_);
}

/** Of all calls of some files that a filter is for, each made once. */
export function sumOf(
  files: readonly MeasuredFile[],
  filter: Filter,
  sources: readonly ConfigSource[],
  unread: readonly string[] = [],
): Figures {
  let total = { tokens: none, usd: none, usdPerMonth: none };
  const add = (tokens: Amount, usd: Amount, usdPerMonth: Amount): void => {
    total = {
      tokens: plus(total.tokens, tokens),
      usd: plus(total.usd, usd),
      usdPerMonth: plus(total.usdPerMonth, usdPerMonth),
    };
  };
  for (const why of unread) add(unknown(why), unknown(why), unknown(why));
  for (const { file, calls } of files) {
    for (const call of calls) {
      const match = matchOf(filter, call.model);
      if (match === 'no') continue;
      const where = (amount: Amount): Amount =>
        amount.missing === undefined
          ? amount
          : { ...amount, missing: amount.missing.map(why => `${file}:${String(call.range.line)}: ${why}`) };
      if (match === 'maybe') {
        const why = where(unknown('the model is not known'));
        add(why, why, why);
      } else add(where(call.tokens), where(call.usd), where(monthOf(call, file, sources)));
    }
  }
  return total;
}

/** The files that a budget of a `tilescope.json` is for. */
export function filesFor(
  files: readonly MeasuredFile[],
  { files: globs }: Budget,
  { folder }: ConfigSource,
): readonly MeasuredFile[] {
  return files.filter(({ file }) =>
    globs === undefined ? isBelow(folder, file) : matchesGlobs(globs, folder, file),
  );
}
