import { createHash } from 'node:crypto';
import * as vscode from 'vscode';
import type { Assessment } from '../../references/assess';

/** Where a picture of a page is from. Plain data: a panel is brought back from it. */
export type PictureSource =
  | { readonly kind: 'file'; readonly uri: string }
  /** Its bytes stand in code, as a `data:` URI; `where` says where, for people. */
  | { readonly kind: 'data'; readonly data: string; readonly where: string }
  | { readonly kind: 'url'; readonly url: string };

/** The same for the same picture. */
export function idOf(source: PictureSource): string {
  switch (source.kind) {
    case 'file':
      return source.uri;
    case 'url':
      return source.url;
    case 'data':
      return `data:${createHash('sha1').update(source.data).digest('hex')}`;
  }
}

/** `checkout.png`, `inline image/png` */
export function nameOf(source: PictureSource): string {
  switch (source.kind) {
    case 'file':
      return lastPart(vscode.Uri.parse(source.uri).path);
    case 'url':
      return lastPart(vscode.Uri.parse(source.url).path) || source.url;
    case 'data':
      return `inline ${/^data:([^;,]*)/i.exec(source.data)?.[1] ?? 'image'}`;
  }
}

export function whereOf(source: PictureSource): string {
  switch (source.kind) {
    case 'file': {
      const uri = vscode.Uri.parse(source.uri);
      // A revision of a file has the file's path.
      return vscode.workspace.asRelativePath(
        uri.scheme === 'git' ? uri.with({ scheme: 'file', query: '' }) : uri,
      );
    }
    case 'url':
      return source.url;
    case 'data':
      return source.where;
  }
}

/** The picture an assessment is about; `undefined` where a reference leads to none. */
export function sourceOf(assessment: Assessment, where: string): PictureSource | undefined {
  if (assessment.kind === 'unresolved') return undefined;
  if (assessment.kind === 'remote') return { kind: 'url', url: assessment.url };
  const { resolution, reference } = assessment;
  switch (resolution.kind) {
    case 'file':
      return { kind: 'file', uri: resolution.uri };
    case 'data':
      return { kind: 'data', data: reference.target, where };
    case 'remote':
      return { kind: 'url', url: resolution.url };
    case 'missing':
    case 'unresolved':
      return undefined;
  }
}

/** Each once. */
export function distinct(sources: readonly PictureSource[]): readonly PictureSource[] {
  return [...new Map(sources.map(source => [idOf(source), source])).values()];
}

/** The same for the same pictures, in whichever order; a pair is something else than its two pictures. */
export function keyOf(sources: readonly PictureSource[], isPair = false): string {
  if (isPair) return `pair ${JSON.stringify(sources.map(idOf))}`;
  const ids = distinct(sources).map(idOf);
  const [first] = ids;
  return ids.length === 1 && first !== undefined ? first : JSON.stringify(ids.sort());
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
