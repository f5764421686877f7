import type { VisionCall } from '../call';
import type { RequestBody } from '../request';
import { get, stringOf } from './look';
import { readChat } from './openaiChat';
import { providerOfUrl } from './hosts';
import { gatewayPrefix, gatewayProvider, providerByName } from './prefixes';
import { modelOf } from './result';
import { withoutPrefix } from './settings';

/** LiteLLM's `completion`: as Chat, the provider in front of the model's name. */
export function readLiteLlm(request: RequestBody): VisionCall | undefined {
  const call = readChat(request);
  if (!call) return undefined;
  const name = stringOf(get(request.body, 'model') ?? request.model);
  const stated = stringOf(get(request.body, 'custom_llm_provider'));
  const base = stringOf(get(request.body, 'api_base', 'base_url'));
  const provider =
    (stated === undefined ? undefined : gatewayProvider(`${stated}/`)) ??
    (name === undefined ? undefined : gatewayProvider(name)) ??
    (base === undefined ? undefined : providerOfUrl(base)) ??
    (name === undefined ? undefined : providerByName(name));
  return {
    ...call,
    provider,
    ...(base !== undefined && { baseUrl: base }),
    model: modelOf(request, { as: withoutPrefix(gatewayPrefix) }),
  };
}
