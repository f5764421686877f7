import { levelsOf } from '../../../core/advice/cheaper';
import type { LimitInForce } from '../../../core/budget/verdict';
import { matchesName } from '../../../core/config/globs';
import type { Model } from '../../../core/models/model';
import { plural } from '../../../core/text';
import type { Detail } from '../../../core/tokens/types';
import type { PricedImage } from '../price/pricedCall';
import { sum } from '../price/range';
import { disjoint, replaced, statedDetail } from './edits';
import type { Edit, Fix } from './finding';
import { byPart, costAt, costNow, costText } from './subject';
import type { Cost, Subject } from './subject';

/** So many models are offered. */
const mostModels = 3;

/** What has to hold for a fix to be enough. */
export type Goal = { readonly limit: LimitInForce; readonly value: number } | undefined;

/** Cheaper levels for pictures of a call, the dearest of them first: what keeps most of the picture. */
export function cheaperDetails(subject: Subject, images: readonly PricedImage[], goal: Goal): readonly Fix[] {
  const { model } = subject;
  const now = costNow(images);
  if (model === undefined || now === undefined) return [];
  const found: { readonly detail: Detail; readonly cost: Cost; readonly edits: readonly Edit[] }[] = [];
  for (const detail of levelsOf(model)) {
    const edits: Edit[] = [];
    const costs: Cost[] = [];
    for (const part of byPart(images)) {
      const before = costNow(part);
      const after = costAt(subject, part, model, detail);
      const edit = part[0] && statedDetail(part[0].image, detail);
      if (before === undefined) continue;
      if (after !== undefined && edit !== undefined && after.tokens[1] < before.tokens[1]) {
        edits.push(edit);
        costs.push(after);
      } else costs.push(before);
    }
    if (edits.length > 0 && disjoint(edits)) found.push({ detail, cost: together(costs), edits });
  }
  found.sort((a, b) => b.cost.tokens[1] - a.cost.tokens[1]);
  const preferred = found.find(({ cost }) => reaches(subject, cost, now, goal));
  return found.map((one): Fix => {
    const { detail, cost, edits } = one;
    const several = edits.length > 1 ? ` for ${plural(edits.length, 'picture')}` : '';
    return {
      kind: 'edit',
      title: `State detail ${detail}${several}: ${costText(cost)} instead of ${costText(now)}`,
      edits,
      ...(one === preferred ? { preferred: true } : {}),
    };
  });
}

/**
 * Models of the same vendor that may be asked instead, with both prices.
 * @param allowed names with `*`; absent: every model is allowed, and cheaper ones are meant
 */
export function otherModels(
  subject: Subject,
  allowed: readonly string[] | undefined,
  goal: Goal,
): readonly Fix[] {
  const { priced, context } = subject;
  const { call, model: asked } = priced;
  if (call.model.kind !== 'stated' || !('model' in asked)) return [];
  const own = asked.model;
  const now = costNow(priced.images);
  const prefix = call.model.value.slice(0, call.model.value.lastIndexOf('/') + 1);
  const found: { readonly name: string; readonly cost: Cost; readonly edit: Edit }[] = [];
  for (const model of context.registry.all()) {
    if (model.id === own.id || model.provider !== own.provider || model.rule.family === 'no-input') continue;
    // What makes pictures does not answer in words, nor the other way round.
    if ((model.output === undefined) !== (own.output === undefined)) continue;
    if (model.status !== undefined && model.status !== 'current') continue;
    if (allowed !== undefined && !matchesName(allowed, model.id)) continue;
    const name = nameFor(subject, model, prefix);
    const edit = name === undefined ? undefined : replaced(call.model, name);
    const cost = costOn(subject, model);
    if (name === undefined || edit === undefined || cost === undefined) continue;
    if (goal !== undefined && (now === undefined || !reaches(subject, cost, now, goal))) continue;
    found.push({ name, cost, edit });
  }
  // The dearest that is cheaper first: the nearest to what was asked.
  const most = now === undefined ? Infinity : worth(now);
  found.sort(
    (a, b) =>
      Number(worth(a.cost) > most) - Number(worth(b.cost) > most) ||
      Math.abs(worth(a.cost) - most) - Math.abs(worth(b.cost) - most) ||
      (a.name < b.name ? -1 : 1),
  );
  return found.slice(0, mostModels).map(({ name, cost, edit }, i): Fix => ({
    kind: 'edit',
    title: `Ask ${name}: ${costText(cost)}${now === undefined ? '' : ` instead of ${costText(now)}`}`,
    edits: [edit],
    ...(i === 0 && goal === undefined ? { preferred: true } : {}),
  }));
}

/** As code that names a provider would call it; `undefined` where that means another model. */
function nameFor({ context }: Subject, model: Model, prefix: string): string | undefined {
  const name = `${prefix}${model.id}`;
  const lookup = context.registry.find(name);
  return lookup.found && lookup.model.id.endsWith(model.id) ? name : undefined;
}

/** All pictures of the call on another model, each with its own detail; `undefined` where one has no number there. */
function costOn(subject: Subject, model: Model): Cost | undefined {
  const costs: Cost[] = [];
  for (const image of subject.priced.images) {
    const { detail } = image.image;
    if (detail.kind === 'unknown' || detail.kind === 'choice') return undefined;
    const cost = costAt(subject, [image], model, detail.kind === 'stated' ? detail.value : undefined);
    if (cost === undefined) return undefined;
    costs.push(cost);
  }
  return costs.length === 0 ? undefined : together(costs);
}

function together(costs: readonly Cost[]): Cost {
  const usd = costs.flatMap(({ costUsd }) => (costUsd === undefined ? [] : [costUsd]));
  return {
    tokens: sum(costs.map(({ tokens }) => tokens)),
    costUsd: usd.length < costs.length ? undefined : sum(usd),
  };
}

function worth({ costUsd, tokens }: Cost): number {
  return costUsd?.[1] ?? tokens[1];
}

/** Whether what is over would not be any more. Of a call that makes several requests a picture may go with each. */
function reaches({ priced }: Subject, cost: Cost, now: Cost, goal: Goal): boolean {
  if (goal === undefined) return false;
  const { limit, value } = goal;
  const isCall = limit.scope === 'call';
  const rest = (all: number | undefined, part: number | undefined): number =>
    isCall && all !== undefined && part !== undefined ? all - part * priced.totals.requests : 0;
  const factor = isCall ? priced.totals.requests : 1;
  switch (limit.quantity) {
    case 'tokens':
      return Math.max(0, rest(priced.totals.tokens?.[1], now.tokens[1])) + cost.tokens[1] * factor <= value;
    case 'usd':
      return (
        cost.costUsd !== undefined &&
        Math.max(0, rest(priced.totals.costUsd?.[1], now.costUsd?.[1])) + cost.costUsd[1] * factor <= value
      );
    default:
      return false;
  }
}
