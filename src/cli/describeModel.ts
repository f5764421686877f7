import type { Model, Rates } from '../core/models/model';
import { ruleReference } from '../core/models/sources';
import { group } from '../core/text';
import { paint } from './describe';

/** All that is known of a model, for a person. */
export function describeModel(model: Model): string {
  const { confidence, asOf, sources } = ruleReference(model);
  const { family, ...rule } = model.rule;
  const status = model.status === undefined || model.status === 'current' ? '' : `, ${model.status}`;
  const lines = [
    `${paint('bold', model.id)}  ${model.providerName}${status}`,
    ...(model.aliases === undefined || model.aliases.length === 0
      ? []
      : [labelled('also', model.aliases.join(', '))]),
    ...fields('rule', [family], rule),
    ...(model.output === undefined ? [] : fields('makes', [], model.output)),
    ...prices(model),
    ...(model.tiers === undefined
      ? []
      : [
          labelled(
            'tiers',
            Object.entries(model.tiers)
              .map(([tier, share]) => `${tier} × ${String(share)}`)
              .join(' · '),
          ),
        ]),
    ...(model.notes === undefined ? [] : [labelled('notes', model.notes)]),
    ...(model.measured === undefined ? [] : [labelled('measured', model.measured)]),
    ...sources.map(source =>
      labelled(
        'source',
        `${source.url ?? source.title ?? source.key}${source.date === undefined ? '' : ` (${source.date})`}`,
      ),
    ),
    paint('dim', `  ${confidence} confidence, checked ${asOf}, ${model.origin}`),
  ];
  return lines.join('\n');
}

function labelled(label: string, text: string): string {
  return `  ${label.padEnd(8)} ${text}`;
}

/** An object's figures on a line, and each of its objects on one of its own below. */
function fields(label: string, first: readonly string[], value: object, depth = 0): readonly string[] {
  const inner = Object.entries(value).filter(
    (entry): entry is [string, object] =>
      typeof entry[1] === 'object' && entry[1] !== null && !Array.isArray(entry[1]),
  );
  const own = [...first, ...scalars(value)].join(' · ');
  const head = depth === 0 ? labelled(label, own) : `${' '.repeat(9 + 2 * depth)}${label}: ${own}`;
  return [
    head.trimEnd(),
    ...inner.flatMap(([key, object]) =>
      Object.values(object).every(part => typeof part === 'object')
        ? Object.entries(object).flatMap(([name, part]) =>
            fields(name, [], typeof part === 'object' && part !== null ? (part as object) : {}, depth + 1),
          )
        : fields(words(key), [], object, depth + 1),
    ),
  ];
}

function scalars(value: object): readonly string[] {
  return Object.entries(value).flatMap(([key, part]: [string, unknown]) => {
    if (typeof part === 'number')
      return [`${words(key)} ${Number.isInteger(part) ? group(part) : String(part)}`];
    if (typeof part === 'string') return [`${words(key)} ${part}`];
    return Array.isArray(part) && part.length > 0 ? [`${words(key)} ${part.join(', ')}`] : [];
  });
}

/** `rejectAbovePatches` → `reject above patches`. */
function words(key: string): string {
  return key.replace(/[A-Z]/g, letter => ` ${letter.toLowerCase()}`);
}

const rateNames = {
  input: 'input',
  cachedInput: 'cached input',
  imageInput: 'image input',
  imageCachedInput: 'cached image input',
  cacheWrite: 'cache write',
  output: 'output',
  imageOutput: 'image output',
  textOutput: 'text output',
} as const satisfies Record<keyof Rates, string>;

function prices({ prices: all }: Model): readonly string[] {
  if (all === undefined) return [labelled('prices', 'not published')];
  const { longContext, fast, promotion, note } = all;
  const below = (text: string): string => `${' '.repeat(11)}${text}`;
  return [
    labelled('prices', `${rates(all)}, per 1M tokens`),
    ...(longContext === undefined
      ? []
      : [below(`above ${group(longContext.aboveInputTokens)} input tokens: ${rates(longContext)}`)]),
    ...(fast === undefined ? [] : [below(`fast tier: ${rates(fast)}`)]),
    ...(promotion === undefined
      ? []
      : [
          below(
            `${promotion.certain ? '' : 'at least '}until ${promotion.until}; then ${rates(promotion.then)}`,
          ),
        ]),
    ...(note === undefined ? [] : [below(note)]),
  ];
}

function rates(of: Rates): string {
  const names = Object.keys(rateNames) as (keyof Rates)[];
  const parts = names.flatMap(name =>
    of[name] === undefined ? [] : [`$${String(of[name])} ${rateNames[name]}`],
  );
  return parts.length === 0 ? 'none by the token' : parts.join(' · ');
}
