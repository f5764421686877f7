import { RevisionError } from './revisions';
import type { PathChange, StatePath } from './revisions';

/** A line of `git diff --raw -z`, whose ids of nothing are zeros. */
export async function* rawChanges(records: AsyncGenerator<string>): AsyncGenerator<PathChange> {
  const next = async (): Promise<string | undefined> => {
    const step: IteratorResult<string, unknown> = await records.next();
    return step.done === true ? undefined : step.value;
  };
  try {
    for (let line = await next(); line !== undefined; line = await next()) {
      const [, oldMode, newMode, oldId, newId, status] =
        /^:(\d+) (\d+) ([\da-f]+) ([\da-f]+) ([A-Z])\d*$/.exec(line) ?? [];
      const first = await next();
      const second = status === 'R' || status === 'C' ? await next() : first;
      if (oldMode === undefined || newMode === undefined || first === undefined || second === undefined)
        continue;
      // A conflict: where files on disk are compared, its file has a line of its own.
      if (status === 'U') continue;
      const before = sideOf(oldMode, oldId, first);
      const after = sideOf(newMode, newId, second);
      // A copy leaves what it was made from where it is.
      if (status === 'C' && after !== undefined) yield { before: undefined, after };
      else if (before !== undefined && after !== undefined) yield { before, after };
      else if (before !== undefined) yield { before, after: undefined };
      else if (after !== undefined) yield { before: undefined, after };
    }
  } finally {
    await records.return(undefined);
  }
}

/** `undefined` for nothing. */
export function sideOf(mode: string, id: string | undefined, path: string): StatePath | undefined {
  if (/^0+$/.test(mode)) return undefined;
  return { path, type: typeOf(mode), id: id === undefined || /^0+$/.test(id) ? undefined : id };
}

export function typeOf(mode: string): StatePath['type'] {
  if (mode.startsWith('12')) return 'link';
  return mode.startsWith('16') ? 'submodule' : 'file';
}

/**
 * What is staged, of `git ls-files --stage -z`. Throws `RevisionError` of `unmerged` for a path with conflicts, or puts
 * it with the others into `unmerged`.
 */
export async function* stagedPaths(
  records: AsyncIterable<string>,
  unmerged?: Set<string>,
): AsyncGenerator<StatePath> {
  for await (const line of records) {
    const tab = line.indexOf('\t');
    const [mode = '', id = '', stage = ''] = line.slice(0, tab).split(' ');
    const path = line.slice(tab + 1);
    if (stage === '0') yield { path, type: typeOf(mode), id };
    else if (unmerged !== undefined) unmerged.add(path);
    else
      throw new RevisionError(
        'unmerged',
        `${path} has conflicts of a merge`,
        'Resolve them and `git add` it.',
      );
  }
}
