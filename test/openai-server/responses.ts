// POST /v1/responses and /v1/responses/input_tokens: what is asked, and whether it may be.
import type { InputTokenCountParams, InputTokenCountResponse } from 'openai/resources/responses/input-tokens';
import type { ResponseCreateParamsBase } from 'openai/resources/responses/responses';
import { isObject, type JsonObject } from './json';
import { modelNamed, type ServedModel } from './models';
import { noVision } from './behaviour';
import {
  checkSchemaName,
  checkStrictSchema,
  detailOf,
  limitOf,
  pictureAt,
  tierOf,
  type SentPicture,
  type ServedTier,
} from './requestChecks';
import { inputUsage } from './usage';
import { invalid, missing, unknownParameter, unsupportedValue, wrongType } from './wireError';

/** Held to the client's types: a parameter it gets or loses does not compile here. */
const parameters: Readonly<Record<keyof ResponseCreateParamsBase, true>> = {
  background: true,
  context_management: true,
  conversation: true,
  include: true,
  input: true,
  instructions: true,
  max_output_tokens: true,
  metadata: true,
  model: true,
  moderation: true,
  parallel_tool_calls: true,
  previous_response_id: true,
  prompt: true,
  prompt_cache_key: true,
  prompt_cache_options: true,
  prompt_cache_retention: true,
  reasoning: true,
  safety_identifier: true,
  service_tier: true,
  store: true,
  stream: true,
  stream_options: true,
  temperature: true,
  text: true,
  tool_choice: true,
  tools: true,
  top_logprobs: true,
  top_p: true,
  truncation: true,
  user: true,
};

const countParameters: Readonly<Record<keyof InputTokenCountParams, true>> = {
  conversation: true,
  input: true,
  instructions: true,
  model: true,
  parallel_tool_calls: true,
  personality: true,
  previous_response_id: true,
  reasoning: true,
  text: true,
  tool_choice: true,
  tools: true,
  truncation: true,
};

/** A request that may be answered. */
export interface ResponsesRequest {
  readonly model: ServedModel;
  readonly texts: readonly string[];
  readonly pictures: readonly SentPicture[];
  readonly instructions: string | null;
  readonly schema?: { readonly name: string; readonly schema: JsonObject };
  readonly tier: ServedTier;
  readonly maxOutputTokens: number | undefined;
  readonly stream: boolean;
}

/** @throws {WireError} as the API refuses */
export async function readResponsesRequest(
  body: unknown,
  files: ReadonlyMap<string, Uint8Array>,
): Promise<ResponsesRequest> {
  if (!isObject(body)) throw missing('model');
  checkNames(body, parameters);
  return readQuestion(body, files);
}

/** @throws {WireError} as the API refuses */
export async function countInputTokens(
  body: unknown,
  files: ReadonlyMap<string, Uint8Array>,
): Promise<InputTokenCountResponse> {
  if (!isObject(body)) throw missing('model');
  checkNames(body, countParameters);
  const { model, texts, pictures } = await readQuestion(body, files);
  const { inputTokens } = inputUsage(model.id, { texts, pictures });
  return { object: 'response.input_tokens', input_tokens: inputTokens };
}

function checkNames(body: JsonObject, known: Readonly<Record<string, true>>): void {
  const unknown = Object.keys(body).find(name => !(name in known));
  if (unknown !== undefined) throw unknownParameter(unknown);
}

async function readQuestion(
  body: JsonObject,
  files: ReadonlyMap<string, Uint8Array>,
): Promise<ResponsesRequest> {
  if (body.model === undefined) throw missing('model');
  if (typeof body.model !== 'string') throw wrongType('model', 'a string', body.model);
  if (body.input === undefined || body.input === null) throw missing('input');
  const texts: string[] = [];
  const pictures: SentPicture[] = [];
  if (typeof body.instructions === 'string') texts.push(body.instructions);
  if (typeof body.input === 'string') texts.push(body.input);
  else if (Array.isArray(body.input)) {
    for (const [index, item] of body.input.entries())
      await readItem(item, `input[${index}]`, { texts, pictures, files });
  } else throw wrongType('input', 'one of a string or array', body.input);
  const format = readFormat(body.text);
  const tier = tierOf(body.service_tier);
  const maxOutputTokens = limitOf(body.max_output_tokens, 'max_output_tokens', 16);
  const model = modelNamed(body.model);
  if (pictures.length > 0 && !model.vision) throw noVision();
  return {
    model,
    texts,
    pictures,
    instructions: typeof body.instructions === 'string' ? body.instructions : null,
    ...(format && { schema: format }),
    tier,
    maxOutputTokens,
    stream: body.stream === true,
  };
}

interface Sink {
  readonly texts: string[];
  readonly pictures: SentPicture[];
  readonly files: ReadonlyMap<string, Uint8Array>;
}

const roles = ['assistant', 'system', 'developer', 'user'];

async function readItem(item: unknown, path: string, sink: Sink): Promise<void> {
  if (!isObject(item)) throw wrongType(path, 'an object', item);
  // What was reasoned before may be sent back; it is not looked at.
  if (item.type === 'reasoning') return;
  if (item.type !== undefined && item.type !== 'message')
    throw unsupportedValue(`${path}.type`, item.type, ['message', 'reasoning']);
  if (typeof item.role !== 'string') throw missing(`${path}.role`);
  if (!roles.includes(item.role)) throw unsupportedValue(`${path}.role`, item.role, roles);
  if (item.content === undefined) throw missing(`${path}.content`);
  if (typeof item.content === 'string') {
    sink.texts.push(item.content);
    return;
  }
  if (!Array.isArray(item.content))
    throw wrongType(`${path}.content`, 'one of an array of objects or string', item.content);
  for (const [index, part] of item.content.entries())
    await readPart(part, item.role, `${path}.content[${index}]`, sink);
}

const partTypes = [
  'input_text',
  'input_image',
  'output_text',
  'refusal',
  'input_file',
  'computer_screenshot',
  'summary_text',
  'encrypted_content',
];

async function readPart(part: unknown, role: string, path: string, sink: Sink): Promise<void> {
  if (!isObject(part)) throw wrongType(path, 'an object', part);
  if (part.type === undefined) throw missing(`${path}.type`);
  const spoken =
    role === 'assistant' ? ['output_text', 'refusal'] : ['input_text', 'input_image', 'input_file'];
  if (typeof part.type !== 'string' || !partTypes.includes(part.type))
    throw unsupportedValue(path, part.type, partTypes);
  if (!spoken.includes(part.type)) throw unsupportedValue(path, part.type, spoken);
  switch (part.type) {
    case 'input_text':
    case 'output_text':
      if (typeof part.text !== 'string') throw missing(`${path}.text`);
      sink.texts.push(part.text);
      return;
    case 'input_image':
      sink.pictures.push(await readPicture(part, path, sink.files));
      return;
    default:
      return;
  }
}

async function readPicture(
  part: JsonObject,
  path: string,
  files: ReadonlyMap<string, Uint8Array>,
): Promise<SentPicture> {
  const names = ['type', 'detail', 'file_id', 'image_url', 'prompt_cache_breakpoint'];
  const unknown = Object.keys(part).find(name => !names.includes(name));
  if (unknown !== undefined) throw unknownParameter(`${path}.${unknown}`);
  const detail = detailOf(part.detail, `${path}.detail`, ['low', 'high', 'auto', 'original']);
  if (typeof part.file_id === 'string') {
    const bytes = files.get(part.file_id);
    if (bytes === undefined) {
      throw invalid({
        message: `The file '${part.file_id}' was not found.`,
        param: `${path}.file_id`,
        code: 'image_file_not_found',
      });
    }
    return pictureAt(dataUri(bytes), `${path}.file_id`, detail);
  }
  if (part.image_url === undefined || part.image_url === null) throw missing(`${path}.image_url`);
  return pictureAt(part.image_url, `${path}.image_url`, detail);
}

/** The media type is not looked at again: what counts is what the bytes are. */
function dataUri(bytes: Uint8Array): string {
  return `data:image/png;base64,${Buffer.from(bytes).toString('base64')}`;
}

function readFormat(text: unknown): ResponsesRequest['schema'] {
  if (!isObject(text) || text.format === undefined) return undefined;
  const { format } = text;
  if (!isObject(format)) throw wrongType('text.format', 'an object', format);
  if (format.type === 'text') return undefined;
  if (format.type !== 'json_schema' && format.type !== 'json_object')
    throw unsupportedValue('text.format.type', format.type, ['json_object', 'json_schema', 'text']);
  if (format.type === 'json_object') return undefined;
  if (format.name === undefined) throw missing('text.format.name');
  if (format.schema === undefined) throw missing('text.format.schema');
  const name = checkSchemaName(format.name, 'text.format.name');
  if (format.strict !== true && isObject(format.schema)) return { name, schema: format.schema };
  return { name, schema: checkStrictSchema(format.schema, name, 'text.format.schema') };
}
