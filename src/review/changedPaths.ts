import type { PathChange, StatePath } from '../host/revisions';

/** What differs between two states, by the paths of each. Paths are those of the repository. */
export class ChangedPaths {
  /** What was there, of all that is not there now or is another content. */
  readonly before = new Map<string, StatePath>();
  /** What is there now, of all that was not there or was another content. */
  readonly after = new Map<string, StatePath>();
  /** The old path of what was moved, by its new one. */
  readonly movedFrom = new Map<string, string>();
  /** Submodules whose contents are not here. */
  readonly submodules: string[] = [];

  static async collect(changes: AsyncIterable<PathChange>): Promise<ChangedPaths> {
    const changed = new ChangedPaths();
    for await (const change of changes) changed.#add(change);
    return changed;
  }

  get size(): number {
    return new Set([...this.before.keys(), ...this.after.keys()]).size;
  }

  has(path: string): boolean {
    return this.before.has(path) || this.after.has(path);
  }

  /** Every path of either side, once. */
  *all(): Generator<string> {
    yield* this.after.keys();
    for (const path of this.before.keys()) if (!this.after.has(path)) yield path;
  }

  #add({ before, after }: PathChange): void {
    const { path, type } = after ?? before;
    if (type === 'submodule' || before?.type === 'submodule') this.submodules.push(path);
    if (before !== undefined) this.before.set(before.path, before);
    if (after !== undefined) this.after.set(after.path, after);
    if (before !== undefined && after !== undefined && before.path !== after.path)
      this.movedFrom.set(after.path, before.path);
  }
}
