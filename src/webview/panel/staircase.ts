import { html, nothing, svg } from 'lit';
import type { TemplateResult } from 'lit';
import type { CheaperSize } from '../../core/advice/nextCheaper';
import { nextCheaper, withLongerSide } from '../../core/advice/nextCheaper';
import type { Size } from '../../core/size';
import { group } from '../../core/text';
import type { Derived, Sight } from '../derive';
import { counted, priced } from '../derive';

const chart = { width: 300, height: 56 } as const;
const samples = 150;

/** The next cheaper size of the same shape as what is tried. Looking for it takes milliseconds, so the last is kept. */
export function cheaperSize(
  sight: Sight,
  { choice, lookup }: Derived,
  today: string,
): CheaperSize | undefined {
  if (!lookup.found) return undefined;
  const { sent } = sight;
  const { model } = lookup;
  const key = [model.id, choice.detail, choice.tier, sent.width, sent.height, today].join(' ');
  if (last?.key !== key || last.model !== model)
    last = {
      key,
      model,
      found: nextCheaper(sent, model, choice.detail, { tier: choice.tier, at: today }),
    };
  return last.found;
}

let last:
  { readonly key: string; readonly model: unknown; readonly found: CheaperSize | undefined } | undefined;

/** Tokens over the picture's size, its shape kept: the steps that a smaller picture saves. */
export function staircase(
  sight: Sight,
  { choice, lookup }: Derived,
  today: string,
  next: CheaperSize | undefined,
): TemplateResult | typeof nothing {
  if (!lookup.found) return nothing;
  const { facts, sent } = sight;
  const longest = Math.max(facts.width, facts.height, sent.width, sent.height);
  const tokensAt = (size: Size): number | undefined =>
    counted(priced(facts, size, lookup.model, choice.detail, choice.tier, today))?.tokens;
  const points = Array.from({ length: samples }, (_, index) => {
    const longer = Math.max(1, Math.round((longest * (index + 1)) / samples));
    return { longer, tokens: tokensAt(withLongerSide(facts, longer)) };
  });
  const most = Math.max(0, ...points.map(({ tokens }) => tokens ?? 0));
  if (most === 0) return nothing;
  const x = (longer: number): number => (longer / longest) * chart.width;
  const y = (tokens: number): number => chart.height - 4 - (tokens / most) * (chart.height - 10);
  let line = '';
  let pen = 'M';
  for (const { longer, tokens } of points) {
    if (tokens === undefined) {
      pen = 'M';
      continue;
    }
    line +=
      pen === 'M'
        ? `M${x(longer).toFixed(1)} ${y(tokens).toFixed(1)}`
        : `H${x(longer).toFixed(1)}V${y(tokens).toFixed(1)}`;
    pen = 'L';
  }
  const now = counted(sight.estimate);
  const mark = (size: Size, tokens: number, name: string): TemplateResult =>
    svg`<circle class=${name} cx=${x(Math.max(size.width, size.height)).toFixed(1)} cy=${y(tokens).toFixed(1)} r="3.5"></circle>`;
  const words =
    `Tokens by the longer side, up to ${group(longest)} px and ${group(most)} tokens.` +
    (next === undefined
      ? ''
      : ` The next cheaper size is ${group(next.size.width)} × ${group(next.size.height)}.`);
  return html`<svg
    class="staircase"
    role="img"
    aria-label=${words}
    viewBox="-5 0 ${chart.width + 10} ${chart.height}"
  >
    <path class="area" d="${line}V${chart.height}H0Z"></path>
    <path class="line" d=${line}></path>
    ${next === undefined ? nothing : mark(next.size, next.tokens, 'next')}
    ${now === undefined ? nothing : mark(sent, now.tokens, 'now')}
  </svg>`;
}
