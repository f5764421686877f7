import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest, type RequestOptions } from 'node:https';
import type { ByteSource } from '../host/bytes';
import { literalAddress } from './addresses';
import { ImageError } from './imageError';
import { RemoteGuard, shownUrl } from './remoteGuard';

export interface RemoteOptions {
  /** Contact private, loopback, link-local and reserved addresses too: all of them, or of the hosts named. */
  readonly allowPrivate?: boolean | readonly string[];
  /** Follow `http:` too. */
  readonly allowHttp?: boolean;
  /** Bytes of content received in all, over every request; 2 MB. */
  readonly maxBytes?: number;
  /** Milliseconds for one request and its answer; 10,000. */
  readonly requestTimeout?: number;
  /** Milliseconds from the call to the last read; 30,000. */
  readonly totalTimeout?: number;
  /** 5. */
  readonly maxRedirects?: number;
  readonly signal?: AbortSignal | undefined;
  /** Certificates to trust instead of the system's. */
  readonly ca?: string;
  /** Name → its addresses, instead of the system's resolver. */
  readonly resolve?: (hostname: string) => Promise<readonly string[]>;
}

/** What a request brings at least: a round trip costs more than a few kilobytes. */
const chunk = 16 * 1024;

/** A stretch of the content. */
interface Part {
  readonly offset: number;
  readonly bytes: Uint8Array;
}

/**
 * The image at an https URL, read by ranges. Resolves when the first 16 kB are there; needs no closing. Only for when
 * a user asked for it: the request tells the server that, and when, this project is looked at.
 *
 * Every hop of a redirect is checked for its protocol and for where its name leads: the addresses the connection uses
 * are the very ones that were checked, so a name cannot resolve to another address in between. (Behind a proxy, names
 * are resolved by the proxy, which has to know itself what it lets through.) Credentials in the URL are not sent.
 *
 * Servers that ignore ranges are read from the start and cut off as soon as there is enough.
 *
 * Rejects, as `read` does, with `ImageError`: `malformed-uri`, `refused-protocol`, `refused-address`, `redirects`,
 * `not-found`, `denied`, `over-limit`, `timeout`, `aborted` or `network`.
 */
export async function remoteSource(url: string, options: RemoteOptions = {}): Promise<ByteSource> {
  const source = new RemoteSource(url, options);
  await source.read(0, 1);
  return source;
}

class RemoteSource implements ByteSource {
  readonly name: string;
  size: number | undefined;
  /** Where redirects led; later requests go there at once (and are checked again). */
  private target: URL;
  private readonly parts: Part[] = [];
  private received = 0;
  private readonly deadline: number;
  private readonly limit: number;
  private readonly guard: RemoteGuard;

  constructor(
    url: string,
    private readonly options: RemoteOptions,
  ) {
    const parsed = URL.canParse(url) ? new URL(url) : undefined;
    if (parsed === undefined) throw new ImageError('malformed-uri', url);
    this.target = parsed;
    this.name = shownUrl(parsed);
    this.guard = new RemoteGuard(this.name, options);
    this.limit = options.maxBytes ?? 2 * 1024 * 1024;
    this.deadline = Date.now() + (options.totalTimeout ?? 30_000);
  }

  async read(offset: number, length: number): Promise<Uint8Array> {
    if (this.size !== undefined && offset >= this.size) return new Uint8Array(0);
    const end = Math.min(offset + length, this.size ?? Infinity);
    const held = this.parts.find(part => part.offset <= offset && part.offset + part.bytes.length >= end);
    const part =
      held ?? (await this.fetch(offset, Math.max(length, Math.min(chunk, this.limit - this.received))));
    return part.bytes.subarray(Math.max(0, offset - part.offset), offset + length - part.offset);
  }

  private async fetch(offset: number, length: number): Promise<Part> {
    const maxRedirects = this.options.maxRedirects ?? 5;
    for (let hops = 0; hops <= maxRedirects; hops++) {
      const answer = await this.request(this.target, offset, length);
      if (!(answer instanceof URL)) {
        this.parts.push(answer);
        return answer;
      }
      this.target = answer;
    }
    throw new ImageError('redirects', this.name, `is redirected more than ${maxRedirects} times`);
  }

  /** One request: a part of the content, or where to ask instead. */
  private async request(url: URL, offset: number, length: number): Promise<Part | URL> {
    this.guard.check(url);
    const abort = new AbortController();
    let reason: 'timeout' | 'aborted' = 'timeout';
    const cancel = (): void => {
      reason = 'aborted';
      abort.abort();
    };
    const { signal } = this.options;
    if (signal?.aborted === true) throw new ImageError('aborted', this.name);
    signal?.addEventListener('abort', cancel, { once: true });
    const left = Math.min(this.options.requestTimeout ?? 10_000, this.deadline - Date.now());
    const timer = setTimeout(
      () => {
        abort.abort();
      },
      Math.max(0, left),
    );
    try {
      const response = await this.send(url, `bytes=${offset}-${offset + length - 1}`, abort.signal);
      try {
        return await this.take(response, url, offset, length);
      } finally {
        // What was not read is not wanted.
        response.destroy();
      }
    } catch (error) {
      if (abort.signal.aborted) throw new ImageError(reason, this.name, undefined, { cause: error });
      throw error instanceof ImageError
        ? error
        : new ImageError('network', this.name, undefined, { cause: error });
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
    }
  }

  private send(url: URL, range: string, signal: AbortSignal): Promise<IncomingMessage> {
    const secure = url.protocol === 'https:';
    const options: RequestOptions = {
      protocol: url.protocol,
      hostname: literalAddress(url.hostname) ?? url.hostname,
      port: url.port,
      path: url.pathname + url.search,
      headers: {
        accept: 'image/*,*/*;q=0.5',
        // Offsets are of the file itself.
        'accept-encoding': 'identity',
        range,
        'user-agent': 'tilescope',
      },
      // A connection of its own, looked up and checked anew: most images need a single request.
      agent: false,
      lookup: this.guard.lookup,
      signal,
      ...(this.options.ca === undefined ? {} : { ca: this.options.ca }),
    };
    return new Promise((resolve, reject) => {
      const sent = (secure ? httpsRequest : httpRequest)(options, resolve);
      sent.on('error', reject);
      sent.end();
    });
  }

  private async take(
    response: IncomingMessage,
    url: URL,
    offset: number,
    length: number,
  ): Promise<Part | URL> {
    const status = response.statusCode ?? 0;
    const { location } = response.headers;
    if (status >= 300 && status < 400 && location !== undefined) {
      if (URL.canParse(location, url.href)) return new URL(location, url);
      throw new ImageError('network', this.name, 'is redirected to no address');
    }
    if (status === 404 || status === 410) throw new ImageError('not-found', this.name);
    if (status === 401 || status === 403) throw new ImageError('denied', this.name);
    if (status === 416) return this.pastEnd(response, offset);
    if (status !== 200 && status !== 206 && status !== 204) {
      throw new ImageError('network', this.name, `could not be fetched: its server answers ${status}`);
    }
    if (!['identity', undefined].includes(response.headers['content-encoding'])) {
      throw new ImageError('network', this.name, 'is sent compressed although asked for as it is');
    }
    if (status === 206) {
      const range = contentRange(response);
      if (range?.first !== offset)
        throw new ImageError('network', this.name, 'is answered with another part of it');
      this.learnSize(range.total);
      return { offset, bytes: await this.body(response, length) };
    }
    // The server ignores ranges: what is wanted comes behind everything before it.
    const total = Number(response.headers['content-length']);
    if (response.headers['content-length'] !== undefined && Number.isSafeInteger(total))
      this.learnSize(total);
    const part = { offset: 0, bytes: await this.body(response, offset + length) };
    if (part.bytes.length < offset + length) this.learnSize(part.bytes.length);
    return part;
  }

  private pastEnd(response: IncomingMessage, offset: number): Part {
    this.learnSize(contentRange(response)?.total ?? offset);
    return { offset, bytes: new Uint8Array(0) };
  }

  private learnSize(size: number | undefined): void {
    if (size === undefined) return;
    if (this.size !== undefined && this.size !== size) {
      throw new ImageError('network', this.name, 'changed while it was read', { wayOut: 'Ask again.' });
    }
    this.size = size;
  }

  /** Up to `length` bytes of a body, which may have any length whatever its headers say. */
  private async body(response: IncomingMessage, length: number): Promise<Uint8Array> {
    const expected = Math.min(length, this.size ?? length);
    if (expected > this.limit - this.received) throw new ImageError('over-limit', this.name);
    const pieces: Uint8Array[] = [];
    let have = 0;
    for await (const piece of response as AsyncIterable<Uint8Array>) {
      pieces.push(piece);
      have += piece.length;
      this.received += piece.length;
      if (have >= length) break;
    }
    const bytes = new Uint8Array(Math.min(have, length));
    let at = 0;
    for (const piece of pieces) {
      const rest = piece.subarray(0, bytes.length - at);
      bytes.set(rest, at);
      at += rest.length;
    }
    return bytes;
  }
}

/** `bytes 0-99/1234`, or `bytes *` and the total of an answer that the range is past the end. */
function contentRange(
  response: IncomingMessage,
): { readonly first: number | undefined; readonly total: number | undefined } | undefined {
  const match = /^bytes (?:(\d{1,15})-\d{1,15}|\*)\/(?:(\d{1,15})|\*)$/i.exec(
    response.headers['content-range'] ?? '',
  );
  if (match === null) return undefined;
  const number = (text: string | undefined): number | undefined =>
    text === undefined ? undefined : Number(text);
  return { first: number(match[1]), total: number(match[2]) };
}
