import type { ByteSource } from './bytes';

/** A resource as every room names it: a URI as `vscode-uri` and VS Code print it (`file:///home/me/a%20b.png`). */
export type ResourceUri = string;

/** Says whether a slow path should stop. `vscode.CancellationToken` and {@link neverCancelled} both fit. */
export interface Cancellation {
  readonly isCancellationRequested: boolean;
}

export const neverCancelled: Cancellation = { isCancellationRequested: false };

/** What identifies a version of a file. Two equal `mtime` + `size` pairs are taken for the same content. */
export interface FileStat {
  readonly type: 'file' | 'directory' | 'other';
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since the epoch. */
  readonly mtime: number;
}

/** The files the rooms may look at, whoever serves them: Node, or VS Code's `workspace.fs`. */
export interface FileHost {
  /** `undefined` where there is nothing, or nothing that may be looked at. */
  stat(uri: ResourceUri): Promise<FileStat | undefined>;
  /** Opens for reading in part; {@link OpenFile.close} must be called. Rejects with the host's own error. */
  open(uri: ResourceUri): Promise<OpenFile>;
}

/** A host that can also say what a folder holds: one question instead of one for every name that may be there. */
export interface FolderHost extends FileHost {
  /** Names in no order; `undefined` where there is no folder, or none that may be looked into. */
  list(uri: ResourceUri): Promise<readonly string[] | undefined>;
}

export interface OpenFile extends ByteSource {
  close(): Promise<void>;
}
