import type { BudgetException, Policies } from '../budget/budgets';
import { explainedLimits } from '../budget/explainLimits';
import { callsPerMonth } from '../budget/monthly';
import { policyIn } from '../budget/policies';
import { matchesGlobs } from './globs';
import { plainKeys } from './resolve';
import type { ResolvedConfig } from './resolve';
import type { ConfigPlace } from './source';
import { showPath } from './paths';

/** A value that holds for a file. */
export interface Explained {
  /** `model`, `call.tokens`, `policies.stateDetail`. */
  readonly key: string;
  /** As it would be written. */
  readonly value: unknown;
  /** For which calls alone, in words: `models gpt-4o*`. */
  readonly only?: string;
  /** `undefined`: nobody says so, and this is what holds then. */
  readonly place: ConfigPlace | undefined;
}

/** What holds where nobody says anything. */
export interface ExplainDefaults {
  readonly model: string;
  readonly roots: readonly string[];
}

const policyKeys = [
  'allowedModels',
  'unknownModels',
  'stateDetail',
  'remoteImages',
] as const satisfies readonly (keyof Policies)[];

/** Every value that holds for a file, and the line that says so. @param file relative to the project, with forward slashes */
export function explainConfig(
  { chain, config, places, diagnostics }: ResolvedConfig,
  file: string,
  defaults: ExplainDefaults,
): readonly Explained[] {
  const found: Explained[] = [];
  const fallback = { model: defaults.model, detail: 'omitted', tier: 'standard', roots: defaults.roots };
  for (const key of plainKeys) {
    const value = config[key] ?? (key in fallback ? fallback[key as keyof typeof fallback] : undefined);
    if (value !== undefined) found.push({ key, value, place: places.get(key) });
  }
  for (const { config: own, place } of chain)
    for (const key of ['include', 'exclude'] as const)
      if (own[key] !== undefined) found.push({ key, value: own[key], place: place([key]) });
  for (const [code, place] of diagnostics)
    found.push({ key: showPath(['diagnostics', code]), value: config.diagnostics?.[code], place });
  found.push(...registryEntries(chain));
  const monthly = callsPerMonth(chain, file);
  if (monthly !== undefined) found.push({ key: 'callsPerMonth', ...monthly });
  for (const key of policyKeys) {
    const policy = policyIn(chain, key);
    if (policy !== undefined) found.push({ key: `policies.${key}`, ...policy });
  }
  found.push(...explainedLimits(chain, file));
  for (const { config: own, folder, place } of chain)
    for (const [i, exception] of (own.exceptions ?? []).entries())
      if (matchesGlobs(exception.files, folder, file))
        found.push({ key: 'exception', value: shownException(exception), place: place(['exceptions', i]) });
  return found;
}

function registryEntries(chain: ResolvedConfig['chain']): readonly Explained[] {
  const entries = new Map<string, Explained>();
  for (const { config, place } of chain)
    for (const key of ['aliases', 'models', 'providers'] as const)
      for (const [name, value] of Object.entries(config[key] ?? {}))
        entries.set(`${key} ${name}`, { key: showPath([key, name]), value, place: place([key, name]) });
  return [...entries.values()];
}

function shownException({ code, reason, expires }: BudgetException): object {
  return { code, reason, expires };
}
