import * as vscode from 'vscode';
import type { FileStat, FolderHost, OpenFile, ResourceUri } from './host';

/**
 * Files through VS Code: any scheme, so virtual workspaces too. `workspace.fs` reads files whole, so those on disk are
 * handed to `disk` where there is one, which reads headers alone.
 */
export class VscodeFileHost implements FolderHost {
  constructor(private readonly disk: FolderHost | undefined) {}

  async stat(uri: ResourceUri): Promise<FileStat | undefined> {
    if (this.disk !== undefined && uri.startsWith('file:')) return this.disk.stat(uri);
    try {
      const stat = await vscode.workspace.fs.stat(vscode.Uri.parse(uri));
      const type =
        (stat.type & vscode.FileType.File) !== 0
          ? 'file'
          : (stat.type & vscode.FileType.Directory) !== 0
            ? 'directory'
            : 'other';
      return { type, size: stat.size, mtime: stat.mtime };
    } catch {
      // For a look-up, what may not be looked at is not there; reading says more.
      return undefined;
    }
  }

  async open(uri: ResourceUri): Promise<OpenFile> {
    if (this.disk !== undefined && uri.startsWith('file:')) return this.disk.open(uri);
    const parsed = vscode.Uri.parse(uri);
    const bytes = await vscode.workspace.fs.readFile(parsed);
    return {
      name: parsed.path.slice(parsed.path.lastIndexOf('/') + 1),
      size: bytes.byteLength,
      read: (offset, length) => Promise.resolve(bytes.subarray(offset, offset + length)),
      close: () => Promise.resolve(),
    };
  }

  async list(uri: ResourceUri): Promise<readonly string[] | undefined> {
    if (this.disk !== undefined && uri.startsWith('file:')) return this.disk.list(uri);
    try {
      return (await vscode.workspace.fs.readDirectory(vscode.Uri.parse(uri))).map(([name]) => name);
    } catch {
      return undefined;
    }
  }
}
