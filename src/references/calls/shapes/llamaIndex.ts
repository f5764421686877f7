import type { VisionCall } from '../call';
import type { RequestBody } from '../request';
import type { Site } from '../site';
import type { MadeValue, ObjectEntry, Value } from '../value';
import { chain, clientOf } from './client';
import { Draft } from './draft';
import { argument, get, isGiven, lastName, objectOf } from './look';
import { isText, readContent } from './messages';
import { always, type Occasion } from './occasion';
import { callOf } from './result';
import { settingAt } from './settings';

/** `llm.chat([ChatMessage(blocks=[ImageBlock(path=…)])])`, `llm.complete(prompt, image_documents=[…])`. */
export function llamaIndexRequest(site: Site): RequestBody | undefined {
  const [first] = site.args.positional;
  const { named } = site.args;
  const messages =
    named.get('messages') ?? ((site.members.at(-1) ?? '').endsWith('chat') ? first : undefined);
  const prompt = named.get('prompt') ?? (messages ? undefined : first);
  const documents = named.get('image_documents') ?? named.get('images');
  const link = chain(site.root).find(({ callee }) => /^llama_index\b/.test(callee));
  if ((site.root.kind === 'made' && !link) || !(messages ?? documents)) return undefined;
  const model = link ? argument(link, undefined, 'model', 'model_name') : site.root;
  const entries: readonly ObjectEntry[] = [
    ...(messages ? [{ key: 'messages', keySpan: messages.span, value: messages }] : []),
    ...(prompt ? [{ key: 'prompt', keySpan: prompt.span, value: prompt }] : []),
    ...(documents ? [{ key: 'image_documents', keySpan: documents.span, value: documents }] : []),
  ];
  return {
    api: 'llamaindex',
    body: { kind: 'object', entries, span: site.span },
    callee: site.callee,
    span: site.span,
    statement: site.statement,
    provider: clientOf(site.root, site.fullName).provider,
    ...(model && { model }),
    spelling: site.language,
  };
}

export function readLlamaIndex(request: RequestBody): VisionCall | undefined {
  const draft = new Draft(request.spelling);
  const { body } = request;
  const prompt = get(body, 'prompt');
  if (prompt && isText(prompt)) draft.say(prompt, always);
  draft.eachPicture(get(body, 'image_documents'), always, (document, at) => {
    if (document.kind === 'made') picture(draft, document, at);
    else draft.show({ value: document, slot: 'any', at });
  });
  draft.each(get(body, 'messages'), always, 'messages', (message, at) => {
    if (message.kind !== 'made' || lastName(message.callee) !== 'ChatMessage') return;
    const content = argument(message, undefined, 'blocks') ?? argument(message, 0, 'content');
    readContent(draft, content, at, block);
  });
  return callOf(request, draft.found());
}

function block(draft: Draft, part: Value, at: Occasion): void {
  if (part.kind !== 'made') return;
  const text = get(part, 'text');
  if (lastName(part.callee) === 'TextBlock' && text) draft.say(text, at);
  else if (lastName(part.callee) === 'ImageBlock') picture(draft, part, at);
}

const sources = [
  { names: ['path', 'image_path'], slot: 'any', sent: 'base64' },
  { names: ['url', 'image_url'], slot: 'url', sent: undefined },
  { names: ['image'], slot: 'bytes', sent: undefined },
] as const;

/** `ImageBlock(path=…)`, `ImageDocument(image_path=…)`. */
function picture(draft: Draft, part: MadeValue & Value, at: Occasion): void {
  for (const { names, slot, sent } of sources) {
    const value = argument(part, undefined, ...names);
    if (!isGiven(value)) continue;
    draft.show({
      value,
      slot,
      at,
      holder: part,
      detail: when => settingAt(objectOf(part), ['detail'], { absent: 'auto', at: when }),
      ...(sent && { sent }),
    });
    return;
  }
  draft.show({ value: part, slot: 'any', at });
}
