import { parseTier, tiers } from '../core/money';
import { Registry, unknownModelMessage } from '../core/models/registry';
import type { Model } from '../core/models/model';
import { list } from '../core/text';
import type { Pricing } from '../references/assess';
import { loadConfig } from './config';
import type { LoadedConfig } from './config';
import { UsageError } from './exit';
import { didYouMean } from './nearest';

export interface PricingFlags {
  readonly model?: string;
  readonly detail?: string;
  readonly tier?: string;
  readonly config?: string;
}

export interface PricingSetup {
  readonly registry: Registry;
  readonly pricing: Pricing;
  readonly model: Model;
  readonly config: LoadedConfig;
}

/** The default wherever nothing else is said: a current model whose rule is certain. */
export const defaultModel = 'gpt-5.4-mini';

/** Flags before `tilescope.json` before defaults. Throws {@link UsageError} for names nobody knows. */
export async function pricingFor(flags: PricingFlags, folder: string): Promise<PricingSetup> {
  const config = await loadConfig(folder, flags.config);
  const registry = new Registry(config.layer === undefined ? [] : [config.layer]);
  const name = flags.model ?? config.values.model ?? defaultModel;
  const lookup = registry.find(name);
  if (!lookup.found)
    throw new UsageError(`${unknownModelMessage(name, lookup.nearest)} \`tilescope models\` lists all.`);
  const asked = flags.tier ?? config.values.tier ?? 'standard';
  const tier = parseTier(asked);
  if (tier === undefined)
    throw new UsageError(
      `"${asked}" is no tier: there are ${list(tiers)}.${didYouMean(asked, [...tiers, 'priority', 'default'])}`,
    );
  const origin = (flag: string | undefined, value: unknown): string =>
    flag !== undefined ? 'command line' : value !== undefined ? config.name : 'default';
  return {
    registry,
    config,
    model: lookup.model,
    pricing: {
      model: name,
      detail: checkDetail(flags.detail) ?? config.values.detail,
      tier,
      origins: {
        model: origin(flags.model, config.values.model),
        detail: origin(flags.detail, config.values.detail),
        tier: origin(flags.tier, config.values.tier),
      },
    },
  };
}

export const details = ['low', 'medium', 'high', 'original', 'ultra_high', 'auto'] as const;

/** A word no vendor has is a slip of the keyboard; which levels a model has is the model's to say. */
export function checkDetail(detail: string | undefined): string | undefined {
  if (detail === undefined || (details as readonly string[]).includes(detail)) return detail;
  throw new UsageError(
    `"${detail}" is no detail: there are ${list(details)}; leave it out as the call would.${didYouMean(detail, details)}`,
  );
}

/** Today, as prices are dated. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}
