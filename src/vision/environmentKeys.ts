import type { Endpoint } from './endpoint';

/** Variables that belong to an origin by custom, whatever else is set. */
const ofOrigin: Readonly<Record<string, string>> = {
  'https://api.openai.com': 'OPENAI_API_KEY',
};

/**
 * The environment variables that may hold the key of an endpoint, the one to prefer first: the one its user names for
 * it, and the one that is its origin's by custom. No other endpoint's: `OPENAI_API_KEY` goes to OpenAI alone, unless
 * the user's own settings name it for another endpoint.
 */
export function keyVariables(endpoint: Endpoint): readonly string[] {
  const origin = URL.canParse(endpoint.baseUrl) ? new URL(endpoint.baseUrl).origin : '';
  const custom = Object.hasOwn(ofOrigin, origin) ? ofOrigin[origin] : undefined;
  return [...new Set([endpoint.keyVariable, custom])].flatMap(name => (name ? [name] : []));
}

/** The key of an endpoint and the variable it is from; `undefined` where none of its variables is set to anything. */
export function environmentKey(
  endpoint: Endpoint,
  environment: Readonly<Record<string, string | undefined>>,
): { readonly variable: string; readonly key: string } | undefined {
  for (const variable of keyVariables(endpoint)) {
    const key = environment[variable]?.trim() ?? '';
    if (key !== '') return { variable, key };
  }
  return undefined;
}
