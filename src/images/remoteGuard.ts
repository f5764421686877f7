import { lookup as systemLookup } from 'node:dns/promises';
import { isIPv6, type LookupFunction } from 'node:net';
import { isPublicAddress, literalAddress } from './addresses';
import { ImageError } from './imageError';
import type { RemoteOptions } from './remote';

/** Where requests may go: which protocols, and which addresses. */
export class RemoteGuard {
  constructor(
    private readonly image: string,
    private readonly options: Pick<RemoteOptions, 'allowHttp' | 'allowPrivate' | 'resolve'>,
  ) {}

  /** Before every request, redirected ones included. Throws `refused-protocol` or `refused-address`. */
  check(url: URL): void {
    const allowed =
      url.protocol === 'https:' || (url.protocol === 'http:' && this.options.allowHttp === true);
    if (!allowed) throw new ImageError('refused-protocol', shownUrl(url));
    const address = literalAddress(url.hostname);
    // Literal addresses are connected to without a lookup.
    if (address !== undefined) this.checkAddress(address, address);
  }

  /**
   * Called by the connection for the addresses to use, so that what is checked is what is connected to. All of them
   * have to be allowed, as any may be tried.
   */
  readonly lookup: LookupFunction = (hostname, options, callback) => {
    this.resolve(hostname).then(
      addresses => {
        const [first] = addresses;
        if (first === undefined)
          callback(new ImageError('network', this.image, 'has a host without an address'), '');
        else if (options.all === true) callback(null, addresses);
        else callback(null, first.address, first.family);
      },
      (error: unknown) => {
        callback(error as Error, '');
      },
    );
  };

  private async resolve(hostname: string): Promise<{ address: string; family: number }[]> {
    const found =
      (await this.options.resolve?.(hostname)) ??
      (await systemLookup(hostname, { all: true })).map(({ address }) => address);
    return found.map(address => {
      this.checkAddress(address, hostname);
      return { address, family: isIPv6(address) ? 6 : 4 };
    });
  }

  private checkAddress(address: string, hostname: string): void {
    const { allowPrivate = false } = this.options;
    if (typeof allowPrivate === 'boolean' ? allowPrivate : allowPrivate.includes(hostname)) return;
    if (isPublicAddress(address)) return;
    const where = address === hostname ? address : `${hostname} (${address})`;
    throw new ImageError(
      'refused-address',
      this.image,
      `leads to ${where}, a private, local or reserved network address, which is not contacted unless allowed`,
    );
  }
}

/** For messages: without credentials, and without a query, which may hold a signature. */
export function shownUrl(url: URL): string {
  return `${url.protocol}//${url.host}${url.pathname}`;
}
