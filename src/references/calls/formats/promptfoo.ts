import type { VisionCall } from '../call';
import { imageExtensions } from '../../reference';
import { readBody } from '../shapes/body';
import { get } from '../shapes/look';
import type { StringValue, Value } from '../value';
import { chatMessage, fileBeside, listOf, made, partOf, words } from './build';
import { promptsOf } from './promptfooPrompts';
import type { Prompt } from './promptfooPrompts';
import { providerOf, providersOf } from './promptfooProviders';
import type { Provider } from './promptfooProviders';
import type { Decode } from './promptfooPrompts';

/** The most calls of a configuration: three models and a thousand tests say nothing more than the first of them. */
const most = 200;
/** And no more are looked at for pictures. */
const mostTried = 2000;

/**
 * What a promptfoo configuration runs: each test with each prompt and each provider, where a picture is sent. Calls
 * stand at the test.
 */
export function promptfooCalls(root: Value, decode: Decode): readonly VisionCall[] {
  const providers = providersOf(root);
  const prompts = promptsOf(root, decode);
  const common = get(get(root, 'defaultTest'), 'vars');
  const calls: VisionCall[] = [];
  let tried = 0;
  for (const test of testsOf(root)) {
    const vars = new Map([...variables(common), ...variables(get(test, 'vars'))]);
    if (![...vars.values()].some(isPicture)) {
      // A picture may still stand in a prompt itself.
      if (!prompts.some(prompt => prompt.kind === 'chat')) continue;
    }
    const own = get(test, 'provider');
    const asked = own === undefined ? undefined : providerOf(own);
    for (const prompt of prompts)
      for (const provider of asked ? [asked] : providers) {
        if (calls.length >= most || tried >= mostTried) return calls;
        tried += 1;
        const call = callOf(test, prompt, vars, provider);
        if (call !== undefined && call.images.length > 0) calls.push(call);
      }
  }
  return calls;
}

function testsOf(root: Value): readonly Value[] {
  const tests = get(root, 'tests');
  const listed = tests?.kind === 'list' ? tests.items.map(item => item.value) : [];
  const common = get(root, 'defaultTest');
  const whole = common ?? get(root, 'prompts');
  // Without tests the prompts run once, with what goes for all.
  if (tests === undefined) return whole ? [made({}, whole.span)] : [];
  return listed.filter(test => test.kind === 'object');
}

function callOf(
  test: Value,
  prompt: Prompt,
  vars: ReadonlyMap<string, Value>,
  provider: Provider,
): VisionCall | undefined {
  const { span } = test;
  const body = bodyOf(prompt, vars, span);
  const call = readBody({
    api: body.api,
    body: made({ [body.key]: body.messages, service_tier: provider.tier }, span),
    callee: provider.id,
    span,
    statement: span.start,
    provider: provider.name,
    ...(provider.model && { model: provider.model }),
    spelling: 'none',
  });
  return call && { ...call, api: provider.api };
}

type Body = ReturnType<typeof shapeOf> & { readonly messages: Value };

function bodyOf(prompt: Prompt, vars: ReadonlyMap<string, Value>, span: Value['span']): Body {
  switch (prompt.kind) {
    case 'chat': {
      const messages = asAddresses(prompt.filled(vars));
      const listed = get(messages, 'messages', 'input', 'contents') ?? messages;
      return { ...shapeOf(listed), messages: listed };
    }
    case 'plain': {
      const message = made({ role: words('user', span), content: prompt.filled(vars) }, span);
      return { ...chat, messages: listOf([message], span) };
    }
    case 'elsewhere': {
      const pictures = [...vars.values()].filter(isPicture).map(asAddress);
      const text: Value = {
        kind: 'unknown',
        reason: { kind: 'input', what: prompt.what },
        span: prompt.span,
      };
      return { ...chat, messages: listOf([chatMessage(pictures, [text], span)], span) };
    }
  }
}

const chat = { api: 'openai.chat', key: 'messages' } as const;

/** Whose format a list of messages is in: promptfoo hands on what is written. */
function shapeOf(messages: Value): { readonly api: VisionCall['api']; readonly key: string } {
  const items = messages.kind === 'list' ? messages.items.map(item => item.value) : [];
  if (items.some(item => get(item, 'parts'))) return { api: 'google.generate', key: 'contents' };
  const parts = items.flatMap(item => {
    const content = get(item, 'content');
    return content?.kind === 'list' ? content.items.map(part => part.value) : [];
  });
  if (parts.some(part => get(part, 'source'))) return { api: 'anthropic.messages', key: 'messages' };
  const type = (part: Value): string => {
    const value = get(part, 'type');
    return value?.kind === 'string' ? value.text : '';
  };
  return parts.some(part => type(part).startsWith('input_'))
    ? { api: 'openai.responses', key: 'input' }
    : chat;
}

function variables(vars: Value | undefined): readonly (readonly [string, Value])[] {
  if (vars?.kind !== 'object') return [];
  return vars.entries.map(({ key, value }) => [key, variable(value)] as const);
}

/** A list is a test for each of its items; a file is what it holds. */
function variable(value: Value): Value {
  if (value.kind === 'list')
    return {
      kind: 'choice',
      by: 'each',
      group: value.span.start,
      options: value.items.map(item => variable(item.value)),
      span: value.span,
    };
  return value.kind === 'string' && value.text.startsWith('file://') ? file(value) : value;
}

function file(value: StringValue & Value & { readonly kind: 'string' }): Value {
  const path = value.text.slice('file://'.length);
  if (!imageFile.test(path))
    return { kind: 'unknown', reason: { kind: 'input', what: path }, span: value.span };
  return fileBeside(path, partOf(value, 'file://'.length).span, 'base64');
}

const imageFile = new RegExp(`\\.(?:${imageExtensions.join('|')})$`, 'i');
const imageAddress = new RegExp(
  `^(?:data:image/|https?://[^?#]*\\.(?:${imageExtensions.join('|')})(?:[?#]|$))`,
  'i',
);

function isPicture(value: Value): boolean {
  if (value.kind === 'choice') return value.options.some(isPicture);
  return value.kind === 'content' || (value.kind === 'string' && imageAddress.test(value.text));
}

/** As an address takes it: the bytes with `data:` in front. */
function asAddress(value: Value): Value {
  if (value.kind === 'choice') return { ...value, options: value.options.map(asAddress) };
  return value.kind === 'content' && value.as === 'base64' ? { ...value, as: 'data-url' } : value;
}

function asAddresses(value: Value): Value {
  if (value.kind === 'list')
    return { ...value, items: value.items.map(item => ({ ...item, value: asAddresses(item.value) })) };
  if (value.kind !== 'object') return value;
  const entries = value.entries.map(entry => ({
    ...entry,
    value: /^(?:url|image_url)$/.test(entry.key)
      ? asAddress(asAddresses(entry.value))
      : asAddresses(entry.value),
  }));
  return { ...value, entries };
}
