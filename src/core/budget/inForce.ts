import { matchesGlobs, matchesName } from '../config/globs';
import { sourcesFor } from '../config/source';
import type { ConfigPlace, ConfigSource } from '../config/source';
import type { ConfigPath } from '../config/tilescopeConfig';
import type { Budget, Limit, OneOrMore, RiseLimits, Scope } from './budgets';
import type { MeasuredModel } from './measured';
import type { LimitInForce, Quantity } from './verdict';

/** Whether a budget is for calls of a model: `maybe` where nobody knows which model is asked. */
export type Match = 'yes' | 'no' | 'maybe';

/** For which calls a budget is, apart from their files. */
export type Filter = Pick<Budget, 'models' | 'providers'>;

export function matchOf({ models, providers }: Filter, model: MeasuredModel): Match {
  const answers: Match[] = [];
  if (models !== undefined) answers.push(ofModels(models, model));
  if (providers !== undefined)
    answers.push(
      model.providers.some(provider => matchesName(providers, provider))
        ? 'yes'
        : model.unknown === undefined
          ? 'no'
          : 'maybe',
    );
  return answers.includes('no') ? 'no' : answers.includes('maybe') ? 'maybe' : 'yes';
}

/** Of a choice one that is meant is enough: the call may be that dear. */
function ofModels(patterns: OneOrMore, { names, unknown }: MeasuredModel): Match {
  if (names.some(({ asked, id }) => [asked, id ?? asked].some(name => matchesName(patterns, name))))
    return 'yes';
  return unknown === undefined ? 'no' : 'maybe';
}

/** A limit of a budget, with where it comes from. */
export interface EntryLimit {
  readonly limit: LimitInForce;
  readonly filter: Filter;
  readonly source: ConfigSource;
  readonly budget: Budget;
}

/** The limits that hold for one thing of a file. */
export interface Limits {
  readonly holding: readonly LimitInForce[];
  /** Those of budgets for a model that this may be. */
  readonly possible: readonly LimitInForce[];
}

const quantities = ['tokens', 'usd', 'bytes', 'usdPerMonth'] as const;
const rises = [
  'tokens',
  'tokensPercent',
  'usd',
  'usdPercent',
  'usdPerMonth',
] as const satisfies readonly (keyof RiseLimits)[];

/** What is written for a scope in one budget, `off` included. */
export interface Written {
  readonly key: string;
  readonly limit: LimitInForce | 'off';
  readonly value: Limit;
  readonly place: ConfigPlace;
}

/** The limits that one budget has for a scope. */
export function* writtenIn(
  source: ConfigSource,
  index: number,
  budget: Budget,
  scope: Scope,
): Generator<Written> {
  const own: Readonly<Partial<Record<Quantity, Limit>>> & { readonly rise?: RiseLimits } =
    budget[scope] ?? {};
  const base: ConfigPath = ['budgets', index, scope];
  const written = (
    path: ConfigPath,
    key: string,
    quantity: Quantity,
    rise: boolean,
    value: Limit,
  ): Written => ({
    key,
    limit: limitOf(source, path, scope, quantity, rise, value),
    value,
    place: source.place(path),
  });
  for (const quantity of quantities) {
    const value = own[quantity];
    if (value !== undefined) yield written([...base, quantity], quantity, quantity, false, value);
  }
  for (const quantity of rises) {
    const value = own.rise?.[quantity];
    if (value !== undefined)
      yield written([...base, 'rise', quantity], `rise ${quantity}`, quantity, true, value);
  }
}

function limitOf(
  source: ConfigSource,
  path: ConfigPath,
  scope: Scope,
  quantity: Quantity,
  rise: boolean,
  value: Limit,
): LimitInForce | 'off' {
  if (value === 'off') return 'off';
  const place = source.place(path);
  const both = typeof value === 'number' ? { fail: value } : value;
  const at = (key: 'warn' | 'fail'): LimitInForce['place'] | undefined =>
    both[key] === undefined ? undefined : typeof value === 'number' ? place : source.place([...path, key]);
  return {
    scope,
    quantity,
    rise,
    warn: both.warn,
    fail: both.fail,
    place,
    places: { warn: at('warn'), fail: at('fail') },
  };
}

/** The budgets that are for a file, the farthest first. */
export function entriesFor(
  sources: readonly ConfigSource[],
  file: string,
): readonly { readonly source: ConfigSource; readonly index: number; readonly budget: Budget }[] {
  return sourcesFor(sources, file).flatMap(source =>
    (source.config.budgets ?? []).flatMap((budget, index) =>
      budget.files === undefined || matchesGlobs(budget.files, source.folder, file)
        ? [{ source, index, budget }]
        : [],
    ),
  );
}

/**
 * The limits on one picture or call. Limit by limit the nearest `tilescope.json` wins, and within one file the last
 * budget that is meant.
 */
export function limitsFor(
  sources: readonly ConfigSource[],
  file: string,
  scope: 'image' | 'reference' | 'call',
  model: MeasuredModel,
): Limits {
  const holding = new Map<string, LimitInForce>();
  const possible: LimitInForce[] = [];
  for (const { source, index, budget } of entriesFor(sources, file)) {
    const match = matchOf(budget, model);
    if (match === 'no') continue;
    for (const { key, limit } of writtenIn(source, index, budget, scope)) {
      if (match === 'maybe') {
        if (limit !== 'off') possible.push(limit);
      } else if (limit === 'off') holding.delete(key);
      else holding.set(key, limit);
    }
  }
  return { holding: [...holding.values()], possible };
}

/** The limits on all calls of a file. Budgets for other models are other sums, and hold beside each other. */
export function fileLimits(sources: readonly ConfigSource[], file: string): readonly EntryLimit[] {
  const holding = new Map<string, EntryLimit>();
  for (const { source, index, budget } of entriesFor(sources, file)) {
    const filter = filterOf(budget);
    for (const { key, limit } of writtenIn(source, index, budget, 'file')) {
      const own = `${JSON.stringify(filter)} ${key}`;
      if (limit === 'off') holding.delete(own);
      else holding.set(own, { limit, filter, source, budget });
    }
  }
  return [...holding.values()];
}

/** The limits on sums of the project: each is a sum of its own, of what its budget is for. */
export function projectLimits(sources: readonly ConfigSource[]): readonly EntryLimit[] {
  return sources.flatMap(source =>
    (source.config.budgets ?? []).flatMap((budget, index) =>
      [...writtenIn(source, index, budget, 'project')].flatMap(({ limit }) =>
        limit === 'off' ? [] : [{ limit, filter: filterOf(budget), source, budget }],
      ),
    ),
  );
}

/** Two budgets for the same models have the same. */
export function filterOf({ models, providers }: Budget): Filter {
  const sorted = (names: OneOrMore): readonly string[] =>
    [...new Set(typeof names === 'string' ? [names] : names)].sort();
  return {
    ...(models === undefined ? {} : { models: sorted(models) }),
    ...(providers === undefined ? {} : { providers: sorted(providers) }),
  };
}
