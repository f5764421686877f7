import type { Setting, VisionCall } from '../call';
import type { RequestBody } from '../request';
import type { Found } from './draft';
import { get, isGiven } from './look';
import { settingAt, settingOf, type Reading } from './settings';

/** The model a request asks for: in its body, else what stands outside of it. */
export function modelOf(request: RequestBody, reading: Reading = {}): Setting {
  const { body, model } = request;
  if (model && !isGiven(get(body, 'model'))) return settingOf(model, reading);
  return settingAt(body, ['model'], reading);
}

export function tierOf(request: RequestBody): Setting {
  if (request.tier !== undefined)
    return { kind: 'stated', value: request.tier, span: request.span, literal: false };
  const found = get(request.body, 'service_tier', 'serviceTier');
  return found
    ? settingAt(request.body, ['service_tier', 'serviceTier'], { absent: 'default' })
    : settingOf(found);
}

/** The call of a request, with what was found in it. */
export function callOf(
  request: RequestBody,
  found: Found | undefined,
  more: Partial<Pick<VisionCall, 'model' | 'tier' | 'provider' | 'output'>> = {},
): VisionCall | undefined {
  if (!found) return undefined;
  const { api, callee, span, statement, provider, baseUrl } = request;
  const { among, ...rest } = found;
  return {
    api,
    callee,
    span,
    statement,
    provider,
    ...(baseUrl !== undefined && { baseUrl }),
    model: more.model ?? modelOf(request, { among }),
    tier: tierOf(request),
    ...rest,
    ...more,
  };
}
