import type { Endpoint } from '../endpoint';
import { keyVariables } from '../environmentKeys';

/**
 * The environment variable that exported code takes the key from; `undefined` where the endpoint needs none. Where the
 * user has named none, a name is made of the endpoint's: code never holds a key.
 */
export function exportedKey(endpoint: Endpoint): string | undefined {
  const [known] = keyVariables(endpoint).filter(name => /^[a-z_]\w*$/i.test(name));
  if (known !== undefined) return known;
  if (!endpoint.needsKey) return undefined;
  const name = endpoint.id.replace(/\W+/g, '_').toUpperCase();
  return `${/^\d/.test(name) ? '_' : ''}${name}_API_KEY`;
}
