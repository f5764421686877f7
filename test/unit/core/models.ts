import assert from 'node:assert/strict';
import { Registry } from '../../../src/core/models/registry';
import type { RegistryLayer } from '../../../src/core/models/registry';
import type { Model } from '../../../src/core/models/model';

const builtIn = new Registry();

/** The built-in models. */
export const allModels: readonly Model[] = builtIn.all();

/** Every level a call may name, those no vendor has among them; `undefined` for none. */
export const details: readonly (string | undefined)[] = [
  undefined,
  'auto',
  'low',
  'medium',
  'high',
  'original',
  'ultra_high',
  'nonsense',
];

/** The model of that name, which there must be. */
export function modelNamed(name: string, ...layers: readonly RegistryLayer[]): Model {
  const lookup = (layers.length === 0 ? builtIn : new Registry(layers)).find(name);
  assert.ok(lookup.found, `${name} is known`);
  return lookup.model;
}
