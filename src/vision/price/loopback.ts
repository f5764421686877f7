import type { Endpoint } from '../endpoint';

/** Whether an address is of this very machine, by its name alone: nothing is looked up. */
export function isLoopback(baseUrl: string): boolean {
  if (!URL.canParse(baseUrl)) return false;
  const { hostname } = new URL(baseUrl);
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    /^127(?:\.\d{1,3}){3}$/.test(hostname)
  );
}

/** On this machine nothing is paid, unless the user names a list of prices that holds there. */
export function isFree({ baseUrl, priceAs }: Pick<Endpoint, 'baseUrl' | 'priceAs'>): boolean {
  return priceAs === undefined && isLoopback(baseUrl);
}
