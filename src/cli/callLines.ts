import { group } from '../core/text';
import {
  hasModel,
  imagesText,
  rangeText,
  settingsText,
  textTokensText,
  troublesOf,
  usdText,
} from '../references/calls/price/words';
import type { PricedCall } from '../references/calls/price/pricedCall';
import { callCost } from '../references/calls/price/callCost';
import { visible } from '../references/scan/findingText';

/** A call as the cells of a line, for any form of the report. */
export interface CallLine {
  readonly callee: string;
  /** `gpt-5.2 · high · flex` */
  readonly settings: string;
  /** `2 requests, 4 images` */
  readonly images: string;
  /** `1,820 tokens`; a dash where there is no number. */
  readonly tokens: string;
  readonly cost: string;
  /** `+ 23 text tokens` */
  readonly text: string | undefined;
  /** What has no number, or no place in it: `1 refused`, `more images not known`. */
  readonly notes: readonly string[];
}

export function callLine(priced: PricedCall): CallLine {
  const { call, totals } = priced;
  const cost = hasModel(priced) ? callCost(priced) : undefined;
  const sent = call.images.length > 0;
  return {
    callee: visible(call.callee),
    settings: visible(settingsText(priced)),
    images: imagesText(priced),
    tokens:
      totals.tokens !== undefined && hasModel(priced)
        ? `${rangeText(totals.tokens)} tokens`
        : sent
          ? '–'
          : '',
    cost: cost === undefined ? '–' : usdText(cost),
    text: textTokensText(priced),
    notes: notesOf(priced),
  };
}

function notesOf(priced: PricedCall): readonly string[] {
  const { call, output } = priced;
  const notes: string[] = [];
  // Without a model it is said already that nothing has a number.
  const { unknown, ...troubles } = troublesOf(priced);
  for (const [what, count] of Object.entries({
    ...troubles,
    ...(hasModel(priced) && { 'not known': unknown }),
  }))
    if (count > 0) notes.push(`${group(count)} ${what}`);
  if (call.unknowns.some(({ what }) => what !== 'text'))
    notes.push(call.images.length === 0 ? 'images not known' : 'more images not known');
  if (output?.why !== undefined && output.costUsd === undefined && hasModel(priced))
    notes.push(`images made: ${output.why}`);
  return notes;
}
