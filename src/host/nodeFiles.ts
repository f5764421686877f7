import * as fs from 'node:fs';
import { basename } from 'node:path';
import { URI } from 'vscode-uri';
import type { FileStat, FolderHost, OpenFile, ResourceUri } from './host';

/**
 * Opening must not wait: a named pipe would block a thread until someone writes to it. Absent on Windows, which has
 * no such files.
 */
const openFlags = fs.constants.O_RDONLY | ((fs.constants as { O_NONBLOCK?: number }).O_NONBLOCK ?? 0);

/**
 * Files through Node. Callbacks on descriptors instead of `fs.promises`, whose handles cost as much as the reading.
 *
 * Opening and reading may wait for a disk and go to a thread. Asking an open descriptor for its size and closing one
 * that was only read do not wait, and take less time than the trip would: those are done at once.
 */
export class NodeFileHost implements FolderHost {
  stat(uri: ResourceUri): Promise<FileStat | undefined> {
    const path = tryPath(uri);
    if (path === undefined) return Promise.resolve(undefined);
    return new Promise(resolve => {
      fs.stat(path, (error, stats) => {
        resolve(
          error === null
            ? { type: typeOf(stats), size: stats.size, mtime: Math.trunc(stats.mtimeMs) }
            : undefined,
        );
      });
    });
  }

  /** Rejects with Node's own error, or one with the code `EISDIR` or `ENOTSUP` for what is not a file. */
  open(uri: ResourceUri): Promise<OpenFile> {
    return new Promise((resolve, reject) => {
      const path = filePath(uri);
      fs.open(path, openFlags, (error, fd) => {
        if (error !== null) {
          reject(error);
          return;
        }
        const opened = regularFile(fd, path);
        if (opened instanceof Error) reject(opened);
        else resolve(new NodeFile(basename(path), opened.size, fd));
      });
    });
  }

  list(uri: ResourceUri): Promise<readonly string[] | undefined> {
    const path = tryPath(uri);
    if (path === undefined) return Promise.resolve(undefined);
    return new Promise(resolve => {
      fs.readdir(path, (error, names) => {
        resolve(error === null ? names : undefined);
      });
    });
  }
}

class NodeFile implements OpenFile {
  constructor(
    readonly name: string,
    readonly size: number,
    private readonly fd: number,
  ) {}

  read(offset: number, length: number): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      fs.read(this.fd, spare(length), 0, length, offset, (error, count, buffer) => {
        if (error === null) resolve(buffer.subarray(0, count));
        else reject(error);
      });
    });
  }

  close(): Promise<void> {
    return new Promise(resolve => {
      fs.closeSync(this.fd);
      resolve();
    });
  }
}

/** A file opened for reading in part, without promises; {@link close} must be called. */
export class NodeFileSync {
  readonly name: string;
  readonly size: number;
  private readonly fd: number;

  /** Throws Node's own error, or one with the code `EISDIR` or `ENOTSUP` for what is not a file. */
  constructor(path: string) {
    this.fd = fs.openSync(path, openFlags);
    const opened = regularFile(this.fd, path);
    if (opened instanceof Error) throw opened;
    this.name = basename(path);
    this.size = opened.size;
  }

  readSync(offset: number, length: number): Uint8Array {
    const bytes = spare(length);
    return bytes.subarray(0, fs.readSync(this.fd, bytes, 0, length, offset));
  }

  close(): void {
    fs.closeSync(this.fd);
  }
}

const slabSize = 64 * 1024;
let slab: Uint8Array = Buffer.allocUnsafeSlow(slabSize);
let used = 0;

/** Memory nobody else has, cut from a larger piece: for reads of some kilobytes allocating took as long as reading. */
function spare(length: number): Uint8Array {
  if (length > slabSize / 4) return Buffer.allocUnsafeSlow(length);
  if (used + length > slabSize) {
    slab = Buffer.allocUnsafeSlow(slabSize);
    used = 0;
  }
  used += length;
  return slab.subarray(used - length, used);
}

/** The path of a `file:` URI; throws an error with the code `ENOENT` for other schemes, which Node cannot reach. */
export function filePath(uri: ResourceUri): string {
  const path = tryPath(uri);
  if (path === undefined) throw coded('ENOENT', `no file: ${uri}`);
  return path;
}

function tryPath(uri: ResourceUri): string | undefined {
  try {
    const parsed = URI.parse(uri, true);
    return parsed.scheme === 'file' && !parsed.fsPath.includes('\0') ? parsed.fsPath : undefined;
  } catch {
    return undefined;
  }
}

/** The size of an open regular file; for anything else the descriptor is closed and the error to report returned. */
function regularFile(fd: number, path: string): fs.Stats | Error {
  try {
    const stats = fs.fstatSync(fd);
    if (stats.isFile()) return stats;
    fs.closeSync(fd);
    return stats.isDirectory()
      ? coded('EISDIR', `a directory: ${path}`)
      : coded('ENOTSUP', `not a file: ${path}`);
  } catch (error) {
    return error instanceof Error ? error : coded('EIO', String(error));
  }
}

function typeOf(stats: fs.Stats): FileStat['type'] {
  if (stats.isFile()) return 'file';
  return stats.isDirectory() ? 'directory' : 'other';
}

function coded(code: string, message: string): Error {
  return Object.assign(new Error(message), { code });
}
