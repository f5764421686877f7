import type { Api } from '../../src/references/calls/call';
import type { UnknownReason } from '../../src/references/calls/value';

type UnknownKind = UnknownReason['kind'];

/** What `<file>.expected.json` holds: every call of the file that has to do with pictures, in the order of the text. */
export interface Expectation {
  readonly calls: readonly ExpectedCall[];
}

export interface ExpectedCall {
  /** 1-based, of the first token of the callee. */
  readonly line: number;
  readonly api: Api;
  /** As the code writes it; a list for one of these; `null` where it is not known or left out. */
  readonly model: string | readonly string[] | null;
  /** Why `model` is `null`: any of these will do. Absent where the call names no model at all. */
  readonly modelUnknown?: UnknownKind | readonly UnknownKind[];
  readonly tier?: string;
  /** In the order they are sent. A list stands for one picture that may be read in any of these ways. */
  readonly images: readonly (ExpectedImage | readonly ExpectedImage[])[];
}

/**
 * `detail`: `null` where it is omitted, `?` where it is not known, a list for one of these; not looked at where the
 * expectation does not say, or the API has none.
 */
export type ExpectedImage = { readonly detail?: string | readonly string[] | null } & (
  | { readonly target: string }
  | { readonly several: string }
  | { readonly unknown: UnknownKind }
  | { readonly held: string }
  | { readonly changed: string }
);

const apis: Readonly<Record<Api, true>> = {
  'openai.responses': true,
  'openai.chat': true,
  'openai.images.generate': true,
  'openai.images.edit': true,
  'anthropic.messages': true,
  'google.generate': true,
  'vercel.ai': true,
  langchain: true,
  litellm: true,
  'bedrock.converse': true,
  ollama: true,
  'pydantic-ai': true,
  llamaindex: true,
};

const reasons: Readonly<Record<UnknownKind, true>> = {
  environment: true,
  parameter: true,
  import: true,
  call: true,
  name: true,
  syntax: true,
  input: true,
  limit: true,
};

const forms = ['target', 'several', 'unknown', 'held', 'changed'];

/**
 * Reads an expectation, and takes nothing that it would not compare: a key with a typing error must not pass as
 * nothing to expect.
 * @throws an `Error` that says what is wrong
 */
export function parseExpectation(text: string): Expectation {
  const whole: unknown = JSON.parse(text);
  const { calls } = keys(whole, ['calls'], 'the expectation');
  return { calls: list(calls, 'calls').map(call) };
}

function call(value: unknown, index: number): ExpectedCall {
  const where = `call ${index + 1}`;
  const { line, api, model, modelUnknown, tier, images } = keys(
    value,
    ['line', 'api', 'model', 'modelUnknown', 'tier', 'images'],
    where,
  );
  if (typeof line !== 'number' || !Number.isInteger(line) || line < 1) throw new Error(`${where}: line`);
  if (typeof api !== 'string' || !(api in apis)) throw new Error(`${where}: no such api`);
  if (model !== null && !isText(model)) throw new Error(`${where}: model`);
  if (modelUnknown !== undefined && (model !== null || !isText(modelUnknown, reasons)))
    throw new Error(`${where}: modelUnknown`);
  if (tier !== undefined && typeof tier !== 'string') throw new Error(`${where}: tier`);
  for (const one of list(images, `${where}: images`)) {
    for (const way of Array.isArray(one) ? list(one, `${where}: images`) : [one]) image(way, where);
  }
  return value as ExpectedCall;
}

function image(value: unknown, where: string): void {
  const read = keys(value, [...forms, 'detail'], `${where}, a picture`);
  const form = forms.filter(name => name in read);
  if (form.length !== 1) throw new Error(`${where}, a picture: one of ${forms.join(', ')}`);
  if (typeof read[form[0]!] !== 'string') throw new Error(`${where}, a picture: ${form[0]}`);
  if ('unknown' in read && !isText(read.unknown, reasons))
    throw new Error(`${where}, a picture: no such reason`);
  if ('target' in read && !('detail' in read))
    throw new Error(`${where}, a picture: a target has a detail, null where it is omitted`);
  if (read.detail !== undefined && read.detail !== null && !isText(read.detail))
    throw new Error(`${where}, a picture: detail`);
}

function keys(value: unknown, allowed: readonly string[], where: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Error(`${where}: an object`);
  const stranger = Object.keys(value).find(key => !allowed.includes(key));
  if (stranger !== undefined) throw new Error(`${where}: no such key: ${stranger}`);
  return value as Record<string, unknown>;
}

function list(value: unknown, where: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new Error(`${where}: a list`);
  return value as unknown[];
}

function isText(value: unknown, of?: Readonly<Record<string, true>>): boolean {
  const texts: unknown[] = Array.isArray(value) ? value : [value];
  return (
    texts.length > 0 &&
    texts.every(text => typeof text === 'string' && (of === undefined || Object.hasOwn(of, text)))
  );
}
