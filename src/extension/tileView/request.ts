import * as vscode from 'vscode';
import type { Pricing } from '../../references/assess';
import { list } from '../../core/text';
import { neverCancelled } from '../../host/host';
import type { PagePair, PagePricing } from '../../webview/protocol';
import { callAt } from '../callCommands';
import { documentOf } from '../documents';
import type { NamedPictures } from '../namedPictures';
import { callPricing } from '../namedPictures';
import type { Shown } from '../pictures';
import { resourceOf } from '../place';
import { distinct, sourceOf } from './source';
import type { PictureSource } from './source';

/** Pictures to be opened, and how. */
export interface OpenRequest {
  readonly sources: readonly PictureSource[];
  /** They are one picture before and after a change: what each is called. Then there are two sources. */
  readonly pair?: PagePair | undefined;
  /** What the call says that sends them. */
  readonly pricing?: PagePricing | undefined;
  /** Whose settings hold, where the pictures are no files. */
  readonly resource?: vscode.Uri | undefined;
  /** Beside the code one came from, rather than in its place. */
  readonly beside?: boolean;
  readonly viewColumn?: vscode.ViewColumn;
  /** Said once the page is there. */
  readonly notice?: string | undefined;
}

/** Files, as a menu of the explorer or an editor's title gives them. */
export function requestOfFiles(uris: readonly vscode.Uri[]): OpenRequest {
  return { sources: uris.map(uri => ({ kind: 'file', uri: uri.toString() })), resource: uris[0] };
}

/** What is named at an offset of a document, at the price of the call that sends it. */
export async function requestAt(
  named: NamedPictures,
  document: vscode.TextDocument,
  offset: number,
): Promise<OpenRequest | undefined> {
  const found = await named.at(document, offset, neverCancelled);
  if (found === undefined) return undefined;
  return requestOfShown(found.shown, found.uses.length > 0, document, offset);
}

/** The first picture that a line names. */
export async function requestOnLine(
  named: NamedPictures,
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<OpenRequest | undefined> {
  const offset = document.offsetAt(position);
  const exact = await requestAt(named, document, offset);
  if (exact !== undefined) return exact;
  const all = await named.all(document, neverCancelled, [document.lineAt(position.line).range]);
  for (const { shown, uses, start } of all) {
    const request = requestOfShown(shown, uses.length > 0, document, start);
    if (request !== undefined) return request;
  }
  return undefined;
}

/** All that a call sends. */
export async function requestOfCall(
  named: NamedPictures,
  document: vscode.TextDocument,
  start: number,
): Promise<OpenRequest | undefined> {
  const at = await callAt(named.calls, document, start);
  if (at === undefined) return undefined;
  const where = placeIn(document, start);
  const pictures = at.priced.images.flatMap(image =>
    image.pictures.map(picture => ({ image, picture, source: sourceOf(picture.assessment, where) })),
  );
  const sources = distinct(pictures.flatMap(({ source }) => (source === undefined ? [] : [source])));
  const [first] = pictures;
  if (first === undefined || sources.length === 0) return undefined;
  const { effective } = await named.pictures.effective(document);
  const details = [...new Set(pictures.map(({ picture }) => picture.detail ?? 'omitted'))];
  return {
    sources,
    pricing: pagePricing(callPricing(at, first.image, document, effective.pricing)),
    resource: resourceOf(document),
    beside: true,
    notice:
      details.length > 1
        ? `The call sends its pictures at detail ${list(details, 'and')}; here all are at ${details[0] ?? 'omitted'}.`
        : undefined,
  };
}

function requestOfShown(
  shown: readonly Shown[],
  ofCall: boolean,
  document: vscode.TextDocument,
  offset: number,
): OpenRequest | undefined {
  const where = placeIn(document, offset);
  const sources = shown.flatMap(({ assessment }) => sourceOf(assessment, where) ?? []);
  const [first] = shown;
  if (first === undefined || sources.length === 0) return undefined;
  return {
    sources: distinct(sources),
    pricing: ofCall ? pagePricing(first.effective.pricing) : undefined,
    resource: resourceOf(document),
    beside: true,
  };
}

function pagePricing({ model, detail, tier, origins }: Pricing): PagePricing {
  return { model, detail, tier, origin: origins.model };
}

function placeIn(document: vscode.TextDocument, offset: number): string {
  const line = document.positionAt(offset).line + 1;
  return `${vscode.workspace.asRelativePath(resourceOf(document))}:${String(line)}`;
}

/** What a command was given, or what one is looking at; `undefined` where that names no picture. */
export async function requestOfArguments(
  named: NamedPictures,
  args: readonly unknown[],
): Promise<OpenRequest | 'nothing there' | undefined> {
  const [first, second, third] = args;
  if (first instanceof vscode.Uri) {
    // The explorer gives what was clicked, and what is selected.
    const selected = Array.isArray(second) ? second.filter(uri => uri instanceof vscode.Uri) : [];
    return requestOfFiles(selected.length > 0 ? selected : [first]);
  }
  if (Array.isArray(first)) {
    const uris = first.filter(uri => uri instanceof vscode.Uri);
    if (uris.length > 0) return requestOfFiles(uris);
  }
  if (typeof first !== 'string' || typeof second !== 'number') return undefined;
  const document = documentOf(first);
  if (document === undefined) return 'nothing there';
  const found =
    third === 'call'
      ? await requestOfCall(named, document, second)
      : await requestAt(named, document, second);
  return found ?? 'nothing there';
}
