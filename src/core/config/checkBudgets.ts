import { scopes } from '../budget/budgets';
import type { Limit } from '../budget/budgets';
import { isDate } from '../dates';
import { Registry, RegistryError, unknownModelMessage } from '../models/registry';
import type { RegistryLayer } from '../models/registry';
import type { Written } from './parseConfig';
import { showPath } from './paths';
import type { Finding } from './plainWords';
import type { ConfigPath, TilescopeConfig } from './tilescopeConfig';

/**
 * What a schema cannot tell of budgets: limits that contradict themselves, days that are none, names of models that
 * nobody knows.
 *
 * @param config valid by the schema
 */
export function checkBudgets(
  config: TilescopeConfig,
  written: Written,
  layers: readonly RegistryLayer[],
): readonly Finding[] {
  const found: Finding[] = [];
  const say = (path: ConfigPath, drop: ConfigPath, message: string): void => {
    found.push({ path, drop, message: `${showPath(path)} ${message}` });
  };
  const registry = registryOf(layers);
  const name = (pattern: string, path: ConfigPath, drop: ConfigPath): void => {
    if (registry === undefined || pattern.includes('*')) return;
    const lookup = registry.find(pattern);
    if (!lookup.found)
      found.push({
        path,
        drop,
        message: `${showPath(path)}: ${unknownModelMessage(pattern, lookup.nearest)}`,
      });
  };
  for (const [index, budget] of (config.budgets ?? []).entries()) {
    const at: ConfigPath = ['budgets', written.budgets[index] ?? index];
    const { models } = budget;
    if (typeof models === 'string') name(models, [...at, 'models'], ['budgets', index]);
    else
      for (const [i, model] of (models ?? []).entries())
        name(model, [...at, 'models', i], ['budgets', index]);
    for (const scope of scopes) {
      const { rise, ...own } = budget[scope] ?? {};
      for (const [path, limits] of [
        [[scope], own],
        [[scope, 'rise'], rise ?? {}],
      ] as const)
        for (const [key, limit] of Object.entries(limits as Readonly<Record<string, Limit>>))
          if (isContradiction(limit))
            say(
              [...at, ...path, key, 'warn'],
              ['budgets', index, ...path, key],
              `is more than "fail": it would never warn. Make it less than ${String(limit.fail)}.`,
            );
    }
  }
  for (const [i, model] of (config.policies?.allowedModels ?? []).entries())
    name(model, ['policies', 'allowedModels', i], ['policies', 'allowedModels', i]);
  for (const [index, { expires }] of (config.exceptions ?? []).entries())
    if (!isDate(expires))
      say(
        ['exceptions', written.exceptions[index] ?? index, 'expires'],
        ['exceptions', index],
        `is no day of the calendar: ${expires}.`,
      );
  return found;
}

function isContradiction(limit: Limit): limit is { readonly warn: number; readonly fail: number } {
  return (
    typeof limit === 'object' &&
    limit.warn !== undefined &&
    limit.fail !== undefined &&
    limit.warn > limit.fail
  );
}

/** `undefined` where layers contradict each other: whoever holds them says so. */
function registryOf(layers: readonly RegistryLayer[]): Registry | undefined {
  try {
    return new Registry(layers);
  } catch (error) {
    if (RegistryError.is(error)) return undefined;
    throw error;
  }
}
