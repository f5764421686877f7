import type { VisionCall } from '../call';
import { itemsOf } from '../make';
import type { RequestBody } from '../request';
import { Draft } from './draft';
import { entryOf, get, objectOf } from './look';
import { contentOf } from './multipart';
import { always, itemAt, optionsAt } from './occasion';
import { callOf } from './result';
import { settingAt } from './settings';

/** Pictures that are made, of a text or of other pictures: `/v1/images/generations`, `/v1/images/edits`. */
export function readImages(request: RequestBody): VisionCall | undefined {
  const { body, spelling } = request;
  const prompt = get(body, 'prompt');
  const object = objectOf(body);
  if (!prompt && !object?.open) return undefined;
  const draft = new Draft(spelling);
  if (prompt) draft.say(prompt, always);
  const isEdit = request.api === 'openai.images.edit';
  for (const key of isEdit ? ['image', 'image[]', 'mask'] : []) {
    const value = get(body, key);
    const entry = object && entryOf(object, key);
    // Something has to be edited: that what it is is not known is no reason to leave it out.
    for (const option of value ? optionsAt(value, always) : [])
      for (const item of itemsOf(option.value) ?? [{ value: option.value }]) {
        const own = entry?.optional ? { ...item, optional: true } : item;
        draft.show({
          value: contentOf(item.value),
          slot: 'bytes',
          at: itemAt(own, option.at),
          holder: body,
          entry,
        });
      }
  }
  if (isEdit && !draft.found()) return undefined;
  const n = get(body, 'n');
  return callOf(request, draft.all(), {
    output: {
      size: settingAt(body, ['size']),
      quality: settingAt(body, ['quality']),
      count: n === undefined || n.kind === 'null' ? 1 : n.kind === 'number' ? n.value : undefined,
    },
  });
}
