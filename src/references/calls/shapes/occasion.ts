import type { CallImage } from '../call';
import type { ListItem, Value } from '../value';

/** One option taken where a value is one of several. */
interface Decision {
  readonly by: 'branch' | 'each';
  readonly group: number;
  readonly option: number;
  /** How many there are. */
  readonly of: number;
}

/** What has to be the case for something to be in a request: options taken, outermost first; items not left out. */
export interface Occasion {
  readonly decisions: readonly Decision[];
  readonly optional: boolean;
  readonly repeated: boolean;
}

export const always: Occasion = { decisions: [], optional: false, repeated: false };

/** More options than this are not told apart. */
const mostOptions = 256;

/**
 * What a value may be, and when. Values that change together are taken together: a choice whose group is decided
 * already is the option decided on.
 */
export function optionsAt(value: Value, at: Occasion): readonly { value: Value; at: Occasion }[] {
  if (value.kind !== 'choice') return [{ value, at }];
  const decided = at.decisions.find(decision => decision.group === value.group);
  if (decided) {
    const option = value.options[decided.option];
    return option ? optionsAt(option, at) : [];
  }
  return value.options.slice(0, mostOptions).flatMap((option, i) =>
    optionsAt(option, {
      ...at,
      decisions: [...at.decisions, { by: value.by, group: value.group, option: i, of: value.options.length }],
    }),
  );
}

export function itemAt(item: ListItem, at: Occasion): Occasion {
  if (!item.optional && !item.repeated) return at;
  return {
    ...at,
    optional: at.optional || item.optional === true,
    repeated: at.repeated || item.repeated === true,
  };
}

/** Whether it is part of the first of the requests the call makes. */
export function isFirst(at: Occasion): boolean {
  return at.decisions.every(decision => decision.option === 0);
}

/** A picture with all that it depends on. */
export interface Occasional {
  readonly image: CallImage;
  readonly at: Occasion;
}

/**
 * Pictures with the turns they belong to. Where options are made of further options, each of the innermost is a turn,
 * and what goes with several of them is there for each.
 */
export function takeTurns(all: readonly Occasional[]): readonly CallImage[] {
  const pictures = withoutEchoes(all);
  const paths = new Map<number, string[]>();
  for (const { at } of pictures) {
    const group = at.decisions[0]?.group;
    if (group !== undefined) paths.set(group, [...(paths.get(group) ?? []), pathOf(at)]);
  }
  const turns = new Map([...paths].map(([group, all]) => [group, innermost(all)]));
  return pictures.flatMap(({ image, at }) => {
    const first = at.decisions[0];
    const marked = {
      ...image,
      ...(at.optional && { optional: true }),
      ...(at.repeated && { repeated: true }),
    };
    if (!first) return [marked];
    const all = turns.get(first.group) ?? [];
    const by = at.decisions.some(decision => decision.by === 'each') ? 'each' : 'either';
    // A branch whose other side has no picture.
    if (by === 'either' && all.length === 1) return [{ ...marked, optional: true }];
    const own = pathOf(at);
    const simple = all.every(path => !path.includes('/'));
    return all.flatMap((path, i) =>
      `${path}/`.startsWith(`${own}/`)
        ? [{ ...marked, turn: { by, group: first.group, option: simple ? first.option : i } }]
        : [],
    );
  });
}

/** The requests in which there are pictures: by the rounds of loops and by who calls. */
export function roundsOf(pictures: readonly Occasional[]): readonly Occasion[] {
  const rounds = new Map<string, Occasion>();
  for (const { at } of pictures) {
    const decisions = at.decisions.filter(({ by }) => by === 'each');
    const round = { ...always, decisions };
    rounds.set(pathOf(round), round);
  }
  // One that goes with each of them.
  return rounds.has('') ? [always] : [...rounds.values()];
}

/** What a place shows the same in several branches is one picture. */
function withoutEchoes(pictures: readonly Occasional[]): readonly Occasional[] {
  const places = new Map<string, Occasional[]>();
  for (const picture of pictures) {
    const { image, at } = picture;
    const rounds = at.decisions.filter(({ by }) => by === 'each').map(({ group, option }) => [group, option]);
    const { span, source, detail } = image;
    const key = JSON.stringify([span, source, detail, rounds]);
    places.set(key, [...(places.get(key) ?? []), picture]);
  }
  return [...places.values()].flatMap(same => {
    const [first] = same;
    // Two at one place at the same time are two.
    const paths = same.map(({ at }) => pathOf(at));
    if (first === undefined || same.length === 1 || new Set(paths).size < paths.length) return same;
    const { image, at } = first;
    const sent = same.every(other => other.image.sent === image.sent) ? image.sent : 'unknown';
    const decisions = isEverywhere(same.map(other => other.at.decisions))
      ? at.decisions.filter(({ by }) => by === 'each')
      : at.decisions;
    return [{ image: { ...image, sent }, at: { ...at, decisions } }];
  });
}

/** Whether these are all the ways that there are. */
function isEverywhere(ways: readonly (readonly Decision[])[]): boolean {
  const branches = ways.map(way => way.filter(({ by }) => by === 'branch'));
  const covers = (paths: readonly (readonly Decision[])[]): boolean => {
    const head = paths[0]?.[0];
    if (head === undefined || paths.some(path => path.length === 0)) return true;
    return Array.from({ length: head.of }, (_, i) => i).every(i => {
      const own = paths.filter(([one]) => one?.group === head.group && one.option === i);
      return own.length > 0 && covers(own.map(path => path.slice(1)));
    });
  };
  return covers(branches);
}

function pathOf(at: Occasion): string {
  return at.decisions.map(({ group, option }) => `${group}:${option}`).join('/');
}

/** Those that no other goes further than, in order. */
function innermost(paths: readonly string[]): readonly string[] {
  const all = [...new Set(paths)];
  return all.filter(path => !all.some(other => other.startsWith(`${path}/`)));
}
