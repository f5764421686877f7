import type { FileHost, FileStat, OpenFile, ResourceUri } from '../../../src/host/host';

/** Files that are only names, on a host that counts what it is asked. */
export class MemoryHost implements FileHost {
  readonly asked: ResourceUri[] = [];
  readonly #types = new Map<ResourceUri, FileStat['type']>();

  /** @param files URIs as `vscode-uri` prints them; `{ uri, type }` for what is no file */
  constructor(
    files: readonly (ResourceUri | { readonly uri: ResourceUri; readonly type: FileStat['type'] })[],
  ) {
    for (const file of files) {
      if (typeof file === 'string') this.#types.set(file, 'file');
      else this.#types.set(file.uri, file.type);
    }
  }

  stat(uri: ResourceUri): Promise<FileStat | undefined> {
    this.asked.push(uri);
    const type = this.#types.get(uri);
    return Promise.resolve(type === undefined ? undefined : { type, size: 1, mtime: 1 });
  }

  open(): Promise<OpenFile> {
    return Promise.reject(new Error('resolving opens nothing'));
  }
}
