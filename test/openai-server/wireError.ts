// What the API answers when it refuses: its envelope, and the wordings that it is known to send.
import type { ErrorObject } from 'openai/resources/shared';

/** An answer other than 200, to be sent as it is. */
export class WireError extends Error {
  override readonly name = 'WireError';

  constructor(
    readonly status: number,
    readonly body: ErrorObject,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(body.message);
  }
}

export interface Refusal {
  readonly message: string;
  readonly param?: string;
  readonly code?: string;
  readonly status?: number;
}

/** A request that cannot be served as it is: 400 unless said otherwise. */
export function invalid({ message, param, code, status = 400 }: Refusal): WireError {
  return new WireError(status, {
    message,
    type: 'invalid_request_error',
    param: param ?? null,
    code: code ?? null,
  });
}

export function missing(param: string): WireError {
  return invalid({
    message: `Missing required parameter: '${param}'.`,
    param,
    code: 'missing_required_parameter',
  });
}

export function unknownParameter(param: string): WireError {
  return invalid({ message: `Unknown parameter: '${param}'.`, param, code: 'unknown_parameter' });
}

/** @param supported in the order in which the message lists them */
export function unsupportedValue(param: string, value: unknown, supported: readonly string[]): WireError {
  const quoted = supported.map(name => `'${name}'`);
  const last = quoted.pop() ?? '';
  const list = quoted.length === 0 ? last : `${quoted.join(', ')}${quoted.length > 1 ? ',' : ''} and ${last}`;
  const shown = typeof value === 'string' ? value : JSON.stringify(value);
  return invalid({
    message: `Invalid value: '${shown}'. Supported values are: ${list}.`,
    param,
    code: 'invalid_value',
  });
}

export function wrongType(param: string, expected: string, value: unknown): WireError {
  return invalid({
    message: `Invalid type for '${param}': expected ${expected}, but got ${article(kindOf(value))} instead.`,
    param,
    code: 'invalid_type',
  });
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'decimal';
  return typeof value;
}

function article(kind: string): string {
  if (kind === 'null') return kind;
  return `${/^[aeiou]/.test(kind) ? 'an' : 'a'} ${kind}`;
}

export function unknownModel(model: string): WireError {
  return invalid({
    message: `The model \`${model}\` does not exist or you do not have access to it.`,
    code: 'model_not_found',
    status: 404,
  });
}

export function noKey(): WireError {
  return invalid({
    message:
      "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY).",
    status: 401,
  });
}

/** The API shows the ends of the key that it refuses; so clients must not take its message for free of secrets. */
export function wrongKey(key: string): WireError {
  const shown =
    key.length < 12 ? '*'.repeat(key.length) : `${key.slice(0, 8)}${'*'.repeat(8)}${key.slice(-4)}`;
  return invalid({
    message: `Incorrect API key provided: ${shown}. You can find your API key at https://platform.openai.com/account/api-keys.`,
    code: 'invalid_api_key',
    status: 401,
  });
}

export function notFound(method: string, path: string): WireError {
  return invalid({ message: `Invalid URL (${method} ${path})`, status: 404 });
}
