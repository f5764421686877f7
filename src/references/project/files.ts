import type { FolderHost, ResourceUri } from '../../host/host';

/** What a project's file cannot be used for, and why: for whoever wonders why a path leads nowhere. */
export interface ProjectProblem {
  readonly uri: ResourceUri;
  readonly message: string;
}

/** Larger configurations are nobody's, and would be read for nothing. */
export const largestConfig = 512 * 1024;

type Text = string | { readonly problem: string } | undefined;

/** The texts of a project's files and the names in its folders, each asked for once. */
export class ProjectFiles {
  readonly #names = new Map<ResourceUri, Promise<ReadonlySet<string>>>();
  readonly #texts = new Map<ResourceUri, Promise<Text>>();

  constructor(private readonly host: Pick<FolderHost, 'open' | 'list'>) {}

  /** Empty for a folder that is not there. */
  names(folder: ResourceUri): Promise<ReadonlySet<string>> {
    let names = this.#names.get(folder);
    if (names === undefined) {
      if (this.#names.size > 5000) this.#names.clear();
      names = this.host.list(folder).then(
        list => new Set(list),
        () => new Set<string>(),
      );
      this.#names.set(folder, names);
    }
    return names;
  }

  /** `undefined` where there is no such file; what cannot be read is reported. */
  async text(uri: ResourceUri, problems: ProjectProblem[]): Promise<string | undefined> {
    let known = this.#texts.get(uri);
    if (known === undefined) {
      if (this.#texts.size > 1000) this.#texts.clear();
      known = this.#read(uri);
      this.#texts.set(uri, known);
    }
    const text = await known;
    if (typeof text !== 'object') return text;
    problems.push({ uri, message: text.problem });
    return undefined;
  }

  async #read(uri: ResourceUri): Promise<Text> {
    let file;
    try {
      file = await this.host.open(uri);
    } catch {
      return undefined;
    }
    try {
      if ((file.size ?? 0) > largestConfig) return { problem: 'is larger than 512 kB' };
      return await whole(file);
    } catch {
      return { problem: 'cannot be read' };
    } finally {
      await file.close().catch(() => undefined);
    }
  }

  /** Forgets a file, and what the folders on the way to it hold. */
  invalidate(uri: ResourceUri): void {
    this.#texts.delete(uri);
    for (const folder of this.#names.keys()) if (isAbove(folder, uri)) this.#names.delete(folder);
  }

  clear(): void {
    this.#names.clear();
    this.#texts.clear();
  }
}

async function whole(file: {
  readonly size: number | undefined;
  read(offset: number, length: number): Promise<Uint8Array>;
}): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for (let offset = 0; offset < largestConfig;) {
    const bytes = await file.read(offset, Math.min(file.size ?? largestConfig, largestConfig) - offset);
    if (bytes.length === 0) break;
    text += decoder.decode(bytes, { stream: true });
    offset += bytes.length;
    if (offset === file.size) break;
  }
  return text + decoder.decode();
}

function isAbove(folder: ResourceUri, uri: ResourceUri): boolean {
  return uri.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}
