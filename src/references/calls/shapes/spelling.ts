import type { RequestBody } from '../request';

/** What follows an entry to state a detail beside it, with `DETAIL` in its place. */
export function detailText(spelling: RequestBody['spelling']): string | undefined {
  if (spelling === 'javascript') return ", detail: 'DETAIL'";
  return spelling === 'python' || spelling === 'json' ? ', "detail": "DETAIL"' : undefined;
}
