import type { ResourceUri } from './host';

/** The last part of a URI, unescaped where it can be. */
export function nameOf(uri: ResourceUri): string {
  const last = uri.slice(uri.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}
