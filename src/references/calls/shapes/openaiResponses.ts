import type { VisionCall } from '../call';
import type { RequestBody } from '../request';
import type { Value } from '../value';
import { Draft } from './draft';
import { at as deep, entryOf, get, objectOf, stringOf } from './look';
import { isText, readContent, sayAll, sayPart } from './messages';
import { always, type Occasion } from './occasion';
import { callOf } from './result';
import { settingAt } from './settings';
import { detailText } from './spelling';

/** `POST /v1/responses`: `input` is a text, messages, or bare parts. */
export function readResponses(request: RequestBody): VisionCall | undefined {
  const draft = new Draft(request.spelling);
  const { body } = request;
  sayAll(draft, get(body, 'instructions'));
  draft.each(get(body, 'input'), always, 'messages', (item, at) => {
    readItem(draft, item, at);
  });
  // Variables of a stored prompt.
  const variables = objectOf(deep(body, 'prompt', 'variables'));
  for (const { value } of variables?.entries ?? [])
    readContent(draft, value, always, responsesPart, 'variable');
  return callOf(request, draft.found());
}

function readItem(draft: Draft, item: Value, at: Occasion): void {
  if (isText(item)) {
    draft.say(item, at);
    return;
  }
  const content = get(item, 'content');
  if (content) {
    readContent(draft, content, at, responsesPart, stringOf(get(item, 'role')));
  } else if ((stringOf(get(item, 'type')) ?? '').endsWith('_output')) {
    readContent(draft, get(item, 'output'), at, responsesPart, 'tool');
  } else {
    responsesPart(draft, item, at);
  }
}

export function responsesPart(draft: Draft, part: Value, at: Occasion): void {
  if (sayPart(draft, part, at)) return;
  const object = objectOf(part);
  const type = stringOf(get(object, 'type'));
  if (!object || (type !== 'input_image' && type !== 'computer_screenshot')) return;
  const entry = [entryOf(object, 'image_url', 'image'), entryOf(object, 'file_id')].find(
    entry => entry && (entry.value.kind !== 'null' || entry.value.unsaid !== undefined),
  );
  const value = entry?.value ?? object.open;
  if (!value) return;
  draft.show({
    // An object is Chat's way; what it means is clear.
    value: get(value, 'url') ?? value,
    slot: entry?.key === 'file_id' ? 'id' : 'url',
    at,
    holder: part,
    entry,
    detail: when => settingAt(part, ['detail'], { absent: 'auto', at: when }),
    insert: type === 'input_image' ? detailText(draft.spelling) : undefined,
  });
}
