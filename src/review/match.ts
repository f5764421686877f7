import type { CallImage, VisionCall } from '../references/calls/call';
import type { FoundCall } from '../references/scan/found';

/** The calls of one source on both sides: of a file that was moved, under both its names. */
export interface FilePair {
  readonly before: readonly FoundCall[];
  readonly after: readonly FoundCall[];
}

export interface CallPair {
  readonly before: FoundCall | undefined;
  readonly after: FoundCall | undefined;
}

/**
 * Across files two calls are the same only if they have something to show for it: of prompt, pictures and model one may
 * be another, and if they say the same, they need not have a prompt.
 */
const enoughAcrossFiles = 5.5;
const enoughIfSame = 4;
/** More than so many on a side are not compared each with each. */
const mostCompared = 400;

/**
 * Which call is which on the other side. First those that say the same, in the order of the text; then the most alike of
 * what is left in a file, as a call that was edited is; then those of different files, as calls are moved.
 */
export function matchCalls(files: readonly FilePair[]): readonly CallPair[] {
  const pairs: CallPair[] = [];
  const before: Described[] = [];
  const after: Described[] = [];
  for (const file of files) {
    const old = file.before.map(described);
    const now = file.after.map(described);
    pairs.push(...same(old, now), ...alike(old, now, 0));
    before.push(...old);
    after.push(...now);
  }
  pairs.push(...same(before, after, enoughIfSame), ...alike(before, after, enoughAcrossFiles));
  for (const one of before) pairs.push({ before: one.call, after: undefined });
  for (const one of after) pairs.push({ before: undefined, after: one.call });
  return pairs;
}

/** What a call says, as far as it tells it from others. */
interface Described {
  readonly call: FoundCall;
  readonly callee: string;
  readonly words: ReadonlySet<string>;
  readonly pictures: ReadonlySet<string>;
  readonly model: string;
  readonly key: string;
}

function described(call: FoundCall): Described {
  const { callee, api, images, texts, model } = call.priced.call;
  const pictures = new Set(images.map(pictureName));
  const text = texts.map(one => one.text).join('\n');
  return {
    call,
    callee: `${api} ${callee}`,
    words: new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu)),
    pictures,
    model: modelName(model),
    key: JSON.stringify([api, callee, modelName(model), [...pictures], text]),
  };
}

function modelName(model: VisionCall['model']): string {
  switch (model.kind) {
    case 'stated':
      return model.value;
    case 'choice':
      return model.values.join(' ');
    case 'omitted':
      return '';
    case 'unknown':
      return `? ${model.reason.kind}`;
  }
}

/** By its last part: a picture is moved with its call. */
function pictureName({ source }: CallImage): string {
  switch (source.kind) {
    case 'reference':
    case 'changed':
      return source.reference.form === 'data'
        ? source.reference.target.slice(0, 200)
        : lastPart(source.reference.target);
    case 'several':
      return lastPart(source.pattern);
    case 'held':
      return source.name;
    case 'unknown':
      return `? ${source.reason.kind}`;
  }
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Pairs what says the same, and takes it from both. */
function same(before: Described[], after: Described[], least = 0): readonly CallPair[] {
  const byKey = new Map<string, Described[]>();
  for (const one of before) byKey.set(one.key, [...(byKey.get(one.key) ?? []), one]);
  const pairs: CallPair[] = [];
  for (const now of [...after]) {
    const old = byKey.get(now.key)?.[0];
    if (old === undefined || likeness(old, now) < least) continue;
    byKey.get(now.key)?.shift();
    take(before, old);
    take(after, now);
    pairs.push({ before: old.call, after: now.call });
  }
  return pairs;
}

/** Pairs the most alike first, and takes them from both. */
function alike(before: Described[], after: Described[], least: number): readonly CallPair[] {
  const candidates: { readonly old: Described; readonly now: Described; readonly score: number }[] = [];
  for (const [i, old] of before.slice(0, mostCompared).entries())
    for (const [j, now] of after.slice(0, mostCompared).entries()) {
      if (old.callee !== now.callee && old.call.priced.call.api !== now.call.priced.call.api) continue;
      const score = likeness(old, now);
      // Of equals, those at the same place among the others.
      if (score >= least) candidates.push({ old, now, score: score - Math.abs(i - j) / 10_000 });
    }
  candidates.sort((a, b) => b.score - a.score);
  const paired = new Set<Described>();
  const pairs: CallPair[] = [];
  for (const { old, now } of candidates) {
    if (paired.has(old) || paired.has(now)) continue;
    paired.add(old).add(now);
    take(before, old);
    take(after, now);
    pairs.push({ before: old.call, after: now.call });
  }
  return pairs;
}

/** Up to 8: the prompt and the pictures tell most. */
function likeness(a: Described, b: Described): number {
  return (
    3 * overlap(a.words, b.words) +
    3 * overlap(a.pictures, b.pictures) +
    (a.callee === b.callee ? 1 : 0) +
    (a.model === b.model ? 1 : 0)
  );
}

/** Of all that either has, what both have. Nothing on both sides tells nothing. */
function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let both = 0;
  for (const one of a) if (b.has(one)) both += 1;
  const all = a.size + b.size - both;
  return all === 0 ? 0 : both / all;
}

function take(from: Described[], one: Described): void {
  const at = from.indexOf(one);
  if (at >= 0) from.splice(at, 1);
}
