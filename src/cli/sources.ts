import { stat } from 'node:fs/promises';
import path from 'node:path';
import { URI } from 'vscode-uri';
import type { Size } from '../core/size';
import { SyncNodeFileHost } from '../host/nodeFilesSync';
import { dataUriSource } from '../images/dataUri';
import type { ImageFacts } from '../images/facts';
import { readImageFacts } from '../images/readFacts';

/** `1024x768`, `1024×768`: whole pixels. A file of that name is meant by `./1024x768`. */
export function parseSize(text: string): Size | undefined {
  const match = /^(\d{1,9})[x×](\d{1,9})$/i.exec(text);
  return match?.[1] === undefined || match[2] === undefined
    ? undefined
    : { width: Number(match[1]), height: Number(match[2]) };
}

export interface SourceOptions {
  /** Let addresses lead to private hosts, and over http. */
  readonly allowPrivate?: boolean;
}

/** The facts of a picture given as a path, a `file:` or `https:` URL or a data URI. Throws what reading throws. */
export async function factsOf(source: string, options: SourceOptions): Promise<ImageFacts> {
  if (/^data:/i.test(source)) return readImageFacts(dataUriSource(source));
  if (/^https?:/i.test(source)) {
    const { remoteSource } = await import('../images/remote');
    // Plain http is for a server on one's own machine, which is what this is asked for.
    const own = options.allowPrivate === true;
    return readImageFacts(await remoteSource(source, { allowPrivate: own, allowHttp: own }));
  }
  const file = /^file:/i.test(source) ? URI.parse(source).fsPath : path.resolve(source);
  // Said first, as opening a directory or nothing at all has a different error on each system.
  await stat(file);
  const open = await new SyncNodeFileHost().open(URI.file(file).toString());
  try {
    return await readImageFacts(open);
  } finally {
    await open.close();
  }
}

/** A data URI is a page of letters; its beginning says enough. */
export function shorten(source: string): string {
  return source.length > 80 && /^data:/i.test(source) ? `${source.slice(0, 40)}…` : source;
}
