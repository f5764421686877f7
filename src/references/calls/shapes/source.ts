import { posix } from 'node:path';
import { formOf, imageExtensions, type ImageReference, type ReferenceForm } from '../../reference';
import type { CallImage, ImageSource } from '../call';
import type { Span } from '../expression';
import type { UnknownReason, Value } from '../value';
import { literalsOf } from './concrete';
import { reasonOf, type ValueOf } from './look';
import { fileOf } from './files';

/** What a place takes: an address, base64 and nothing in front, a file's bytes, an uploaded file's name, or any. */
export type Slot = 'url' | 'base64' | 'bytes' | 'id' | 'any';

/** A picture as far as its value tells. */
export interface Picture {
  readonly source: ImageSource;
  readonly sent: CallImage['sent'];
  readonly literals: readonly Span[];
  readonly mediaType?: string;
}

/** The picture a value is, in a place that takes one; `undefined` for none at all. The value has no choices in it. */
export function pictureOf(value: Value, slot: Slot): Picture | undefined {
  switch (value.kind) {
    case 'null':
      return value.unsaid && unknown(value.unsaid, slot);
    case 'string':
      return ofString(value, slot);
    case 'text':
      return value.parts.some(isOfNothing) ? undefined : ofText(value, slot);
    case 'content':
      return isOfNothing(value) ? undefined : ofContent(value, slot);
    case 'path':
    case 'several':
      return { ...sourceOf(value), sent: 'path' };
    case 'made': {
      const file = fileOf(value);
      const picture = file && pictureOf(file.value, 'bytes');
      if (picture) return { ...picture, sent: file.sent ?? picture.sent };
      return unknown(reasonOf(value), slot);
    }
    default:
      return unknown(reasonOf(value), slot);
  }
}

/** No file was given to be read: the way through the code that reads one is not taken. */
function isOfNothing(value: Value): boolean {
  return value.kind === 'content' && value.of.kind === 'null' && value.of.unsaid === undefined;
}

const sentUnknown = {
  url: 'unknown',
  base64: 'base64',
  bytes: 'bytes',
  id: 'file-id',
  any: 'unknown',
} as const;

function unknown(reason: UnknownReason, slot: Slot): Picture {
  return { source: { kind: 'unknown', reason }, sent: sentUnknown[slot], literals: [] };
}

function ofString(value: ValueOf<'string'>, slot: Slot): Picture | undefined {
  const { text } = value;
  const literals = literalsOf(value);
  const nothing = unknown(reasonOf(value), slot);
  if (text.trim() === '') return nothing;
  if (slot === 'id') return { source: { kind: 'held', name: text }, sent: 'file-id', literals };
  if (/^data:/i.test(text)) {
    const mediaType = mediaTypeOf(text);
    const form = formOf(text, true);
    return {
      source: form ? reference(value, text, form) : nothing.source,
      sent: 'data-url',
      literals: form ? literals : [],
      ...(mediaType && { mediaType }),
    };
  }
  if (/^https?:\/\//i.test(text)) {
    const form = formOf(text, true);
    return { source: form ? reference(value, text, form) : nothing.source, sent: 'url', literals };
  }
  if (isHeld(text)) return { source: { kind: 'held', name: text }, sent: 'url', literals };
  if (slot !== 'bytes' && isBase64(text)) {
    const source = reference(value, `data:${sniffed(text)};base64,${text}`, 'data');
    return { source, sent: 'base64', literals };
  }
  if (slot !== 'url' && slot !== 'bytes' && !hasImageExtension(text)) return nothing;
  if (isPlaceholder(text)) return nothing;
  return { ...sourceOf(value), sent: 'path' };
}

function ofText(value: ValueOf<'text'>, slot: Slot): Picture {
  const [first] = value.parts;
  const head = first?.kind === 'string' ? first.text.trimStart() : '';
  const isData = /^data:/i.test(head);
  const mediaType = mediaTypeOf(head);
  const payload = value.parts.findLast(part => part.kind === 'content' || part.kind === 'several');
  const from = payload ?? value.parts.findLast(part => part.kind === 'path');
  if (from && !/^https?:/i.test(head)) {
    const { source, literals } = from.kind === 'content' ? ofContent(from, slot) : sourceOf(from);
    const bare = from.kind === 'content' ? ofContent(from, slot).sent : 'path';
    return { source, literals, sent: isData ? 'data-url' : bare, ...(mediaType && { mediaType }) };
  }
  const sent = isData ? 'data-url' : /^https?:/i.test(head) ? 'url' : unknown(reasonOf(value), slot).sent;
  // Behind the comma of a data URL; what is in front of it is but the type.
  const missing = isData ? value.parts.findLast(part => part.kind !== 'string') : undefined;
  const source = { kind: 'unknown', reason: reasonOf(missing ?? value) } as const;
  return { source, literals: [], sent, ...(mediaType && { mediaType }) };
}

const sentAs = {
  bytes: 'bytes',
  handle: 'bytes',
  image: 'bytes',
  text: 'bytes',
  base64: 'base64',
  'data-url': 'data-url',
} as const;

function ofContent(value: ValueOf<'content'>, slot: Slot): Picture {
  const { of } = value;
  const inner = of.kind === 'content' ? ofContent(of, slot) : sourceOf(of);
  const isAddress = of.kind === 'string' && /^https?:/i.test(of.text);
  const sent = value.as === 'url' ? (isAddress ? 'url' : 'path') : sentAs[value.as];
  const { source } = inner;
  return {
    literals: inner.literals,
    sent,
    source:
      value.changed !== undefined && source.kind === 'reference'
        ? { ...source, kind: 'changed', how: value.changed }
        : source,
  };
}

/** The file, address or bytes that a value names. */
function sourceOf(value: Value): Pick<Picture, 'source' | 'literals'> {
  const literals = literalsOf(value);
  switch (value.kind) {
    case 'string': {
      const form = formOf(value.text, true) ?? formOfAny(value.text);
      if (form === 'glob') return { source: several(value.text, 'working', false), literals };
      if (form) return { source: reference(value, value.text, form), literals };
      if (isHeld(value.text)) return { source: { kind: 'held', name: value.text }, literals };
      return { source: { kind: 'unknown', reason: reasonOf(value) }, literals: [] };
    }
    case 'path': {
      const target = value.text === '' ? '.' : posix.normalize(value.text);
      if (target.includes('*')) return { source: several(target, value.base, false), literals };
      const isAnchored = value.base === 'document';
      return { source: reference(value, target, 'path', isAnchored), literals };
    }
    case 'several':
      return { source: several(value.pattern, value.base, value.narrowed === true), literals };
    default:
      return { source: { kind: 'unknown', reason: reasonOf(value) }, literals: [] };
  }
}

function several(pattern: string, base: 'document' | 'working', narrowed: boolean): ImageSource {
  return { kind: 'several', pattern, base, narrowed };
}

/** The literal, if exactly one names it; else where it is taken from. */
function reference(value: Value, target: string, form: ReferenceForm, anchored = false): ImageSource {
  const literals = literalsOf(value);
  const { start, end } = (literals.length === 1 ? literals[0] : undefined) ?? value.span;
  const found: ImageReference = { start, end, target, form, syntax: 'string' };
  return { kind: 'reference', reference: found, anchored };
}

/** In a place that takes a picture, a path needs no extension. */
function formOfAny(text: string): ReferenceForm | undefined {
  if (text === '' || text.length > 1024 || /[\n\r]/.test(text) || isPlaceholder(text)) return undefined;
  if (/^file:\//i.test(text)) return 'file-url';
  return /^[a-z][a-z\d+.-]+:/i.test(text) ? undefined : 'path';
}

/** An address of a storage: `gs://bucket/photo.png`. */
function isHeld(text: string): boolean {
  return /^(?!https?:|file:|data:|blob:)[a-z][a-z\d+.-]+:\/\/\S+$/i.test(text);
}

/** `...`, `<base64>`, `{base64_image}`: what an example has where a picture goes. */
function isPlaceholder(text: string): boolean {
  return /^(?:\.{3}|…|<[^<>]*>|\{[^{},]*\}|\[[^[\]]*\])$/.test(text.trim()) || /\s{2}|[\n\r]/.test(text);
}

function isBase64(text: string): boolean {
  const isKnown = /^(?:iVBORw0KGgo|\/9j\/|R0lGOD|UklGR)/.test(text);
  return (isKnown || text.length >= 256) && /^[A-Za-z\d+/_\s-]+={0,2}\s*$/.test(text);
}

function sniffed(base64: string): string {
  if (base64.startsWith('/9j/')) return 'image/jpeg';
  if (base64.startsWith('R0lGOD')) return 'image/gif';
  return base64.startsWith('UklGR') ? 'image/webp' : 'image/png';
}

const extension = new RegExp(`\\.(?:${imageExtensions.join('|')})(?:[?#]\\S*)?$`, 'i');

export function hasImageExtension(text: string): boolean {
  return extension.test(text);
}

function mediaTypeOf(dataUrl: string): string | undefined {
  return /^data:([\w.+-]+\/[\w.+-]+)[;,]/i.exec(dataUrl)?.[1]?.toLowerCase();
}
