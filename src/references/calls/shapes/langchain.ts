import type { Setting, VisionCall } from '../call';
import type { RequestBody } from '../request';
import type { Value } from '../value';
import { anthropicImage } from './anthropic';
import { chain, clientOf, modelIn, stepsOf } from './client';
import { Draft } from './draft';
import { argument, entryOf, get, isGiven, objectOf, reasonOf, stringOf } from './look';
import { isText, readContent, sayPart } from './messages';
import { chatImage } from './openaiChat';
import { responsesPart } from './openaiResponses';
import { always, type Occasion } from './occasion';
import { colonPrefix, gatewayProvider } from './prefixes';
import { filledPrompt, promptOf } from './promptTemplate';
import { callOf } from './result';
import { settingAt, settingOf, withoutPrefix } from './settings';
import { vercelImage } from './vercel';

/** What a chat model of LangChain is given: a text, or messages. `request.model` is the chat model itself. */
export function readLangChain(request: RequestBody): VisionCall | undefined {
  const draft = new Draft(request.spelling);
  const { body, model: receiver } = request;
  const prompted = promptOf(receiver, body) ?? filledPrompt(body);
  const messages: Value = prompted
    ? { kind: 'list', items: prompted.map(value => ({ value })), span: body.span }
    : (get(body, 'messages', 'input') ?? body);
  draft.each(messages, always, 'messages', (message, at) => {
    readMessage(draft, message, at);
  });
  return callOf(request, draft.found(), chatModel(receiver));
}

/** A message's class, `{role, content}`, or `('human', content)`. */
function readMessage(draft: Draft, message: Value, at: Occasion): void {
  if (isText(message)) {
    draft.say(message, at);
  } else if (message.kind === 'list') {
    const [role, content] = message.items;
    // A list of messages within one: `[*history, message]` given as they are.
    if (role?.value.kind === 'string' && message.items.length === 2)
      readContent(draft, content?.value, at, langChainPart, roleOf(role.value));
    else
      draft.each(message, at, 'messages', (inner, when) => {
        readMessage(draft, inner, when);
      });
  } else {
    const names = ['content', 'content_blocks', 'contentBlocks'] as const;
    const content = message.kind === 'made' ? argument(message, 0, ...names) : get(message, ...names);
    const isSystem = message.kind === 'made' && /System|AIMessage|Tool/.test(message.callee);
    const role = isSystem ? 'system' : roleOf(get(message, 'role', 'type'));
    if (content) readContent(draft, content, at, langChainPart, role);
    // Parts that are given as they are, for a prompt to take in.
    else langChainPart(draft, message, at);
  }
}

function roleOf(value: Value | undefined): string | undefined {
  const role = stringOf(value);
  return role === 'human' ? 'user' : role;
}

/** Parts of LangChain's own, and of the vendors, which it hands on. */
function langChainPart(draft: Draft, part: Value, at: Occasion): void {
  if (sayPart(draft, part, at) || chatImage(draft, part, at) || anthropicImage(draft, part, at)) return;
  if (stringOf(get(part, 'type')) === 'input_image') responsesPart(draft, part, at);
  else if (!ownImage(draft, part, at)) vercelImage(draft, part, at);
}

const sources = [
  { keys: ['data', 'base64'], slot: 'base64' },
  { keys: ['url', 'image_url'], slot: 'url' },
  { keys: ['file_id', 'fileId', 'id'], slot: 'id' },
] as const;

/** `{type: 'image', source_type: 'base64', data, mime_type}`, `{type: 'image', url}`, `{type: 'media', …}`. */
function ownImage(draft: Draft, part: Value, at: Occasion): boolean {
  const object = objectOf(part);
  const type = stringOf(get(part, 'type'));
  const mediaType = stringOf(get(part, 'mime_type', 'mimeType'));
  const isImage = type === 'image' || (type === 'media' && mediaType?.startsWith('image/'));
  if (!object || !isImage) return false;
  for (const { keys, slot } of sources) {
    const entry = entryOf(object, ...keys);
    const value = get(part, ...keys);
    if (!entry || !isGiven(value)) continue;
    const detail = (when: Occasion): Setting => settingAt(part, ['detail'], { at: when });
    draft.show({ value, slot, at, holder: part, entry, detail, mediaType });
    return true;
  }
  return false;
}

const modelKeys = ['model', 'model_name', 'modelName', 'model_id', 'modelId', 'llm'] as const;
const deploymentKeys = ['azure_deployment', 'deployment_name', 'azureOpenAIApiDeploymentName'] as const;

/** The model's name and who is asked, of `ChatOpenAI(…)`, `init_chat_model(…)`, and what is made of them. */
function chatModel(
  receiver: Value | undefined,
): Pick<VisionCall, 'model' | 'provider'> & { readonly tier?: Setting } {
  if (!receiver) return { model: { kind: 'omitted' }, provider: undefined };
  const steps = stepsOf(receiver);
  const step =
    steps.length > 1 ? (modelIn(steps) ?? steps.find(({ kind }) => kind === 'unknown')) : undefined;
  if (step) return chatModel(step);
  const links = chain(receiver);
  if (links.length === 0)
    return {
      model: { kind: 'unknown', reason: reasonOf(receiver), span: receiver.span },
      provider: undefined,
    };
  let named: Value | undefined;
  let tier: Value | undefined;
  for (const link of links) {
    const isNaming = /(?:init_?chat_?model)$/i.test(link.callee);
    named ??=
      argument(link, isNaming ? 0 : undefined, ...modelKeys) ?? argument(link, undefined, ...deploymentKeys);
    tier ??= argument(link, undefined, 'service_tier', 'serviceTier');
  }
  // An agent is given a model that is an object in itself.
  if (named?.kind === 'made') return { ...chatModel(named), ...(tier && { tier: settingOf(tier) }) };
  const open = links.find(link => link.args.open)?.args.open;
  const name = stringOf(named);
  const provider =
    clientOf(receiver).provider ??
    stated(links) ??
    (name === undefined ? undefined : gatewayProvider(/^[\w-]+:/.exec(name)?.[0] ?? ''));
  return {
    model:
      named || !open
        ? settingOf(named, { as: withoutPrefix(colonPrefix) })
        : { kind: 'unknown', reason: open.reason, span: open.span },
    provider,
    ...(tier && { tier: settingOf(tier) }),
  };
}

/** `init_chat_model("…", model_provider="openai")`. */
function stated(links: ReturnType<typeof chain>): string | undefined {
  for (const link of links) {
    const found = stringOf(argument(link, undefined, 'model_provider', 'modelProvider'));
    if (found !== undefined) return gatewayProvider(`${found}:`);
  }
  return undefined;
}
