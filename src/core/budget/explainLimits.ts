import type { Explained } from '../config/explain';
import type { ConfigSource } from '../config/source';
import { list } from '../text';
import { scopes } from './budgets';
import { entriesFor, filterOf, writtenIn } from './inForce';
import type { Filter } from './inForce';

/**
 * The limits that hold for a file: of a call they are those for all calls, and those for its model. A limit for all
 * takes the place of those before it, also of those for some models.
 */
export function explainedLimits(sources: readonly ConfigSource[], file: string): readonly Explained[] {
  const found: Explained[] = [];
  for (const scope of scopes) {
    const holding = new Map<string, Map<string, Explained>>();
    for (const { source, index, budget } of entriesFor(sources, file)) {
      const filter = filterOf(budget);
      const only = filterText(filter);
      for (const { key, limit, place, value } of writtenIn(source, index, budget, scope)) {
        const name = `${scope}.${key.replace(' ', '.')}`;
        const known = holding.get(name) ?? new Map<string, Explained>();
        holding.set(name, known);
        // Sums are each of their own; so is what a budget for some models says beside one for all.
        if (only === '' && (scope === 'image' || scope === 'reference' || scope === 'call')) known.clear();
        const slot = scope === 'project' ? `${only} ${source.file} ${String(index)}` : only;
        if (limit === 'off' && only === '') known.delete(slot);
        else known.set(slot, { key: name, value, place, ...(only === '' ? {} : { only }) });
      }
    }
    for (const known of holding.values()) found.push(...known.values());
  }
  return found;
}

function filterText({ models, providers }: Filter): string {
  const names = (of: Filter['models']): string => list(typeof of === 'string' ? [of] : (of ?? []), 'or');
  return [
    ...(models === undefined ? [] : [`models ${names(models)}`]),
    ...(providers === undefined ? [] : [`providers ${names(providers)}`]),
  ].join(', ');
}
