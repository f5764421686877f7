// POST /v1/chat/completions: what is asked, and whether it may be.
import type { ChatCompletionCreateParamsBase } from 'openai/resources/chat/completions/completions';
import { noVision } from './behaviour';
import { isObject, type JsonObject } from './json';
import { modelNamed, type ServedModel } from './models';
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
import { invalid, missing, unsupportedValue, wrongType } from './wireError';

/** Held to the client's types, as those of Responses are. */
const parameters: Readonly<Record<keyof ChatCompletionCreateParamsBase, true>> = {
  audio: true,
  frequency_penalty: true,
  function_call: true,
  functions: true,
  logit_bias: true,
  logprobs: true,
  max_completion_tokens: true,
  max_tokens: true,
  messages: true,
  metadata: true,
  modalities: true,
  model: true,
  moderation: true,
  n: true,
  parallel_tool_calls: true,
  prediction: true,
  presence_penalty: true,
  prompt_cache_key: true,
  prompt_cache_options: true,
  prompt_cache_retention: true,
  reasoning_effort: true,
  response_format: true,
  safety_identifier: true,
  seed: true,
  service_tier: true,
  stop: true,
  store: true,
  stream: true,
  stream_options: true,
  temperature: true,
  tool_choice: true,
  tools: true,
  top_logprobs: true,
  top_p: true,
  user: true,
  verbosity: true,
  web_search_options: true,
};

/** A request that may be answered. */
export interface ChatRequest {
  readonly model: ServedModel;
  readonly texts: readonly string[];
  readonly pictures: readonly SentPicture[];
  readonly schema?: JsonObject;
  readonly tier: ServedTier;
  readonly maxOutputTokens: number | undefined;
  readonly stream: boolean;
  readonly includeUsage: boolean;
}

/** @throws {WireError} as the API refuses */
export async function readChatRequest(body: unknown): Promise<ChatRequest> {
  if (!isObject(body)) throw invalid({ message: 'you must provide a model parameter' });
  const unknown = Object.keys(body).find(name => !(name in parameters));
  if (unknown !== undefined) throw invalid({ message: `Unrecognized request argument supplied: ${unknown}` });
  if (body.model === undefined) throw invalid({ message: 'you must provide a model parameter' });
  if (typeof body.model !== 'string') throw wrongType('model', 'a string', body.model);
  if (body.messages === undefined) throw missing('messages');
  if (!Array.isArray(body.messages)) throw wrongType('messages', 'an array of objects', body.messages);
  if (body.messages.length === 0) {
    throw invalid({
      message:
        "Invalid 'messages': empty array. Expected an array with minimum length 1, but got an empty array instead.",
      param: 'messages',
      code: 'empty_array',
    });
  }
  const texts: string[] = [];
  const pictures: SentPicture[] = [];
  for (const [index, message] of body.messages.entries())
    await readMessage(message, `messages[${index}]`, texts, pictures);
  const model = modelNamed(body.model);
  const maxOutputTokens = readLimit(body, model);
  const schema = readFormat(body.response_format);
  const tier = tierOf(body.service_tier);
  if (body.stream_options !== undefined && body.stream !== true) {
    throw invalid({
      message: "The 'stream_options' parameter is only allowed when 'stream' is enabled.",
      param: 'stream_options',
    });
  }
  if (pictures.length > 0 && !model.vision) throw noVision();
  return {
    model,
    texts,
    pictures,
    ...(schema && { schema }),
    tier,
    maxOutputTokens,
    stream: body.stream === true,
    includeUsage: isObject(body.stream_options) && body.stream_options.include_usage === true,
  };
}

function readLimit(body: JsonObject, model: ServedModel): number | undefined {
  if (model.reasoning && body.max_tokens !== undefined && body.max_tokens !== null) {
    throw invalid({
      message:
        "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
      param: 'max_tokens',
      code: 'unsupported_parameter',
    });
  }
  return (
    limitOf(body.max_completion_tokens, 'max_completion_tokens', 1) ??
    limitOf(body.max_tokens, 'max_tokens', 1)
  );
}

const roles = ['system', 'assistant', 'user', 'function', 'tool', 'developer'];
const partTypes = ['text', 'image_url', 'input_audio', 'refusal', 'audio', 'file'];

async function readMessage(
  message: unknown,
  path: string,
  texts: string[],
  pictures: SentPicture[],
): Promise<void> {
  if (!isObject(message)) throw wrongType(path, 'an object', message);
  if (message.role === undefined) throw missing(`${path}.role`);
  if (typeof message.role !== 'string' || !roles.includes(message.role))
    throw unsupportedValue(`${path}.role`, message.role, roles);
  if (typeof message.content === 'string') {
    texts.push(message.content);
    return;
  }
  if (!Array.isArray(message.content)) {
    if (message.role === 'assistant' && (message.content === null || message.content === undefined)) return;
    throw wrongType(`${path}.content`, 'one of a string or array of objects', message.content);
  }
  for (const [index, part] of message.content.entries()) {
    const at = `${path}.content[${index}]`;
    if (!isObject(part)) throw wrongType(at, 'an object', part);
    if (part.type === undefined) throw missing(`${at}.type`);
    if (typeof part.type !== 'string' || !partTypes.includes(part.type))
      throw unsupportedValue(at, part.type, partTypes);
    if (part.type === 'text') {
      if (typeof part.text !== 'string') throw missing(`${at}.text`);
      texts.push(part.text);
    } else if (part.type === 'image_url') pictures.push(await readPicture(part, message.role, at));
  }
}

async function readPicture(part: JsonObject, role: string, path: string): Promise<SentPicture> {
  if (role !== 'user') {
    throw invalid({
      message: `Invalid '${path}': image URLs are only allowed for messages with role 'user', but this message with role '${role}' contains an image URL.`,
      param: path,
      code: 'invalid_value',
    });
  }
  const { image_url: picture } = part;
  if (picture === undefined) throw missing(`${path}.image_url`);
  if (!isObject(picture)) throw wrongType(`${path}.image_url`, 'an object', picture);
  if (picture.url === undefined) throw missing(`${path}.image_url.url`);
  const detail = detailOf(picture.detail, `${path}.image_url.detail`, ['auto', 'low', 'high']);
  return pictureAt(picture.url, `${path}.image_url.url`, detail);
}

function readFormat(format: unknown): JsonObject | undefined {
  if (format === undefined) return undefined;
  if (!isObject(format)) throw wrongType('response_format', 'an object', format);
  if (format.type === 'text' || format.type === 'json_object') return undefined;
  if (format.type !== 'json_schema')
    throw unsupportedValue('response_format.type', format.type, ['json_object', 'json_schema', 'text']);
  if (!isObject(format.json_schema)) throw missing('response_format.json_schema');
  const { name, schema, strict } = format.json_schema;
  if (name === undefined) throw missing('response_format.json_schema.name');
  if (schema === undefined) throw missing('response_format.json_schema.schema');
  const named = checkSchemaName(name, 'response_format.json_schema.name');
  if (strict !== true && isObject(schema)) return schema;
  return checkStrictSchema(schema, named, 'response_format');
}
