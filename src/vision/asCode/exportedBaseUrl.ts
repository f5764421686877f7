import type { Endpoint } from '../endpoint';

/** OpenAI's clients know this one by themselves. */
const known = 'https://api.openai.com/v1';

/** Where exported code sends its request, without a last slash. `said`: code of OpenAI's clients has to say it. */
export function exportedBaseUrl({ baseUrl }: Endpoint): { readonly url: string; readonly said: boolean } {
  const url = baseUrl.replace(/\/+$/, '');
  return { url, said: url !== known };
}
