import * as vscode from 'vscode';
import { dataUriSource } from '../../images/dataUri';
import type { ImageFacts } from '../../images/facts';
import { formatNames, shownByBrowsers } from '../../images/names';
import { readImageFacts } from '../../images/readFacts';
import type { PageFacts, PagePicture } from '../../webview/protocol';
import type { AskPicture } from '../ask/askPanel';
import { failureOf } from './failure';
import type { Failure } from './failure';
import type { TileViewServices } from './services';
import { idOf, nameOf, whereOf } from './source';
import type { PictureSource } from './source';

/** Longer text is not handed to a page, which would hold it several times over. */
const longestData = 20_000_000;
/** Pixels a side of a picture that is made to be shown. */
const largestShown = 4096;
/** Files on no disk of this machine are read whole; larger ones are not worth the wait. */
const largestRead = 64_000_000;

/** A picture of a page: its facts as they last were, and how it is shown. Reads headers; pixels only where it must. */
export class ViewedPicture {
  readonly id: string;
  readonly name: string;
  facts: ImageFacts | undefined;
  #error: Failure | undefined;
  #version = '';
  /** Of a picture on the web, once the user has had it fetched. */
  #fetched: Uint8Array | undefined;
  #shown:
    { readonly version: string; readonly how: Promise<Pick<PagePicture, 'src' | 'unshown'>> } | undefined;

  constructor(
    readonly source: PictureSource,
    private readonly services: TileViewServices,
    /** Which of two of the same name it is. */
    which?: 'before' | 'after',
  ) {
    this.id = idOf(source);
    this.name = which === undefined ? nameOf(source) : `${nameOf(source)} (${which})`;
  }

  /** There is no such file (any more). */
  get isGone(): boolean {
    return this.#error?.reason === 'not-found';
  }

  /** Looks again. @returns whether the page has something else to show */
  async read(): Promise<boolean> {
    const before = `${this.#version} ${this.#error?.message ?? ''}`;
    const { source } = this;
    try {
      this.#version = await this.#versionNow();
      this.facts =
        source.kind === 'file'
          ? await this.services.named.pictures.facts.facts(source.uri)
          : source.kind === 'data'
            ? await readImageFacts(dataUriSource(source.data))
            : this.#factsOfUrl(source.url);
      this.#error = undefined;
    } catch (error) {
      this.facts = undefined;
      this.#error = failureOf(error);
    }
    return before !== `${this.#version} ${this.#error?.message ?? ''}`;
  }

  async page(webview: vscode.Webview): Promise<PagePicture> {
    const { source, facts } = this;
    const fetchable = source.kind === 'url' && this.#fetched === undefined && vscode.workspace.isTrusted;
    return {
      id: this.id,
      name: this.name,
      where: whereOf(source),
      facts: facts === undefined ? undefined : pageFacts(facts),
      ...(this.#error === undefined ? {} : { error: this.#error.message }),
      ...(facts === undefined ? {} : await this.#how(webview, facts)),
      ...(fetchable ? { fetchable } : {}),
      version: this.#version,
    };
  }

  ask(): AskPicture {
    const { id, name, source, facts } = this;
    return {
      id,
      name,
      facts,
      source:
        source.kind === 'file'
          ? { kind: 'file', uri: vscode.Uri.parse(source.uri) }
          : source.kind === 'url'
            ? { kind: 'url', url: source.url }
            : { kind: 'bytes', bytes: decoded(source.data) },
    };
  }

  /** All of its bytes, or the path of the file on this machine's disk that has them. */
  async content(): Promise<string | Uint8Array> {
    const { source } = this;
    if (source.kind === 'data') return decoded(source.data);
    if (source.kind === 'url') {
      if (this.#fetched === undefined) throw new Error(`${this.name} is on the web, and was not fetched.`);
      return this.#fetched;
    }
    const uri = vscode.Uri.parse(source.uri);
    return uri.scheme === 'file' ? uri.fsPath : this.#readWhole(uri);
  }

  async bytes(): Promise<Uint8Array> {
    const content = await this.content();
    return typeof content === 'string' ? this.#readWhole(vscode.Uri.file(content)) : content;
  }

  /** Takes what was fetched of a picture on the web. */
  fetched(bytes: Uint8Array): void {
    this.#fetched = bytes;
  }

  async #readWhole(uri: vscode.Uri): Promise<Uint8Array> {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > largestRead)
      throw new Error(
        `${this.name} has ${String(Math.round(size / 1e6))} MB, which is too much to take in whole.`,
      );
    return vscode.workspace.fs.readFile(uri);
  }

  async #versionNow(): Promise<string> {
    const { source } = this;
    if (source.kind === 'data') return this.id;
    if (source.kind === 'url') return this.#fetched === undefined ? 'not fetched' : 'fetched';
    const stat = await this.services.files.stat(source.uri);
    return stat === undefined ? 'gone' : `${String(stat.mtime)}-${String(stat.size)}`;
  }

  #factsOfUrl(url: string): ImageFacts {
    const known = this.services.named.pictures.remote(url);
    if (known === undefined) throw new Error(`${this.name} is on the web, and not fetched.`);
    if (known instanceof Error) throw known;
    return known;
  }

  #how(webview: vscode.Webview, facts: ImageFacts): Promise<Pick<PagePicture, 'src' | 'unshown'>> {
    const version = `${this.#version} ${String(vscode.workspace.isTrusted)}`;
    if (this.#shown?.version !== version) this.#shown = { version, how: this.#show(webview, facts) };
    return this.#shown.how;
  }

  async #show(
    webview: vscode.Webview,
    { format }: ImageFacts,
  ): Promise<Pick<PagePicture, 'src' | 'unshown'>> {
    const { source } = this;
    if (source.kind === 'url' && this.#fetched === undefined)
      return { unshown: 'On the web: its header was read, and the picture itself is not fetched.' };
    if (!shownByBrowsers.has(format)) return this.#drawn(formatNames[format]);
    if (source.kind === 'data')
      return source.data.length > longestData
        ? {
            unshown: `It is written out in code with ${String(source.data.length)} characters: too long to show.`,
          }
        : { src: source.data };
    if (source.kind === 'url')
      return { src: dataUri(format === 'svg' ? 'svg+xml' : format, this.#fetched ?? new Uint8Array(0)) };
    const uri = vscode.Uri.parse(source.uri);
    // Not every window loads a revision's address (one on another machine does not); those bytes never change.
    if (uri.scheme === 'git') {
      const bytes = await this.#readWhole(uri);
      if (bytes.byteLength * (4 / 3) <= longestData)
        return { src: dataUri(format === 'svg' ? 'svg+xml' : format, bytes) };
    }
    const address = webview.asWebviewUri(uri);
    return {
      src: (address.query === '' ? address.with({ query: `version=${this.#version}` }) : address).toString(),
    };
  }

  /** Made showable by the image engine, which decodes with the rights of the user: not what somebody else's folder holds. */
  async #drawn(format: string): Promise<Pick<PagePicture, 'src' | 'unshown'>> {
    if (!vscode.workspace.isTrusted)
      return {
        unshown: `The editor's window shows no ${format}, and in Restricted Mode nothing else decodes pictures.`,
      };
    try {
      const { thumbnail } = await import('../../images/pixels');
      const drawn = await thumbnail(await this.content(), { width: largestShown, maxHeight: largestShown });
      return { src: dataUri('webp', drawn) };
    } catch (error) {
      const { message, reason } = failureOf(error);
      this.services.log.info(`${this.id} is not shown: ${message}`);
      return {
        unshown:
          reason === 'engine-missing'
            ? `The editor's window shows no ${format}, and the image engine that would could not be loaded here.`
            : `Neither the editor's window nor the image engine shows this ${format}. Its size and price are right all the same.`,
      };
    }
  }
}

function pageFacts({ format, width, height, orientation, animated, bytes, warnings }: ImageFacts): PageFacts {
  return {
    format,
    width,
    height,
    orientation,
    animated,
    bytes,
    warnings: warnings.map(({ message }) => message),
  };
}

function dataUri(type: string, bytes: Uint8Array): string {
  return `data:image/${type};base64,${Buffer.from(bytes).toString('base64')}`;
}

function decoded(data: string): Uint8Array {
  const source = dataUriSource(data);
  return source.readSync(0, source.size);
}
