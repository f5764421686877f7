import type { Setting } from '../call';
import type { Value } from '../value';
import { entryOf, get, isGiven, lastName, objectOf, reasonOf } from './look';
import { always, optionsAt, type Occasion } from './occasion';

export interface Reading {
  /** What leaving it out means, for a value that is left out in a branch only. */
  readonly absent?: string;
  /** What a text stands for. */
  readonly as?: (text: string) => string;
  readonly at?: Occasion;
  /** The requests that are looked at, where not each of them is. */
  readonly among?: readonly Occasion[];
}

export const omitted: Setting = { kind: 'omitted' };

/** What a value says of a setting. A number is its digits; a member of an enumeration is its name. */
export function settingOf(value: Value | undefined, reading: Reading = {}): Setting {
  if (!isGiven(value)) return omitted;
  const among = reading.among?.length ? reading.among : [reading.at ?? always];
  const options = [...new Set(among.flatMap(at => optionsAt(value, at).map(option => option.value)))];
  const only = options.length === 1 ? options[0] : undefined;
  if (only) return single(only, reading);
  const texts = options.map(option => (option.kind === 'null' ? reading.absent : textOf(option)));
  const known = [...new Set(texts.filter(text => text !== undefined))].map(
    text => reading.as?.(text) ?? text,
  );
  const unknown = options.find((option, i) => texts[i] === undefined && option.kind !== 'null');
  const { span } = value;
  if (unknown)
    return {
      kind: 'unknown',
      reason: reasonOf(unknown),
      span,
      ...(known.length === 1 && { fallback: known[0] }),
    };
  const [first] = known;
  if (first === undefined) return omitted;
  return known.length === 1
    ? { kind: 'stated', value: first, span, literal: false }
    : { kind: 'choice', values: known, span };
}

function single(value: Value, reading: Reading): Setting {
  if (value.kind === 'null') return omitted;
  const text = textOf(value);
  if (text === undefined) {
    const reason = reasonOf(value);
    const fallback = reason.kind === 'environment' && reason.fallback ? textOf(reason.fallback) : undefined;
    return {
      kind: 'unknown',
      reason,
      span: value.span,
      ...(fallback !== undefined && { fallback: reading.as?.(fallback) ?? fallback }),
    };
  }
  const stated = reading.as?.(text) ?? text;
  const content = value.kind === 'string' && !value.elsewhere ? value.content : undefined;
  if (!content) return { kind: 'stated', value: stated, span: value.span, literal: false };
  // Only the part of the literal that is the value: what replaces it keeps the prefix.
  const cut =
    content.end - content.start === text.length && text.endsWith(stated) ? stated.length : undefined;
  const start = cut === undefined ? content.start : content.end - cut;
  return {
    kind: 'stated',
    value: stated,
    span: { start, end: content.end },
    literal: cut !== undefined || stated === text,
  };
}

/** What a value is called where it is one of a few. */
function textOf(value: Value): string | undefined {
  if (value.kind === 'string') return value.text;
  if (value.kind === 'number' || value.kind === 'boolean') return String(value.value);
  if (value.kind === 'module') return memberName(value.name);
  return value.kind === 'unknown' && value.reason.kind === 'import'
    ? memberName(value.reason.name)
    : undefined;
}

/** `MEDIA_RESOLUTION_LOW` of `MediaResolution.MEDIA_RESOLUTION_LOW`: a member of an enumeration is its name. */
function memberName(name: string): string | undefined {
  const own = lastName(name);
  return own !== name && /^[A-Z][A-Z\d_]+$/.test(own) ? own : undefined;
}

/** The setting at a key; not known where it is not seen and something unknown was spread into the object. */
export function settingAt(
  object: Value | undefined,
  keys: readonly string[],
  reading: Reading = {},
): Setting {
  const found = get(object, ...keys);
  const plain = objectOf(object);
  if (found) {
    const setting = settingOf(found, reading);
    const { absent } = reading;
    const left = plain && absent !== undefined && entryOf(plain, ...keys)?.optional === true;
    return left && setting.kind === 'stated' && setting.value !== absent
      ? { kind: 'choice', values: [absent, setting.value], span: setting.span }
      : setting;
  }
  const open = plain?.open;
  return open ? { kind: 'unknown', reason: open.reason, span: open.span } : omitted;
}

/** The setting's value with what is in front of it taken away. */
export function withoutPrefix(pattern: RegExp): (text: string) => string {
  return text => text.replace(pattern, '') || text;
}
