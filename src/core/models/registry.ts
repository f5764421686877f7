import { distance } from 'fastest-levenshtein';
import { builtInModels, providerNames } from './builtIn';
import { mergedPrices, mergedRule, scaledPrices, withoutPrice } from './corrections';
import { inOrder } from './inOrder';
import type { Model, Prices, Rates, TierMultipliers } from './model';
import { spellings } from './spellings';

/** What a user adds to a model, or a whole new one (then with `rule` or `extends`). */
export interface ModelOverride {
  /** A known model whose data are taken for everything not said here. */
  readonly extends?: string;
  readonly aliases?: readonly string[];
  readonly name?: string;
  readonly provider?: string;
  readonly rule?: Readonly<Record<string, unknown>>;
  readonly prices?: Partial<Prices>;
  readonly tiers?: TierMultipliers;
  readonly limits?: string;
  readonly notes?: string;
}

/** An OpenAI-compatible reseller, a gateway, an own deployment: `name/model` in code. */
export interface ProviderOverride {
  readonly name?: string;
  /** Its prices as a share of the vendor's, for the models not listed under `models`. */
  readonly priceMultiplier?: number;
  readonly models?: Readonly<Record<string, Rates>>;
}

/** Additions from one place; later layers win. */
export interface RegistryLayer {
  /** Where they are written, as messages name it: `tilescope.json`, `settings`. */
  readonly origin: string;
  /** Other name (an Azure deployment, say) → model. */
  readonly aliases?: Readonly<Record<string, string>>;
  readonly models?: Readonly<Record<string, ModelOverride>>;
  readonly providers?: Readonly<Record<string, ProviderOverride>>;
}

export type Lookup =
  | { readonly found: true; readonly model: Model; readonly asked: string }
  | { readonly found: false; readonly asked: string; readonly nearest: readonly string[] };

/** A layer that cannot be applied: what is wrong, and where. */
export class RegistryError extends Error {
  override readonly name = 'RegistryError';
  constructor(
    message: string,
    readonly origin: string,
    /** Keys that lead to the wrong value. */
    readonly path: readonly string[],
  ) {
    super(message);
  }

  static is(error: unknown): error is RegistryError {
    return error instanceof RegistryError;
  }
}

/** The models by every name they go by: built in, corrected and extended by the user's layers. */
export class Registry {
  readonly #models = new Map<string, Model>();
  readonly #aliases = new Map<string, string>();
  readonly #providers = new Map<string, ProviderOverride & { readonly origin: string }>();
  /** Answers by the name asked: code names the same few models again and again. */
  readonly #answers = new Map<string, Lookup>();

  constructor(layers: readonly RegistryLayer[] = []) {
    for (const model of builtInModels) this.#add(model);
    for (const layer of layers) this.#apply(layer);
  }

  /** Every model once, built-in order first. */
  all(): readonly Model[] {
    return [...this.#models.values()];
  }

  /**
   * The model a name means: an id, an alias, a dated snapshot (`gpt-5.2-2025-12-11`), a name with its provider
   * (`openai/gpt-4o`, `azure/…`, `us.anthropic.claude-…-v1:0`), or what the user mapped it to. Names nobody knows are
   * answered with the nearest that are known, never with a guess.
   */
  find(name: string): Lookup {
    let answer = this.#answers.get(name);
    if (answer === undefined) {
      answer = this.#find(name);
      if (this.#answers.size > 1000) this.#answers.clear();
      this.#answers.set(name, answer);
    }
    return answer;
  }

  #find(asked: string): Lookup {
    const own = this.#resold(asked) ?? this.#exact(asked);
    if (own !== undefined) return { found: true, model: own, asked };
    for (const spelling of spellings(asked)) {
      const model = this.#exact(spelling.name);
      if (model === undefined) continue;
      return { found: true, model: spelling.fineTuned ? withoutPrice(model, asked) : model, asked };
    }
    return { found: false, asked, nearest: this.#nearest(asked) };
  }

  #exact(name: string): Model | undefined {
    // An alias is only ever of the same name as a model where a user says that it means another.
    return this.#models.get(this.#aliases.get(name) ?? name) ?? this.#byCase(name);
  }

  #byCase(name: string): Model | undefined {
    const lower = name.toLowerCase();
    return lower === name ? undefined : this.#models.get(this.#aliases.get(lower) ?? lower);
  }

  #resold(name: string): Model | undefined {
    const slash = name.indexOf('/');
    const provider = slash < 0 ? undefined : this.#providers.get(name.slice(0, slash));
    if (provider === undefined) return undefined;
    const rest = this.#find(name.slice(slash + 1));
    if (!rest.found) return undefined;
    const key = name.slice(0, slash);
    const listed = provider.models?.[rest.model.id] ?? provider.models?.[name.slice(slash + 1)];
    const sources = [provider.origin];
    const prices: Prices | undefined =
      listed !== undefined
        ? { ...listed, sources }
        : provider.priceMultiplier !== undefined && rest.model.prices !== undefined
          ? { ...scaledPrices(rest.model.prices, provider.priceMultiplier), sources }
          : undefined;
    return {
      ...rest.model,
      id: `${key}/${rest.model.id}`,
      provider: key,
      providerName: provider.name ?? key,
      prices,
      tiers: listed === undefined ? rest.model.tiers : undefined,
      origin: provider.origin,
    };
  }

  #add(model: Model, aliases = model.aliases): void {
    this.#models.set(model.id, model);
    this.#aliases.delete(model.id);
    for (const alias of aliases ?? []) this.#aliases.set(alias, model.id);
  }

  #apply(layer: RegistryLayer): void {
    inOrder(
      layer.models,
      override => override.extends,
      (id, override) => {
        // The names it had keep the meaning that a lower layer may have given them.
        this.#add(this.#merged(id, override, layer), override.aliases ?? []);
      },
    );
    for (const [name, provider] of Object.entries(layer.providers ?? {}))
      this.#providers.set(name, { ...provider, origin: layer.origin });
    inOrder(
      layer.aliases,
      target => target,
      (alias, target) => {
        this.#alias(alias, target, layer);
      },
    );
    this.#answers.clear();
  }

  #alias(alias: string, target: string, layer: RegistryLayer): void {
    const lookup = this.#find(target);
    if (!lookup.found) {
      throw new RegistryError(
        `alias ${alias}: ${unknownModelMessage(lookup.asked, lookup.nearest)}`,
        layer.origin,
        ['aliases', alias],
      );
    }
    // A mapping to a reseller's model has no entry of its own yet.
    if (!this.#models.has(lookup.model.id)) this.#models.set(lookup.model.id, lookup.model);
    this.#aliases.set(alias, lookup.model.id);
  }

  #merged(id: string, override: ModelOverride, layer: RegistryLayer): Model {
    let base = this.#models.get(id);
    if (override.extends !== undefined) {
      const lookup = this.#find(override.extends);
      if (!lookup.found) {
        throw new RegistryError(
          `model ${id}: ${unknownModelMessage(lookup.asked, lookup.nearest)}`,
          layer.origin,
          ['models', id, 'extends'],
        );
      }
      // Another name for the same model: its rule and its prices, until the user says otherwise; not its aliases.
      base = { ...lookup.model, aliases: undefined, id };
    }
    const rule = mergedRule(base, override.rule);
    if (rule === undefined) {
      throw new RegistryError(
        `model ${id} is not known: give it a "rule" with a "family", or name a known model with "extends"`,
        layer.origin,
        ['models', id],
      );
    }
    const provider = override.provider ?? base?.provider ?? 'custom';
    return {
      ...base,
      id,
      aliases: [...(base?.aliases ?? []), ...(override.aliases ?? [])],
      name: override.name ?? base?.name,
      provider,
      providerName: providerNames[provider] ?? provider,
      rule,
      // A corrected rule stands alone: the doubts about the old one are settled by whoever corrected it.
      variants: override.rule === undefined ? base?.variants : undefined,
      prices: mergedPrices(base?.prices, override.prices, layer.origin),
      tiers: override.tiers ?? base?.tiers,
      limits: override.limits ?? base?.limits,
      limitsData:
        override.limits === undefined
          ? base?.limitsData
          : builtInModels.find(model => model.limits === override.limits)?.limitsData,
      confidence: override.rule === undefined ? (base?.confidence ?? 'user') : 'user',
      sources: override.rule === undefined ? (base?.sources ?? []) : [],
      notes: override.notes ?? base?.notes,
      asOf: base?.asOf ?? '',
      origin: layer.origin,
    };
  }

  #nearest(asked: string): readonly string[] {
    const name = asked.toLowerCase().replace(/^.*\//, '');
    // Of a short name not every letter may differ.
    const most = Math.min(name.length - 1, Math.max(3, Math.floor(name.length / 2)));
    return [...this.#models.keys(), ...this.#aliases.keys()]
      .filter(candidate => candidate.startsWith(name) || Math.abs(candidate.length - name.length) <= most)
      .map(candidate => ({
        candidate,
        // What was asked is the beginning of it: likelier meant than another word of the same length.
        score: name.length > 3 && candidate.startsWith(`${name}-`) ? 1 : distance(name, candidate),
      }))
      .filter(({ score }) => score <= most)
      .sort((a, b) => a.score - b.score)
      .slice(0, 3)
      .map(({ candidate }) => candidate);
  }
}

/** `"gpt-99" is not a known model. Nearest: gpt-5.` */
export function unknownModelMessage(asked: string, nearest: readonly string[]): string {
  const near = nearest.length === 0 ? '' : ` Nearest: ${nearest.join(', ')}.`;
  return `"${asked}" is not a known model.${near}`;
}
