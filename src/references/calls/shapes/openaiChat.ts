import type { VisionCall } from '../call';
import type { RequestBody } from '../request';
import type { Value } from '../value';
import { Draft } from './draft';
import { entryOf, get, objectOf, stringOf } from './look';
import { readMessages, sayPart } from './messages';
import { optionsAt, type Occasion } from './occasion';
import { callOf } from './result';
import { omitted, settingAt } from './settings';
import { detailText } from './spelling';

/** `POST /v1/chat/completions`, of OpenAI and all who speak as it does. */
export function readChat(request: RequestBody): VisionCall | undefined {
  const draft = new Draft(request.spelling);
  readMessages(draft, get(request.body, 'messages'), chatPart);
  return callOf(request, draft.found());
}

export function chatPart(draft: Draft, part: Value, at: Occasion): void {
  if (!sayPart(draft, part, at)) chatImage(draft, part, at);
}

/** `{type: 'image_url', image_url: {url, detail}}`; some take the address in place of the object. Once `{image}` was one. */
export function chatImage(draft: Draft, part: Value, at: Occasion): boolean {
  const type = stringOf(get(part, 'type'));
  const own = objectOf(part);
  const outer = own && entryOf(own, 'image_url', 'imageUrl');
  const bare = own && type === undefined ? entryOf(own, 'image') : undefined;
  if (bare) {
    draft.show({ value: get(part, 'image') ?? bare.value, slot: 'any', at, holder: part, entry: bare });
    return true;
  }
  if (!outer || (type !== undefined && type !== 'image_url')) return false;
  for (const { value, at: when } of optionsAt(get(part, 'image_url', 'imageUrl') ?? outer.value, at)) {
    const object = objectOf(value);
    const entry = object && entryOf(object, 'url');
    if (entry) {
      draft.show({
        value: get(object, 'url') ?? entry.value,
        slot: 'url',
        at: when,
        holder: value,
        entry,
        detail: then => settingAt(value, ['detail'], { absent: 'auto', at: then }),
        insert: detailText(draft.spelling),
      });
    } else if (value.kind === 'unknown') {
      const { reason, span } = value;
      const detail = { kind: 'unknown', reason, span } as const;
      draft.show({ value, slot: 'url', at: when, holder: part, entry: outer, detail: () => detail });
    } else if (!object || value.kind === 'made') {
      draft.show({ value, slot: 'url', at: when, holder: part, entry: outer, detail: () => omitted });
    }
  }
  return true;
}
