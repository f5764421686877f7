import type { Endpoint, KeySource } from './endpoint';
import { OpenAiProvider } from './openai/openAiProvider';
import type { ProviderOptions } from './openai/openAiProvider';
import type { VisionProvider } from './provider';

export type { ProviderOptions } from './openai/openAiProvider';

/**
 * Someone who answers at `endpoint`. Nothing is sent and no key is asked for before a run. An endpoint whose address is
 * none is said by the first run, not here.
 */
export function createProvider(
  endpoint: Endpoint,
  keys: KeySource,
  options: ProviderOptions = {},
): VisionProvider {
  return new OpenAiProvider(endpoint, keys, options);
}
