import type { VisionCall } from '../call';
import type { RequestBody } from '../request';
import type { Site } from '../site';
import type { MadeValue, Value } from '../value';
import { chain, providerOfCallee } from './client';
import { Draft } from './draft';
import { argument, lastName, stringOf } from './look';
import { isText } from './messages';
import { always, type Occasion } from './occasion';
import { mayBePicture } from './mayBePicture';
import { colonPrefix, gatewayProvider } from './prefixes';
import { callOf, modelOf } from './result';
import { withoutPrefix } from './settings';

/** `Agent('openai:gpt-…').run_sync(['What is it?', ImageUrl(url=…), BinaryContent(data=…, media_type=…)])`. */
export function pydanticAiRequest(site: Site): RequestBody | undefined {
  const prompt = site.args.named.get('user_prompt') ?? site.args.positional[0];
  if (!prompt || isText(prompt)) return undefined;
  const agent = chain(site.root).find(({ callee }) => /^pydantic_ai\b.*\bAgent$/.test(callee));
  const isOther = site.root.kind === 'made' && !agent;
  if (isOther) return undefined;
  const model = site.args.named.get('model') ?? (agent ? argument(agent, 0, 'model') : site.root);
  const maker = model?.kind === 'made' ? model : undefined;
  const name = maker ? argument(maker, 0, 'model_name', 'model') : model;
  return {
    api: 'pydantic-ai',
    body: prompt,
    callee: site.callee,
    span: site.span,
    statement: site.statement,
    provider: maker ? ofMaker(maker) : gatewayProvider(stringOf(name) ?? ''),
    ...(name && { model: name }),
    spelling: site.language,
  };
}

/** `pydantic_ai.models.anthropic.AnthropicModel`. */
function ofMaker({ callee }: MadeValue): string | undefined {
  const vendor = /^pydantic_ai\.models\.(\w+)/.exec(callee)?.[1];
  return vendor === undefined ? providerOfCallee(callee) : gatewayProvider(`${vendor}:`);
}

/** What an agent is asked: a text, or texts and files. */
export function readPydanticAi(request: RequestBody): VisionCall | undefined {
  const draft = new Draft(request.spelling);
  draft.each(request.body, always, 'messages', (part, at) => {
    if (isText(part)) draft.say(part, at);
    else if (part.kind === 'made') picture(draft, part, at);
  });
  return callOf(request, draft.found(), {
    model: modelOf({ ...request, body: nothing(request) }, { as: withoutPrefix(colonPrefix) }),
  });
}

/** The model is never in what is asked. */
function nothing({ span }: RequestBody): Value {
  return { kind: 'object', entries: [], span };
}

function picture(draft: Draft, part: MadeValue & Value, at: Occasion): void {
  if (!/\bpydantic_ai\b/.test(part.callee)) return;
  switch (lastName(part.callee)) {
    case 'ImageUrl': {
      const value = argument(part, 0, 'url');
      if (value) draft.show({ value, slot: 'url', at, holder: part });
      return;
    }
    case 'BinaryContent':
    case 'BinaryImage': {
      const value = argument(part, 0, 'data');
      const mediaType = stringOf(argument(part, 1, 'media_type'));
      if (value && mayBePicture(value, mediaType))
        draft.show({ value, slot: 'bytes', at, holder: part, mediaType });
      return;
    }
    case 'from_path': {
      const value = argument(part, 0, 'path');
      if (value && mayBePicture(value, undefined))
        draft.show({ value, slot: 'any', at, holder: part, sent: 'bytes' });
      return;
    }
    case 'from_data_uri': {
      const value = argument(part, 0, 'data_uri');
      if (value && mayBePicture(value, undefined)) draft.show({ value, slot: 'url', at, holder: part });
    }
  }
}
