import type { VisionCall } from '../call';
import type { RequestBody } from '../request';
import type { Value } from '../value';
import { Draft } from './draft';
import { entryOf, get, objectOf, stringOf } from './look';
import { readContent, readMessages, sayAll, sayPart } from './messages';
import { optionsAt, type Occasion } from './occasion';
import { callOf } from './result';

/** `POST /v1/messages`. */
export function readAnthropic(request: RequestBody): VisionCall | undefined {
  const draft = new Draft(request.spelling);
  sayAll(draft, get(request.body, 'system'));
  readMessages(draft, get(request.body, 'messages'), anthropicPart);
  return callOf(request, draft.found());
}

export function anthropicPart(draft: Draft, part: Value, at: Occasion): void {
  if (sayPart(draft, part, at)) return;
  if (stringOf(get(part, 'type')) === 'tool_result')
    readContent(draft, get(part, 'content'), at, anthropicPart, 'tool');
  else anthropicImage(draft, part, at);
}

const sources = [
  { key: 'data', slot: 'base64' },
  { key: 'url', slot: 'url' },
  { key: 'file_id', slot: 'id' },
] as const;

/** `{type: 'image', source: {type: 'base64', media_type, data}}`, or with a `url` or a `file_id`. */
export function anthropicImage(draft: Draft, part: Value, at: Occasion): boolean {
  const own = objectOf(part);
  const outer = own && entryOf(own, 'source');
  if (!outer || stringOf(get(part, 'type')) !== 'image') return false;
  for (const { value, at: when } of optionsAt(outer.value, at)) {
    const object = objectOf(value);
    const kind = sources.find(({ key }) => get(object, key));
    if (!object || !kind) {
      draft.show({ value, slot: 'base64', at: when, holder: part, entry: outer });
      continue;
    }
    const entry = entryOf(object, kind.key);
    draft.show({
      value: get(object, kind.key) ?? value,
      slot: kind.slot,
      at: when,
      holder: value,
      entry,
      mediaType: stringOf(get(object, 'media_type')),
    });
  }
  return true;
}
