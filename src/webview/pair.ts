import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Registry } from '../core/models/registry';
import { formatUsd } from '../core/money';
import { bytes, group } from '../core/text';
import { shortTokens } from '../core/tokens/explain';
import type { Actions } from './context';
import { counted, derive } from './derive';
import type { Derived } from './derive';
import type { Kept } from './kept';
import type { PageState } from './protocol';

/** One side of a change. */
export interface PairSide {
  readonly label: string;
  readonly derived: Derived;
  /** What is kept of it: nothing is tried on the side that is not chosen. */
  readonly kept: Kept;
  readonly chosen: boolean;
}

/** Both sides; `undefined` where the pictures are no pair, or one of them is gone. */
export function pairOf(
  state: PageState,
  kept: Kept,
  registry: Registry,
  chosen: Derived | undefined,
): { readonly before: PairSide; readonly after: PairSide } | undefined {
  const [one, other] = state.pictures;
  if (state.pair === undefined || one === undefined || other === undefined) return undefined;
  const side = (id: string, label: string): PairSide | undefined => {
    const isChosen = chosen?.picture.id === id;
    const own: Kept = { ...kept, picture: id, ...(isChosen ? {} : { whatIf: { kind: 'none' } }) };
    const derived = derive(state, own, registry);
    return derived === undefined ? undefined : { label, derived, kept: own, chosen: isChosen };
  };
  const [before, after] = [side(one.id, state.pair.before), side(other.id, state.pair.after)];
  return before === undefined || after === undefined ? undefined : { before, after };
}

/** Before and after beside each other, each with its grid; whose heading is pressed, of that the panel speaks. */
export function pairView(
  { before, after }: { readonly before: PairSide; readonly after: PairSide },
  stages: { readonly before: HTMLElement; readonly after: HTMLElement },
  unshown: (side: Derived) => TemplateResult | typeof nothing,
  act: Pick<Actions, 'keep'>,
): TemplateResult {
  const view = (side: PairSide, stage: HTMLElement, from: PairSide | undefined): TemplateResult =>
    html`<section class="pair-side" aria-label=${side.label}>
      <button
        type="button"
        class="pair-head"
        aria-pressed=${side.chosen ? 'true' : 'false'}
        title="Show its numbers in the panel"
        @click=${() => {
          if (!side.chosen) act.keep({ picture: side.derived.picture.id, whatIf: { kind: 'none' } });
        }}
      >
        <strong>${side.label}</strong>
        <span>${sizeWords(side.derived)}</span>
        <span class="pair-number">${numberWords(side.derived, from?.derived)}</span>
      </button>
      <div class="pair-stage">
        ${side.derived.sight === undefined ? nothing : stage} ${unshown(side.derived)}
      </div>
    </section>`;
  return html`<div class="pair">
    ${view(before, stages.before, undefined)}${view(after, stages.after, before)}
  </div>`;
}

function sizeWords({ picture: { facts } }: Derived): string {
  if (facts === undefined) return '';
  const size = `${group(facts.width)} × ${group(facts.height)}`;
  return facts.bytes === undefined ? size : `${size}, ${bytes(facts.bytes)}`;
}

/** `1,651 tokens · $0.0041 (+1,566 tokens)` */
function numberWords({ sight }: Derived, before: Derived | undefined): string {
  const estimate = counted(sight?.estimate);
  if (estimate === undefined) return shortTokens(sight?.estimate, 'no number');
  const money = estimate.costUsd === null ? '' : ` · ${formatUsd(estimate.costUsd)}`;
  const old = counted(before?.sight?.estimate);
  const delta = old === undefined ? undefined : estimate.tokens - old.tokens;
  const rise =
    delta === undefined
      ? ''
      : delta === 0
        ? ' (the same)'
        : ` (${delta > 0 ? '+' : '−'}${group(Math.abs(delta))})`;
  return `${group(estimate.tokens)} tokens${money}${rise}`;
}
