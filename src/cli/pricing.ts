import { parseTier, tiers } from '../core/money';
import { unknownModelMessage } from '../core/models/registry';
import type { Registry } from '../core/models/registry';
import type { Model } from '../core/models/model';
import { list } from '../core/text';
import type { Pricing } from '../references/assess';
import { isSearched } from '../core/config/resolve';
import type { PlainKey } from '../core/config/resolve';
import type { ConfigInForce, ProjectConfigs } from '../host/projectConfigs';
import { defaultRoots } from '../references/resolve';
import { projectConfigs } from './config';
import { UsageError } from './exit';
import { didYouMean } from './nearest';

export interface PricingFlags {
  readonly model?: string;
  readonly detail?: string;
  readonly tier?: string;
  readonly config?: string;
}

/** What holds for one file of a project. */
export interface FilePricing {
  readonly registry: Registry;
  readonly pricing: Pricing;
  readonly model: Model;
  readonly roots: readonly string[];
  /** Whether `include` and `exclude` let it be searched. */
  readonly searched: boolean;
}

/** What holds for the project itself, and for each of its files by the `tilescope.json` nearest to it. */
export interface PricingSetup extends Omit<FilePricing, 'searched'> {
  readonly config: ConfigInForce;
  readonly configs: ProjectConfigs;
  /** @param file relative to the project, with forward slashes */
  readonly forFile: (file: string) => Promise<FilePricing>;
}

/** The default wherever nothing else is said: a current model whose rule is certain. */
export const defaultModel = 'gpt-5.4-mini';

/** Flags before `tilescope.json` before defaults. Throws {@link UsageError} for names nobody knows. */
export async function pricingFor(flags: PricingFlags, folder: string): Promise<PricingSetup> {
  const configs = projectConfigs(folder, flags.config);
  const config = await configs.for('');
  const known = new Map<ConfigInForce, Omit<FilePricing, 'searched'>>();
  const priced = (inForce: ConfigInForce): Omit<FilePricing, 'searched'> => {
    let found = known.get(inForce);
    if (found === undefined) known.set(inForce, (found = pricingIn(flags, inForce)));
    return found;
  };
  return {
    ...priced(config),
    config,
    configs,
    forFile: async file => {
      const inForce = await configs.for(file);
      return { ...priced(inForce), searched: isSearched(inForce.chain, file) };
    },
  };
}

function pricingIn(
  flags: PricingFlags,
  { config, places, registry }: ConfigInForce,
): Omit<FilePricing, 'searched'> {
  const name = flags.model ?? config.model ?? defaultModel;
  const lookup = registry.find(name);
  if (!lookup.found)
    throw new UsageError(`${unknownModelMessage(name, lookup.nearest)} \`tilescope models\` lists all.`);
  const asked = flags.tier ?? config.tier ?? 'standard';
  const tier = parseTier(asked);
  if (tier === undefined)
    throw new UsageError(
      `"${asked}" is no tier: there are ${list(tiers)}.${didYouMean(asked, [...tiers, 'priority', 'default'])}`,
    );
  const origin = (flag: string | undefined, key: PlainKey): string =>
    flag !== undefined ? 'command line' : (places.get(key)?.file ?? 'default');
  return {
    registry,
    model: lookup.model,
    roots: config.roots ?? defaultRoots,
    pricing: {
      model: name,
      detail: checkDetail(flags.detail) ?? config.detail,
      tier,
      origins: {
        model: origin(flags.model, 'model'),
        detail: origin(flags.detail, 'detail'),
        tier: origin(flags.tier, 'tier'),
      },
    },
  };
}

/** What the project itself leaves out, for a walk that then need not enter it. */
export function walkedBy({ chain: [own] }: ConfigInForce): {
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
} {
  const { include, exclude } = own?.config ?? {};
  return { ...(include === undefined ? {} : { include }), ...(exclude === undefined ? {} : { exclude }) };
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
