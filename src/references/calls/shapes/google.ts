import type { Setting, VisionCall } from '../call';
import type { RequestBody } from '../request';
import type { MadeValue, Value } from '../value';
import { Draft } from './draft';
import { fileOf } from './files';
import { argument, entryOf, get, lastName, objectOf, stringOf } from './look';
import { mayBePicture } from './mayBePicture';
import { isText, sayAll } from './messages';
import { always, type Occasion } from './occasion';
import { callOf, modelOf } from './result';
import { omitted, settingOf, withoutPrefix } from './settings';

/** `generateContent`, of the SDKs old and new, and over HTTP. */
export function readGoogle(request: RequestBody): VisionCall | undefined {
  const { body } = request;
  const draft = new Draft(request.spelling);
  const config = get(body, 'config', 'generationConfig', 'generation_config');
  const names = ['systemInstruction', 'system_instruction'] as const;
  const reader = new Reader(draft, resolutionOf(config));
  const system = get(config, ...names) ?? get(body, ...names);
  if (system) {
    if (isText(system) || system.kind === 'unknown') sayAll(draft, system);
    else reader.read(system, always);
  }
  reader.read(get(body, 'contents', 'content', 'message'), always, 'messages');
  const found = draft.found();
  const as = withoutPrefix(/^.*models\//);
  return callOf(request, found, { model: modelOf(request, { as, among: found?.among ?? [] }) });
}

class Reader {
  constructor(
    private readonly draft: Draft,
    private readonly resolution: Setting,
  ) {}

  /** Contents, parts and texts, alone or in lists. */
  read(value: Value | undefined, at: Occasion, what: 'messages' | 'images' = 'images'): void {
    this.draft.each(value, at, what, (item, when) => {
      if (item.kind === 'list') this.read(item, when);
      else this.part(item, when);
    });
  }

  private part(item: Value, at: Occasion): void {
    if (isText(item)) this.draft.say(item, at);
    else if (item.kind === 'content') {
      // Encoded and bare, it is a text; what a helper made of it is more likely a part.
      if (item.through !== undefined || !/^(?:base64|data-url|text|url)$/.test(item.as)) this.bare(item, at);
      else this.draft.say(textOf(item), at);
    } else if (item.kind === 'made') this.made(item, at);
    else this.object(item, at);
  }

  private made(item: MadeValue & Value, at: Occasion): void {
    switch (lastName(item.callee)) {
      case 'from_text':
      case 'createPartFromText': {
        const text = argument(item, 0, 'text');
        if (text) this.draft.say(text, at);
        return;
      }
      case 'from_bytes':
      case 'from_data':
      case 'createPartFromBase64': {
        const isBytes = lastName(item.callee) !== 'createPartFromBase64';
        const type = argument(item, 1, 'mime_type', 'mimeType');
        this.picture(argument(item, 0, 'data'), type, item, at, isBytes ? 'bytes' : 'base64');
        return;
      }
      case 'from_uri':
      case 'createPartFromUri': {
        const type = argument(item, 1, 'mime_type', 'mimeType');
        this.picture(argument(item, 0, 'file_uri', 'uri'), type, item, at, 'url');
        return;
      }
      case 'from_image':
        this.read(argument(item, 0, 'image'), at);
        return;
      case 'createUserContent':
      case 'createModelContent':
        this.read(argument(item, 0, 'parts'), at);
        return;
      default:
        if (fileOf(item)) this.bare(item, at);
        else this.object(item, at);
    }
  }

  private object(item: Value, at: Occasion): void {
    const object = objectOf(item);
    if (!object) return;
    const parts = get(object, 'parts');
    if (parts) {
      this.read(parts, at);
      return;
    }
    const text = get(object, 'text');
    if (text && text.kind !== 'null') this.draft.say(text, at);
    const inline = get(object, 'inlineData', 'inline_data');
    const file = get(object, 'fileData', 'file_data');
    if (inline) this.data(inline, item, at, ['data'], 'base64');
    else if (file) this.data(file, item, at, ['fileUri', 'file_uri'], 'url');
    else if (entryOf(object, 'mime_type', 'mimeType')) {
      if (entryOf(object, 'data')) this.data(object, item, at, ['data'], 'base64');
      else this.data(object, item, at, ['file_uri', 'uri'], 'url');
    }
  }

  private data(
    blob: Value,
    part: Value,
    at: Occasion,
    keys: readonly string[],
    slot: 'base64' | 'url',
  ): void {
    this.draft.each(blob, at, 'images', (option, when) => {
      const value = get(option, ...keys);
      this.picture(value, get(option, 'mimeType', 'mime_type'), part, when, slot, option);
    });
    if (blob.kind === 'unknown') this.picture(blob, undefined, part, at, slot);
  }

  /** An image of PIL, an uploaded file: a part in itself. */
  private bare(item: Value, at: Occasion): void {
    this.picture(item, undefined, item, at, 'bytes');
  }

  private picture(
    value: Value | undefined,
    type: Value | undefined,
    part: Value,
    at: Occasion,
    slot: 'bytes' | 'base64' | 'url',
    holder?: Value,
  ): void {
    const mediaType = stringOf(type) ?? (type?.kind === 'unknown' ? stringOf(type.otherwise) : undefined);
    if (!value || !mayBePicture(value, mediaType)) return;
    const own = resolutionOf(part);
    const object = holder && objectOf(holder);
    const entry = object?.entries.find(entry => entry.value.span.start === value.span.start);
    const name = slot === 'url' ? stringOf(value) : undefined;
    const isStored = name?.startsWith('https://generativelanguage.googleapis.com/') === true;
    this.draft.show({
      value,
      slot: isStored ? 'id' : slot,
      at,
      holder,
      entry,
      detail: () => (own.kind === 'omitted' ? this.resolution : own),
      mediaType,
    });
  }
}

/** A text that holds nothing but a file's contents. */
function textOf(item: Value): Value {
  return { kind: 'text', parts: [item], span: item.span };
}

/** `MEDIA_RESOLUTION_LOW` of a configuration or a part, as `low`. */
function resolutionOf(of: Value | undefined): Setting {
  const names = ['mediaResolution', 'media_resolution'] as const;
  const value =
    of?.kind === 'made' ? (argument(of, undefined, ...names) ?? get(of, ...names)) : get(of, ...names);
  const level = get(value, 'level') ?? value;
  const setting = settingOf(level, {
    as: text => text.replace(/^MEDIA_RESOLUTION_/i, '').toLowerCase(),
  });
  return setting.kind === 'stated' && setting.value === 'unspecified' ? omitted : setting;
}
