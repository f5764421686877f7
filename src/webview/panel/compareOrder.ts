import type { CompareRow } from '../derive';
import { counted } from '../derive';
import type { Sort } from '../kept';

/** Rows without a number come last, whichever way. */
export function sorted(rows: readonly CompareRow[], sort: Sort | undefined): readonly CompareRow[] {
  if (sort === undefined) return rows;
  const sign = sort.descending ? -1 : 1;
  if (sort.key === 'model') return [...rows].sort((a, b) => sign * (a.model < b.model ? -1 : 1));
  const { key } = sort;
  const value = ({ estimate }: CompareRow): number | null => {
    const number = counted(estimate);
    if (number === undefined) return null;
    return key === 'tokens' ? number.tokens : number.costUsd;
  };
  return [...rows].sort((a, b) => {
    const [x, y] = [value(a), value(b)];
    if (x === null || y === null) return (x === null ? 1 : 0) - (y === null ? 1 : 0);
    return sign * (x - y);
  });
}
