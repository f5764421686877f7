import { readdirSync, statSync } from 'node:fs';
import type { FileStat, FolderHost, OpenFile, ResourceUri } from './host';
import { filePath, NodeFileSync } from './nodeFiles';

/**
 * Files through Node's synchronous calls behind the asynchronous interface: for the command line, which has nothing
 * else to do meanwhile. A header is a few microseconds of work, a trip through the thread pool many times that.
 *
 * For one run: what a look-up found, or did not find, it does not look up again.
 */
export class SyncNodeFileHost implements FolderHost {
  readonly #stats = new Map<ResourceUri, Promise<FileStat | undefined>>();

  stat(uri: ResourceUri): Promise<FileStat | undefined> {
    let stat = this.#stats.get(uri);
    if (stat === undefined) {
      stat = Promise.resolve(statOf(uri));
      this.#stats.set(uri, stat);
    }
    return stat;
  }

  open(uri: ResourceUri): Promise<OpenFile> {
    return new Promise(resolve => {
      const file = new NodeFileSync(filePath(uri));
      resolve({
        name: file.name,
        size: file.size,
        read: (offset, length) => Promise.resolve(file.readSync(offset, length)),
        close: () => {
          file.close();
          return Promise.resolve();
        },
      });
    });
  }

  list(uri: ResourceUri): Promise<readonly string[] | undefined> {
    try {
      return Promise.resolve(readdirSync(filePath(uri)));
    } catch {
      return Promise.resolve(undefined);
    }
  }
}

function statOf(uri: ResourceUri): FileStat | undefined {
  let stats;
  try {
    stats = statSync(filePath(uri), { throwIfNoEntry: false });
  } catch {
    // Not a directory on the way, a name too long, no permission: for a look-up there is nothing there.
    return undefined;
  }
  if (stats === undefined) return undefined;
  return {
    type: stats.isFile() ? 'file' : stats.isDirectory() ? 'directory' : 'other',
    size: stats.size,
    mtime: Math.trunc(stats.mtimeMs),
  };
}
