import type { RuleReference } from '../tokens/types';
import sourcesJson from './data/sources.json';
import type { Model, Source } from './model';

const sources: Readonly<Record<string, Source>> = sourcesJson;

const references = new WeakMap<Model, RuleReference>();

/** Where a model's rule comes from, as every number that is shown can say. */
export function ruleReference(model: Model): RuleReference {
  let reference = references.get(model);
  if (reference === undefined) {
    const cited = model.sources.map(key => ({ key, ...(sources[key] ?? { title: key }) }));
    const [first] = cited;
    reference = {
      family: model.rule.family,
      sources: cited,
      source: first === undefined ? model.origin : (first.url ?? first.title ?? first.key),
      confidence: model.confidence,
      asOf: model.asOf,
    };
    references.set(model, reference);
  }
  return reference;
}

/** Every address that a rule or a price is cited from. */
export function sourceAddresses(): ReadonlySet<string> {
  return new Set(Object.values(sources).flatMap(({ url }) => (url === undefined ? [] : [url])));
}
