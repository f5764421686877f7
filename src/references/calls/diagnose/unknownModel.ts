import { list } from '../../../core/text';
import { replaced } from './edits';
import type { Finding, Fix } from './finding';
import { costAt, costText, found } from './subject';
import type { Subject } from './subject';

/** A model's name that nobody knows. At hosts that are nobody's we know, any name may be right. */
export function unknownModel(subject: Subject): readonly Finding[] {
  const { priced, context } = subject;
  const { call, model } = priced;
  if (model.kind !== 'unknown-name' || call.model.kind !== 'stated') return [];
  if (call.provider === 'compatible' || call.baseUrl !== undefined) return [];
  const { asked, nearest } = model.lookup;
  if (asked.trim() === '') return [];
  const detail = call.images.map(image => image.detail);
  const level = detail.every(one => one.kind === 'omitted') ? undefined : null;
  const isDeployment = call.provider === 'azure';
  const fixes: Fix[] = [];
  for (const name of isDeployment ? [] : nearest) {
    const edit = replaced(call.model, name);
    const lookup = context.registry.find(name);
    if (edit === undefined || !lookup.found) continue;
    const cost = level === undefined ? costAt(subject, priced.images, lookup.model, undefined) : undefined;
    fixes.push({
      kind: 'edit',
      title: `Replace with ${name}${cost === undefined ? '' : `: ${costText(cost)}`}`,
      edits: [edit],
      ...(fixes.length === 0 ? { preferred: true } : {}),
    });
  }
  const [like] = nearest;
  if (like !== undefined)
    fixes.push({
      kind: 'alias',
      title: `Add ${asked} to tilescope.json, as another name of ${like}`,
      name: asked,
      model: like,
    });
  const near =
    nearest.length === 0
      ? ''
      : ` Nearest: ${list(
          nearest.map(name => `\`${name}\``),
          'or',
        )}.`;
  const message = isDeployment
    ? `Which model the deployment \`${asked}\` is, is not known, so it has no price: say it in tilescope.json.`
    : `\`${asked}\` is not a known model, so it has no price.${near}`;
  return [found(subject, 'unknown-model', call.model.span, message, fixes)];
}
