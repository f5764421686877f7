/** What an error says of itself, in the fields of OpenAI's own. */
export interface ApiError {
  readonly message: string;
  readonly code?: string;
  readonly type?: string;
  readonly param?: string;
  /** Some give HTTP's status as the code, within a stream too. */
  readonly status?: number;
}

/**
 * The error in a body, or the value of its `error`. `undefined` where there is none. Besides OpenAI's form: a mere
 * sentence (Ollama, LM Studio), fields without a wrapper (vLLM), within a list (Gemini), `detail` (FastAPI).
 */
export function readError(body: unknown): ApiError | undefined {
  if (typeof body === 'string') return { message: body };
  if (Array.isArray(body)) return readError(body[0]);
  if (typeof body !== 'object' || body === null) return undefined;
  const fields = body as Readonly<Record<string, unknown>>;
  if (fields.error !== undefined && fields.error !== null) return readError(fields.error);
  const message = text(fields.message) ?? text(fields.detail);
  const status = [fields.code, fields.status].find(isStatus);
  const code = text(fields.code);
  const type = text(fields.type);
  const param = text(fields.param);
  if (message === undefined && code === undefined && type === undefined) return undefined;
  return {
    message: message ?? '',
    ...(code === undefined ? {} : { code }),
    ...(type === undefined ? {} : { type }),
    ...(param === undefined ? {} : { param }),
    ...(status === undefined ? {} : { status }),
  };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function isStatus(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 400 && value < 600;
}
