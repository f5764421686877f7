// What both APIs look at in the same way before they answer.
import { imageDimensionsFromData } from 'image-dimensions';
import { isObject, isStringArray, type JsonObject } from './json';
import { invalid, unsupportedValue, wrongType } from './wireError';

/** A picture as the API received it. */
export interface SentPicture {
  /** Pixels; absent where it was named by an address that this server does not fetch. */
  readonly width?: number;
  readonly height?: number;
  readonly bytes?: Uint8Array;
  /** `omitted` is what `auto` is. */
  readonly detail: 'low' | 'high' | 'original' | 'omitted';
  /** Where it stands in the request. */
  readonly param: string;
}

const example = "(e.g. 'data:image/png;base64,aW1nIGJ5dGVzIGhlcmU=')";
const mediaTypes = ['image/jpeg', 'image/png', 'image/gif', 'image/webp'];
const notAnImage = `The image data you provided does not represent a valid image. Please check your input and try again with one of the supported image formats: [${mediaTypes.map(type => `'${type}'`).join(', ')}].`;

/**
 * The picture at an address: a data URI, or one on this machine, which is fetched. Nothing else is.
 * @throws {WireError} for everything that is no picture the API takes
 */
export async function pictureAt(
  url: unknown,
  param: string,
  detail: SentPicture['detail'],
): Promise<SentPicture> {
  if (typeof url !== 'string') throw wrongType(param, 'a string', url);
  if (/^https?:/i.test(url)) return pictureByAddress(url, param, detail);
  const refuse = (what: string): never => {
    throw invalid({
      message: `Invalid '${param}'. Expected a base64-encoded data URL with an image MIME type ${example}, but got ${what}.`,
      param,
      code: 'invalid_value',
    });
  };
  if (!url.startsWith('data:')) return refuse("a value without the 'data:' prefix");
  const parts = /^data:([^;,]*)((?:;[^,]*)?),(.*)$/s.exec(url);
  if (parts === null) return refuse('an invalid data URL');
  const [, mediaType = '', attributes = '', payload = ''] = parts;
  if (!mediaTypes.includes(mediaType)) return refuse(`unsupported MIME type '${mediaType}'`);
  if (!attributes.endsWith(';base64')) return refuse('a data URL that is not base64-encoded');
  if (payload === '') return refuse('empty base64-encoded bytes');
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(payload) || payload.length % 4 !== 0)
    return refuse('an invalid base64-encoded value');
  return { ...pictureOf(Buffer.from(payload, 'base64'), param), detail, param };
}

/** @throws {WireError} when the bytes are no picture of a format the API takes */
export function pictureOf(
  bytes: Uint8Array,
  param: string,
): { readonly width: number; readonly height: number; readonly bytes: Uint8Array } {
  const found = imageDimensionsFromData(bytes);
  if (found === undefined || !['png', 'jpeg', 'gif', 'webp'].includes(found.type))
    throw invalid({ message: notAnImage, param, code: 'invalid_value' });
  return { width: found.width, height: found.height, bytes };
}

async function pictureByAddress(
  url: string,
  param: string,
  detail: SentPicture['detail'],
): Promise<SentPicture> {
  const { hostname } = new URL(url);
  if (!['127.0.0.1', 'localhost', '[::1]'].includes(hostname)) return { detail, param };
  const response = await fetch(url).catch(() => undefined);
  if (response?.ok !== true) {
    throw invalid({
      message: `Error while downloading ${url}. Upstream status code: ${String(response?.status ?? 'none')}.`,
      param: 'url',
      code: 'invalid_image_url',
    });
  }
  return { ...pictureOf(new Uint8Array(await response.arrayBuffer()), param), detail, param };
}

/** @param levels those this API knows */
export function detailOf(value: unknown, param: string, levels: readonly string[]): SentPicture['detail'] {
  if (value === undefined || value === null || value === 'auto') return 'omitted';
  for (const level of ['low', 'high', 'original'] as const) {
    if (value === level && levels.includes(level)) return level;
  }
  throw unsupportedValue(param, value, levels);
}

/** `fast` is what `priority` is called since July 2026; both are taken. */
const tiers = ['auto', 'default', 'flex', 'priority', 'fast'];

export type ServedTier = 'default' | 'flex' | 'priority';

export function tierOf(value: unknown): ServedTier {
  if (value === undefined || value === null || value === 'auto' || value === 'default') return 'default';
  if (value === 'flex') return 'flex';
  if (value === 'priority' || value === 'fast') return 'priority';
  throw unsupportedValue('service_tier', value, tiers);
}

/** @throws {WireError} when it is not a whole number of at least `least` */
export function limitOf(value: unknown, param: string, least: number): number | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'number' || !Number.isInteger(value)) throw wrongType(param, 'an integer', value);
  if (value >= least) return value;
  throw invalid({
    message: `Invalid '${param}': integer below minimum value. Expected a value >= ${least}, but got ${value} instead.`,
    param,
    code: 'integer_below_min_value',
  });
}

/**
 * A schema for a strict answer: every object closed, every property required.
 * @param where the parameter that holds it, as the API names it
 */
export function checkStrictSchema(schema: unknown, name: string, where: string): JsonObject {
  const refuse = (context: readonly string[], what: string): never => {
    const place = context.map(part => `'${part}'`).join(', ');
    throw invalid({
      message: `Invalid schema for response_format '${name}': In context=(${place}), ${what}`,
      param: where,
      code: 'invalid_json_schema',
    });
  };
  const visit = (node: unknown, context: readonly string[]): void => {
    if (!isObject(node)) return;
    const types = Array.isArray(node.type) ? (node.type as unknown[]) : [node.type];
    if (types.includes('object')) {
      const names = isObject(node.properties) ? Object.keys(node.properties) : [];
      if (node.additionalProperties !== false)
        refuse(context, "'additionalProperties' is required to be supplied and to be false.");
      const required = isStringArray(node.required) ? node.required : [];
      const absent = names.find(property => !required.includes(property));
      if (absent !== undefined) {
        refuse(
          context,
          `'required' is required to be supplied and to be an array including every key in properties. Missing '${absent}'.`,
        );
      }
    }
    if (types.includes('array') && node.items === undefined) refuse(context, 'array schema missing items.');
    for (const group of ['properties', '$defs', 'definitions'] as const) {
      const members = node[group];
      if (!isObject(members)) continue;
      for (const [key, member] of Object.entries(members)) visit(member, [...context, group, key]);
    }
    visit(node.items, [...context, 'items']);
    if (Array.isArray(node.anyOf)) {
      node.anyOf.forEach((member: unknown, index) => visit(member, [...context, 'anyOf', String(index)]));
    }
  };
  if (!isObject(schema)) throw wrongType(where, 'an object', schema);
  if (schema.type !== 'object')
    refuse([], `schema must be a JSON Schema of 'type: "object"', got 'type: "${String(schema.type)}"'.`);
  visit(schema, []);
  return schema;
}

/** @throws {WireError} when the name is none the API takes */
export function checkSchemaName(name: unknown, param: string): string {
  if (typeof name !== 'string') throw wrongType(param, 'a string', name);
  if (/^[a-zA-Z0-9_-]{1,64}$/.test(name)) return name;
  throw invalid({
    message: `Invalid '${param}': string does not match pattern. Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'.`,
    param,
    code: 'invalid_value',
  });
}
