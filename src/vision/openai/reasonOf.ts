import type OpenAI from 'openai';
import type { VisionReason } from '../visionError';
import type { ApiError } from './errorBody';

/** All that a response can fail with, held to the API by the client's types. */
const responseCodes: Readonly<Record<OpenAI.Responses.ResponseError['code'], VisionReason>> = {
  server_error: 'server-error',
  rate_limit_exceeded: 'rate-limit',
  invalid_prompt: 'content-filter',
  data_residency_mismatch: 'bad-request',
  bio_policy: 'content-filter',
  vector_store_timeout: 'server-error',
  invalid_image: 'picture-refused',
  invalid_image_format: 'picture-refused',
  invalid_base64_image: 'picture-refused',
  invalid_image_url: 'picture-refused',
  image_too_large: 'picture-refused',
  image_too_small: 'picture-refused',
  image_parse_error: 'picture-refused',
  image_content_policy_violation: 'content-filter',
  invalid_image_mode: 'picture-refused',
  image_file_too_large: 'picture-refused',
  unsupported_image_media_type: 'picture-refused',
  empty_image_file: 'picture-refused',
  failed_to_download_image: 'picture-refused',
  image_file_not_found: 'picture-refused',
};

/** Codes and types of errors before an answer, of OpenAI and of those who speak its format. */
const otherCodes: Readonly<Record<string, VisionReason>> = {
  invalid_api_key: 'wrong-key',
  insufficient_quota: 'no-credit',
  insufficient_user_quota: 'no-credit',
  insufficient_balance: 'no-credit',
  billing_hard_limit_reached: 'no-credit',
  billing_not_active: 'no-credit',
  model_not_found: 'unknown-model',
  // Azure: a model is asked for by the name of its deployment.
  DeploymentNotFound: 'unknown-model',
  content_filter: 'content-filter',
  content_policy_violation: 'content-filter',
  moderation_blocked: 'content-filter',
  ResponsibleAIPolicyViolation: 'content-filter',
  server_is_overloaded: 'server-error',
  service_unavailable_error: 'server-error',
  overloaded_error: 'server-error',
  slow_down: 'server-error',
};

/** As the servers that run open models name it. */
const notFoundTypes = ['not_found_error', 'NotFoundError'];

/** What a picture's own field is called; the type of its part is the model's matter. */
const picturePart = /\.(image_url|input_image|file_id)(\.url)?$/;
const partType = /\bcontent\b.*\.type$/;

/** Why it failed, by its code, its place in the request and its status, never by its wording. */
export function reasonOf(
  error: ApiError | undefined,
  status: number | undefined,
  { whole, ...sent }: { readonly pictures: boolean; readonly flex: boolean; readonly whole: boolean },
): VisionReason {
  const codes = [error?.code, error?.type].filter(code => code !== undefined);
  if (sent.flex && codes.includes('resource_unavailable')) return 'flex-unavailable';
  const known = codes.map(reasonOfCode).find(reason => reason !== undefined);
  if (known !== undefined) return known;
  const param = error?.param ?? '';
  if (sent.pictures && (status === 400 || status === 422)) {
    if (picturePart.test(param)) return 'picture-refused';
    // The parts are of the right types, so that it is the model that takes none of these.
    if (partType.test(param)) return 'no-vision';
  }
  // Some say with status 200 that there is nothing at the path.
  if (whole && status === undefined) return 'not-the-api';
  return reasonOfStatus(error, status);
}

function reasonOfCode(code: string): VisionReason | undefined {
  return Object.hasOwn(responseCodes, code)
    ? responseCodes[code as keyof typeof responseCodes]
    : Object.hasOwn(otherCodes, code)
      ? otherCodes[code]
      : undefined;
}

function reasonOfStatus(error: ApiError | undefined, status: number | undefined): VisionReason {
  if (status === undefined) return error === undefined ? 'not-the-api' : 'server-error';
  if (status === 401) return 'wrong-key';
  if (status === 402) return 'no-credit';
  if (status === 407) return 'unreachable';
  if (status === 429) return 'rate-limit';
  if (status === 408 || status === 409 || status >= 500) return 'server-error';
  if (error === undefined) return 'not-the-api';
  if (status === 403) return 'wrong-key';
  if (status === 404) {
    const model = error.param === 'model' || notFoundTypes.includes(error.type ?? '');
    return model ? 'unknown-model' : 'not-the-api';
  }
  if (status === 405) return 'not-the-api';
  return status === 413 ? 'picture-refused' : 'bad-request';
}
