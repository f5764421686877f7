import type { VisionCall } from '../call';
import type { RequestBody } from '../request';
import type { Site } from '../site';
import type { ObjectEntry, Value } from '../value';
import { chain, clientOf } from './client';
import { Draft } from './draft';
import { get, isGiven, objectOf, optionsOf } from './look';
import { isText } from './messages';
import { always, type Occasion } from './occasion';
import { callOf } from './result';

/** `ollama.chat(…)`, `ollama.generate(…)`, and of a client; Python's may have the model and the rest by position. */
export function ollamaRequest(site: Site, name: string): RequestBody | undefined {
  const options = optionsOf(site.args, site.span);
  const isOllama = /^ollama\b/.test(site.fullName ?? '') || chain(site.root).some(isClient);
  const [model, second] = site.args.positional;
  const entries: readonly ObjectEntry[] = [
    ...(model && !objectOf(model) ? [entry('model', model)] : []),
    ...(second ? [entry(name === 'chat' ? 'messages' : 'prompt', second)] : []),
    ...(objectOf(options)?.entries ?? []),
  ];
  const body: Value = { kind: 'object', entries, span: site.span };
  // Of a client that comes from somewhere else, what no other takes.
  if (!isOllama && !(site.root.kind === 'unknown' && isGiven(get(body, 'model')))) return undefined;
  const { baseUrl } = clientOf(site.root, site.fullName);
  return {
    api: 'ollama',
    body,
    callee: site.callee,
    span: site.span,
    statement: site.statement,
    provider: 'compatible',
    ...(baseUrl !== undefined && { baseUrl }),
    spelling: site.language,
  };
}

function isClient({ callee }: { readonly callee: string }): boolean {
  return /^ollama\b/.test(callee);
}

function entry(key: string, value: Value): ObjectEntry {
  return { key, keySpan: value.span, value };
}

/** `POST /api/chat` and `/api/generate`: pictures beside the text, as paths (of the library), bytes or Base64. */
export function readOllama(request: RequestBody): VisionCall | undefined {
  const draft = new Draft(request.spelling);
  const { body } = request;
  say(draft, get(body, 'system'), always);
  const prompt = get(body, 'prompt');
  say(draft, prompt, always);
  show(draft, body, always);
  draft.each(get(body, 'messages'), always, 'messages', (message, at) => {
    say(draft, get(message, 'content'), at);
    show(draft, message, at);
  });
  return callOf(request, draft.found());
}

function say(draft: Draft, text: Value | undefined, at: Occasion): void {
  if (text && isText(text)) draft.say(text, at);
  else if (text?.kind === 'unknown') draft.miss('text', text);
}

function show(draft: Draft, holder: Value, at: Occasion): void {
  draft.eachPicture(get(holder, 'images'), at, (value, when) => {
    draft.show({ value, slot: 'any', at: when });
  });
}
