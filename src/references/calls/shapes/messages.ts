import type { CallImage } from '../call';
import type { Value } from '../value';
import type { Draft } from './draft';
import { argument, get, isGiven, objectOf, stringOf, type ValueOf } from './look';
import { always, optionsAt, type Occasion } from './occasion';

/** Reads one part of a content. */
export type PartReader = (draft: Draft, part: Value, at: Occasion) => void;

/** Messages with a role and a content, whose parts the vendor's reader knows. */
export function readMessages(draft: Draft, messages: Value | undefined, part: PartReader): void {
  draft.each(messages, always, 'messages', (message, at) => {
    readMessage(draft, message, at, part);
  });
}

export function readMessage(draft: Draft, message: Value, at: Occasion, part: PartReader): void {
  if (!objectOf(message)) return;
  const role = stringOf(get(message, 'role'));
  readContent(draft, get(message, 'content'), at, part, role);
}

/** A content: a text, or parts. */
export function readContent(
  draft: Draft,
  content: Value | undefined,
  at: Occasion,
  part: PartReader,
  role?: string,
): void {
  if (!content) return;
  if (isText(content)) {
    draft.say(content, at);
    return;
  }
  for (const option of optionsAt(content, at)) {
    const { value } = option;
    if (isText(value)) {
      draft.say(value, option.at);
    } else if (value.kind === 'unknown') {
      draft.miss(role === undefined || role === 'user' ? 'messages' : 'text', value);
    } else if (isGiven(value)) {
      draft.each(value, option.at, 'images', (item, when) => {
        if (isText(item)) draft.say(item, when);
        else if (item.kind === 'content') showHelped(draft, item, when);
        else if (item.kind === 'made' && ofInstructor.test(item.callee)) showInstructor(draft, item, when);
        else part(draft, item, when);
      });
    }
  }
}

/** What a helper that is not followed made of a picture, in the place of a part. */
function showHelped(draft: Draft, item: ValueOf<'content'>, at: Occasion): void {
  if (item.through === undefined) return;
  const { span } = item;
  const detail = { kind: 'unknown', reason: { kind: 'call', what: item.through }, span } as const;
  draft.show({ value: item, slot: 'any', at, detail: () => detail, sent: 'unknown' });
}

/** `instructor.Image.from_path('a.png')`, which it makes the part of that the vendor takes. */
const ofInstructor = /^instructor\b.*\bImage\.(?:from_\w+|autodetect\w*)$/;

function showInstructor(draft: Draft, item: ValueOf<'made'>, at: Occasion): void {
  const value = argument(item, 0, 'path', 'url', 'source', 'base64', 'base64_string');
  if (value) draft.show({ value, slot: 'any', at, holder: item, sent: sentBy(item.callee) });
}

function sentBy(callee: string): CallImage['sent'] {
  if (callee.endsWith('from_url')) return 'url';
  return callee.endsWith('from_path') || callee.endsWith('from_base64') ? 'base64' : 'unknown';
}

/** A text, or one of several texts: not yet what of it is a picture. */
export function isText(value: Value): boolean {
  return (
    value.kind === 'string' ||
    value.kind === 'text' ||
    (value.kind === 'choice' && value.options.every(option => option.kind === 'null' || isText(option)))
  );
}

/** What a part of some text says, where it is one. */
export function sayPart(draft: Draft, part: Value, at: Occasion): boolean {
  const type = stringOf(get(part, 'type'));
  const text = get(part, 'text');
  if (!text || (type !== undefined && !/^(?:(?:in|out)put_)?text$/.test(type))) return false;
  draft.say(text, at);
  return true;
}

/** A system prompt: a text, or parts of text. */
export function sayAll(draft: Draft, system: Value | undefined): void {
  if (!system) return;
  if (isText(system) || system.kind === 'unknown') draft.say(system, always);
  else
    draft.each(system, always, 'text', (item, at) => {
      if (isText(item)) draft.say(item, at);
      else sayPart(draft, item, at);
    });
}
