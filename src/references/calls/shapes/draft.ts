import type { CallImage, CallText, CallUnknown, Setting } from '../call';
import type { RequestBody } from '../request';
import type { ObjectEntry, Value } from '../value';
import { concretely } from './concrete';
import { isGiven, reasonOf, type ValueOf } from './look';
import { isFirst, itemAt, optionsAt, roundsOf, takeTurns, type Occasion, type Occasional } from './occasion';
import { omitted } from './settings';
import { hasImageExtension, pictureOf, type Picture, type Slot } from './source';

/** A value in the place of a picture. */
export interface Shown {
  readonly value: Value;
  readonly slot: Slot;
  readonly at: Occasion;
  /** The object it is an entry of. */
  readonly holder?: Value | undefined;
  readonly entry?: ObjectEntry | undefined;
  /** Told of the options the picture depends on. */
  readonly detail?: (at: Occasion) => Setting;
  /** What to write behind the entry to state a detail. */
  readonly insert?: string | undefined;
  readonly mediaType?: string | undefined;
  /** Where the place says more than the value. */
  readonly sent?: CallImage['sent'];
}

const dataUri = /data:image\/[\w.+-]+;base64,[A-Za-z\d+/=_-]*/gi;

/** What is found of a call while its request is read. */
export class Draft {
  private readonly pictures: Occasional[] = [];
  private readonly texts: CallText[] = [];
  private readonly unknowns: CallUnknown[] = [];

  constructor(readonly spelling: RequestBody['spelling']) {}

  show(shown: Shown): void {
    const all = concretely(shown.value, shown.at).map(({ value, at }): Option => {
      const picture = pictureOf(value, shown.slot);
      const detail = shown.detail?.(at) ?? omitted;
      // Why it is not known on either side makes no two pictures of it.
      const told = picture?.source.kind === 'unknown' ? ['unknown'] : [picture?.source, picture?.sent];
      return { picture, detail, at, key: JSON.stringify([...told, detail]) };
    });
    for (const { picture, detail, at } of unbranched(all, shown.at.decisions.length))
      if (picture) this.add(picture, detail, shown, at);
  }

  private add(picture: Picture, detail: Setting, shown: Shown, at: Occasion): void {
    const { value, holder, entry } = shown;
    const within = holder && !value.elsewhere && holds(holder, value);
    const mediaType = shown.mediaType ?? picture.mediaType;
    const insert = detail.kind === 'omitted' ? insertion(shown) : undefined;
    const image: CallImage = {
      span: holder && !within ? (entry?.span ?? value.span) : value.span,
      literals: picture.literals,
      source: picture.source,
      detail,
      sent: shown.sent ?? picture.sent,
      ...(insert && { insertDetail: insert }),
      ...(mediaType !== undefined && { mediaType }),
    };
    this.pictures.push({ image, at });
  }

  /** A text of the prompt. A picture that is encoded into it is one that is sent as text. */
  say(value: Value, at: Occasion): void {
    const options = concretely(value, at);
    let isSaid = !isFirst(at);
    for (const option of options) {
      this.embedded(option.value, option.at);
      if (isSaid || !isGiven(option.value)) continue;
      isSaid = true;
      this.sayOne(option.value, options.length > 1 || at.repeated);
    }
  }

  private sayOne(value: Value, partial: boolean): void {
    if (value.kind === 'string' || value.kind === 'text') {
      const whole = value.kind === 'string' ? value.text : joinedStrings(value);
      const text = whole.replace(dataUri, '');
      const span = value.kind === 'string' && !value.elsewhere ? (value.content ?? value.span) : value.span;
      if (text !== '')
        this.texts.push({ text, span, partial: partial || value.kind === 'text' || text !== whole });
    } else {
      this.miss('text', value);
    }
  }

  private embedded(value: Value, at: Occasion): void {
    if (value.kind === 'string') {
      for (const [target] of value.text.matchAll(dataUri)) this.embed({ ...value, text: target }, at);
    }
    if (value.kind !== 'text') return;
    let before = '';
    for (const part of value.parts) {
      if (part.kind === 'string') {
        this.embedded(part, at);
        before = part.text;
      } else if (isEncoded(part, /data:image\/[^,]*,$/i.test(before))) {
        this.embed(part, at);
      }
    }
  }

  private embed(value: Value, at: Occasion): void {
    const picture = pictureOf(value, 'any');
    const isEmpty = value.kind === 'string' && picture?.source.kind === 'unknown';
    if (picture && !isEmpty) this.add({ ...picture, sent: 'text' }, omitted, { value, slot: 'any', at }, at);
  }

  miss(what: CallUnknown['what'], value: Value): void {
    const { span } = value;
    const isSeen = this.unknowns.some(seen => seen.what === what && seen.span.start === span.start);
    if (!isSeen) this.unknowns.push({ what, reason: reasonOf(value), span });
  }

  /** Reads each item of a list, in each of the forms it may have; what is no list is its only item. */
  each(
    value: Value | undefined,
    at: Occasion,
    what: CallUnknown['what'],
    read: (item: Value, at: Occasion) => void,
  ): void {
    if (!value) return;
    for (const option of optionsAt(value, at)) {
      if (option.value.kind === 'list') {
        for (const { value: item, when } of itemsOf(option.value, option.at))
          if (item.kind === 'unknown') this.miss(what, item);
          else read(item, when);
      } else if (option.value.kind === 'unknown') {
        this.miss(what, option.value);
      } else if (isGiven(option.value)) {
        read(option.value, option.at);
      }
    }
  }

  /** {@link each}, where each item is a picture, known or not. */
  eachPicture(value: Value | undefined, at: Occasion, read: (item: Value, at: Occasion) => void): void {
    if (!value) return;
    for (const option of optionsAt(value, at)) {
      if (option.value.kind === 'list')
        for (const { value: item, when } of itemsOf(option.value, option.at)) read(item, when);
      else if (isGiven(option.value)) read(option.value, { ...option.at, repeated: true });
    }
  }

  found(): Found | undefined {
    const images = takeTurns(this.pictures);
    const { texts, unknowns } = this;
    return images.length > 0 ? { images, texts, unknowns, among: roundsOf(this.pictures) } : undefined;
  }

  /** As {@link found}, for a call that need not send any picture. */
  all(): Found {
    return this.found() ?? { images: [], texts: this.texts, unknowns: this.unknowns, among: [] };
  }
}

export interface Found {
  readonly images: readonly CallImage[];
  readonly texts: readonly CallText[];
  readonly unknowns: readonly CallUnknown[];
  /** Of the requests that the call makes, those that have a picture. */
  readonly among: readonly Occasion[];
}

/** What a place shows in a case. */
interface Option {
  readonly picture: Picture | undefined;
  readonly detail: Setting;
  readonly at: Occasion;
  readonly key: string;
}

/** Branches that show the same on every side are none: `image/png` or `image/jpeg` in front of the same bytes. */
function unbranched(options: readonly Option[], depth: number): readonly Option[] {
  const sides = new Map<number, Option[]>();
  for (const option of options) {
    const side = option.at.decisions[depth]?.option;
    if (side === undefined) return options;
    sides.set(side, [...(sides.get(side) ?? []), option]);
  }
  const all = [...sides.values()].map(side => unbranched(side, depth + 1));
  const shown = all.map(side =>
    JSON.stringify(side.map(({ key, at }) => [key, at.decisions.slice(depth + 1)])),
  );
  const [first = []] = all;
  const isBranch = first[0]?.at.decisions[depth]?.by === 'branch';
  if (!isBranch || shown.some(side => side !== shown[0])) return all.flat();
  return first.map(option => {
    const decisions = option.at.decisions.filter((_, i) => i !== depth);
    return { ...option, at: { ...option.at, decisions } };
  });
}

function itemsOf(list: ValueOf<'list'>, at: Occasion): readonly { value: Value; when: Occasion }[] {
  return list.items.flatMap(item =>
    optionsAt(item.value, itemAt(item, at))
      .filter(option => isGiven(option.value))
      .map(option => ({ value: option.value, when: option.at })),
  );
}

function joinedStrings(value: ValueOf<'text'>): string {
  return value.parts.map(part => (part.kind === 'string' ? part.text : '')).join('');
}

/** Whether a part of a text is a picture's bytes, and no other file's. */
function isEncoded(part: Value, isAnnounced: boolean): boolean {
  if (part.kind !== 'content') return isAnnounced && part.kind === 'unknown';
  if (part.as !== 'base64' && part.as !== 'data-url') return false;
  const { of } = part;
  if (of.kind === 'string' || of.kind === 'path') return isAnnounced || hasImageExtension(of.text);
  return isAnnounced || (of.kind === 'several' && hasImageExtension(of.pattern));
}

function holds(holder: Value, value: Value): boolean {
  return holder.span.start <= value.span.start && value.span.end <= holder.span.end;
}

function insertion({ holder, entry, value, insert }: Shown): CallImage['insertDetail'] {
  if (!insert || holder?.kind !== 'object' || holder.elsewhere || !entry || entry.value.elsewhere)
    return undefined;
  const end = entry.span?.end ?? (holds(holder, value) ? value.span.end : undefined);
  return end === undefined ? undefined : { offset: end, text: insert };
}
