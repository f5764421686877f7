import type { Repository, State } from '../host/revisions';

export interface AskedStates {
  /** A revision; compared is where its branch and the checked state parted. */
  readonly base?: string;
  /** A revision in place of what is on disk. */
  readonly head?: string;
  /** The index in place of what is on disk. */
  readonly staged?: boolean;
}

/**
 * From where to where. A base is where its branch and the checked state parted, so that what others did meanwhile is not
 * counted. Rejects with `RevisionError`.
 */
export async function statesFor(
  repository: Repository,
  { base, head, staged }: AskedStates,
): Promise<{ readonly from: State; readonly to: State }> {
  const to: State =
    head !== undefined
      ? await repository.commit(head)
      : staged === true
        ? { kind: 'index' }
        : { kind: 'working' };
  if (base !== undefined) {
    const asked = await repository.commit(base);
    const found = await repository.mergeBase(asked, to);
    // Known by the name that was given, wherever the branches parted.
    return { from: found.kind === 'commit' ? { ...found, name: base } : found, to };
  }
  return { from: head === undefined ? await repository.head() : await repository.commit(`${head}^`), to };
}
