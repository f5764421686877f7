import type { Lookup, Registry } from '../../core/models/registry';
import { unknownModelMessage } from '../../core/models/registry';
import type { Model } from '../../core/models/model';
import { isFree } from './loopback';
import type { Endpoint } from '../endpoint';

/** Who is paid for a model, and whether that is known. */
export interface Seller {
  /** How it counts pictures; `undefined` where the model is not known. */
  readonly model: Model | undefined;
  /** Why there is no price, in a sentence; absent where there may be one. */
  readonly noPrice?: string;
  /** Why there are no tokens either. */
  readonly unknown?: string;
  /** What is to be said about the price that is shown. */
  readonly remark?: string;
}

/** Servers whose prices are the vendor's own. */
const vendors: ReadonlyMap<string, string> = new Map([
  ['api.openai.com', 'openai'],
  ['eu.api.openai.com', 'openai'],
  ['us.api.openai.com', 'openai'],
  ['api.anthropic.com', 'anthropic'],
  ['generativelanguage.googleapis.com', 'google'],
  ['api.x.ai', 'xai'],
  ['api.mistral.ai', 'mistral'],
]);

/** Whose price list holds for a model at an endpoint. */
export function sellerOf(model: string, endpoint: Endpoint, registry: Registry): Seller {
  if (model.trim() === '') return { model: undefined, unknown: 'No model is chosen.' };
  const vendor = registry.find(model);
  if (isFree(endpoint)) {
    const noPrice = `${endpoint.name} runs on this machine: no price.`;
    return vendor.found
      ? { model: withoutPrices(vendor.model), noPrice }
      : { model: undefined, noPrice, unknown: unknownModel(vendor) };
  }
  if (endpoint.priceAs !== undefined) {
    const resold = registry.find(`${endpoint.priceAs}/${model}`);
    if (!resold.found) return { model: undefined, unknown: unknownModel(vendor.found ? resold : vendor) };
    // A name before a slash that nobody defined is read as the vendor's: then the price is not the reseller's.
    if (resold.model.provider !== endpoint.priceAs)
      return {
        model: withoutPrices(resold.model),
        noPrice: `No prices are known for "${endpoint.priceAs}": add them under "providers" in tilescope.json or the settings.`,
      };
    return { model: resold.model };
  }
  if (!vendor.found) return { model: undefined, unknown: unknownModel(vendor) };
  const own = vendors.get(hostOf(endpoint.baseUrl)) === vendor.model.provider;
  return own
    ? { model: vendor.model }
    : {
        model: vendor.model,
        remark: `The price is ${vendor.model.providerName}'s list price; ${endpoint.name} may charge another ("priceAs" in its settings names a list of its own).`,
      };
}

function unknownModel(lookup: Lookup): string {
  const nearest = lookup.found ? [] : lookup.nearest;
  return `${unknownModelMessage(lookup.asked, nearest)} What it counts and costs can be added in tilescope.json.`;
}

function withoutPrices(model: Model): Model {
  return { ...model, prices: undefined };
}

function hostOf(baseUrl: string): string {
  return URL.canParse(baseUrl) ? new URL(baseUrl).hostname : '';
}
