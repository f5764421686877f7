import type { RuleFamily } from '../models/rules';
import { Registry, RegistryError, unknownModelMessage } from '../models/registry';
import type { RegistryLayer } from '../models/registry';
import { list } from '../text';
import { showPath, without } from './paths';
import { findings } from './plainWords';
import type { Finding } from './plainWords';
import { ruleErrors } from './schema';
import type { SchemaError } from './schema';
import type { ConfigPath, TilescopeConfig } from './tilescopeConfig';

/** What only the models can tell: whether the names mean something, and whether a corrected rule is still a rule. */
export interface CheckedModels {
  readonly config: TilescopeConfig;
  readonly findings: readonly Finding[];
}

/** The part of a configuration that is about models. */
export function layerOf({ aliases, models, providers }: TilescopeConfig, origin: string): RegistryLayer {
  return {
    origin,
    ...(aliases === undefined ? {} : { aliases }),
    ...(models === undefined ? {} : { models }),
    ...(providers === undefined ? {} : { providers }),
  };
}

/**
 * @param config valid by the schema
 * @param compared its `compareModels` as they are written, before some were left out: what a problem's index counts
 * @param below layers that are in force without it
 */
export function checkModels(
  config: TilescopeConfig,
  compared: readonly unknown[],
  origin: string,
  below: readonly RegistryLayer[],
): CheckedModels {
  const found: Finding[] = [];
  let rest = config;
  let base = below;
  const drop = (...paths: readonly ConfigPath[]): void => {
    // Valid by the schema, and every key of it may be missing: what is left is one too.
    rest = without(rest, paths) as TilescopeConfig;
  };
  const applied = (): Registry => {
    for (;;) {
      try {
        return new Registry([...base, layerOf(rest, origin)]);
      } catch (error) {
        if (!RegistryError.is(error)) throw error;
        const entry = error.path.slice(0, 2);
        if (error.origin !== origin || entry.length < 2) {
          // Somebody else's layer; whoever checked that one has said so.
          base = [];
        } else {
          if (!found.some(({ path }) => entry.every((key, i) => path[i] === key)))
            found.push({ path: error.path, drop: entry, message: error.message });
          drop(entry);
        }
      }
    }
  };

  let registry = applied();
  for (const id of Object.keys(rest.models ?? {})) {
    const wrong = ruleFindings(registry, id, rest);
    if (wrong.length === 0) continue;
    found.push(...wrong);
    drop(['models', id, 'rule']);
  }
  registry = applied();
  const unknown = unknownNames(registry, rest, compared);
  drop(...unknown.map(finding => finding.drop));
  found.push(...unknown);
  return { config: rest, findings: found };
}

function ruleFindings(registry: Registry, id: string, config: TilescopeConfig): readonly Finding[] {
  if (config.models?.[id]?.rule === undefined) return [];
  const rule = registry.all().find(model => model.id === id)?.rule;
  if (rule === undefined) return [];
  const at: ConfigPath = ['models', id, 'rule'];
  const errors = ruleErrors(rule.family, rule);
  if (errors.length > 0) {
    const missing = errors.filter(error => error.keyword === 'required' && error.instancePath === '');
    const others = errors.filter(error => !missing.includes(error));
    return [
      ...missingKeys(missing, rule.family, at),
      ...findings(others, rule, at).map(finding => misplaced(finding, rule.family, at)),
    ];
  }
  const levels = 'details' in rule ? rule.details : 'budgets' in rule ? rule.budgets : undefined;
  if (levels === undefined || !('auto' in rule) || Object.hasOwn(levels, rule.auto)) return [];
  const path = [...at, 'auto'];
  const known = list(
    Object.keys(levels).map(level => `"${level}"`),
    'or',
  );
  return [
    {
      path,
      drop: path,
      message: `${showPath(path)} must be a level of the rule, ${known}, not "${rule.auto}".`,
    },
  ];
}

function missingKeys(errors: readonly SchemaError[], family: RuleFamily, at: ConfigPath): readonly Finding[] {
  if (errors.length === 0) return [];
  const keys = list(errors.map(error => `"${String(error.params.missingProperty)}"`));
  return [
    {
      path: at,
      drop: at,
      message: `${showPath(at)} lacks ${keys}: a rule of the family "${family}" needs them all.`,
    },
  ];
}

/** The commonest slip: a level's figure given to the whole rule. */
function misplaced(finding: Finding, family: RuleFamily, at: ConfigPath): Finding {
  const key = finding.path[at.length];
  if (family !== 'patch' || finding.path.length !== at.length + 1) return finding;
  if (key !== 'patchBudget' && key !== 'maxDimension') return finding;
  return {
    ...finding,
    message: `${showPath(finding.path)} belongs to a detail level: write "details": { "high": { "${key}": … } }.`,
  };
}

function unknownNames(
  registry: Registry,
  config: TilescopeConfig,
  compared: readonly unknown[],
): readonly Finding[] {
  const found: Finding[] = [];
  const check = (name: string, path: ConfigPath, drop = path): void => {
    const lookup = registry.find(name);
    if (lookup.found) return;
    const message = `${showPath(path)}: ${unknownModelMessage(name, lookup.nearest)}`;
    found.push({ path, drop, message, ...(path[0] === 'providers' ? { onKey: true } : {}) });
  };
  if (config.model !== undefined) check(config.model, ['model']);
  for (const [index, name] of (config.compareModels ?? []).entries())
    check(name, ['compareModels', compared.indexOf(name)], ['compareModels', index]);
  for (const [provider, { models }] of Object.entries(config.providers ?? {})) {
    for (const name of Object.keys(models ?? {})) check(name, ['providers', provider, 'models', name]);
  }
  return found;
}
