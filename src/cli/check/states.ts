import type { Repository, State } from '../../host/revisions';
import { UsageError } from '../exit';

export interface StateFlags {
  readonly base?: string;
  readonly head?: string;
  readonly staged?: boolean;
}

/** Whether two states are asked for; otherwise one is checked whole. */
export function comparesStates({ base, head, staged }: StateFlags): boolean {
  return base !== undefined || head !== undefined || staged === true;
}

/**
 * From where to where. A base is where its branch and the checked state parted, so that what others did meanwhile is not
 * counted. Rejects with `RevisionError`.
 */
export async function statesFor(
  repository: Repository,
  { base, head, staged }: StateFlags,
): Promise<{ readonly from: State; readonly to: State }> {
  if (head !== undefined && staged === true)
    throw new UsageError('--head and --staged are two different states: name one of them.');
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
