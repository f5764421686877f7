import * as vscode from 'vscode';
import type { Cancellation, FileHost, ResourceUri } from '../host/host';
import { resolve } from '../references/resolve';
import type { Named, Place, Resolution } from '../references/resolve';

/** Watchers tell of changes within the workspace; what they leave out (`files.watcherExclude`) is looked at again. */
const longestWatched = 20_000;
/** Nobody tells of changes elsewhere: long enough for the questions of one keystroke after the other. */
const longestUnwatched = 2_000;
const mostKept = 5000;

interface Entry {
  readonly resolution: Resolution;
  readonly until: number;
}

/**
 * Where references lead, kept for faces that ask again after each keystroke: on a virtual file system every look may be
 * a trip over the network.
 */
export class Resolutions {
  readonly #known = new Map<string, Entry>();
  /** Counts what was forgotten: a search begun before is not kept after. */
  #cleared = 0;

  constructor(private readonly files: Pick<FileHost, 'stat'>) {}

  async resolve(reference: Named, place: Place, cancellation: Cancellation): Promise<Resolution> {
    if (reference.form !== 'path' && reference.form !== 'file-url')
      return resolve(reference, place, this.files, cancellation);
    const key = keyOf(reference, place);
    const known = this.#known.get(key);
    if (known !== undefined && Date.now() < known.until) return known.resolution;
    const begun = this.#cleared;
    const resolution = await resolve(reference, place, this.files, cancellation);
    // A search that was given up has not looked everywhere.
    if (cancellation.isCancellationRequested || begun !== this.#cleared) return resolution;
    if (this.#known.size >= mostKept) this.#known.clear();
    const kept = lookedAt(resolution).every(isWatched) ? longestWatched : longestUnwatched;
    this.#known.set(key, { resolution, until: Date.now() + kept });
    return resolution;
  }

  clear(): void {
    this.#known.clear();
    this.#cleared++;
  }
}

function keyOf(
  { target, form, anchored = false }: Named,
  { document, folder, roots, revision }: Place,
): string {
  const own = document?.replace(/[^/]*$/, '');
  return JSON.stringify([own, folder, roots, revision?.of('file:///'), target, form, anchored]);
}

function lookedAt(resolution: Resolution): readonly ResourceUri[] {
  if (resolution.kind === 'file') return [resolution.uri];
  return resolution.kind === 'missing' ? resolution.tried : [];
}

function isWatched(uri: ResourceUri): boolean {
  return vscode.workspace.getWorkspaceFolder(vscode.Uri.parse(uri)) !== undefined;
}
