import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { levelsOf } from '../../core/advice/cheaper';
import { imageInputRate, tiers, usdPerMillion } from '../../core/money';
import type { Context } from '../context';
import { icon } from '../controls/icon';
import { modelSelect } from '../controls/modelSelect';
import type { Segment } from '../controls/segmented';
import { segmented } from '../controls/segmented';
import type { Derived } from '../derive';
import { priced } from '../derive';

const omitted = '(omitted)';

/** Model, detail and tier: each change is priced at once. */
export function choices(context: Context, derived: Derived): TemplateResult {
  const { registry, act, kept, state } = context;
  const { choice } = derived;
  const changed = kept.model !== undefined || kept.detail !== undefined || kept.tier !== undefined;
  return html`<div class="choices" role="group" aria-label="Priced with">
    <div class="choice">
      <span class="choice-label">Model</span>
      ${modelSelect('model', 'Model', registry, choice.model, act.setModel)}
    </div>
    <div class="choice">
      <span class="choice-label">Detail</span>
      ${details(context, derived)}
    </div>
    <div class="choice">
      <span class="choice-label">Tier</span>
      ${tierChoice(context, derived)}
    </div>
    <p class="origin dim">
      ${
        changed
          ? html`Chosen here
              <button
                type="button"
                class="link"
                @click=${() => {
                  act.keep({ model: undefined, detail: undefined, tier: undefined });
                }}
              >
                ${icon('discard')}Back to ${state.pricing.model}
              </button>
              <button
                type="button"
                class="link"
                title="Makes this the model, detail and tier of the settings"
                @click=${() => {
                  act.post({ type: 'useAsDefault', choice });
                }}
              >
                ${icon('pin')}Use as default
              </button>`
          : html`From ${state.pricing.origin}`
      }
    </p>
  </div>`;
}

function details({ act, state }: Context, { choice, lookup, sight }: Derived): TemplateResult {
  if (!lookup.found) return html`<span class="dim">—</span>`;
  const levels = levelsOf(lookup.model);
  if (levels.length === 0 && (choice.detail === undefined || choice.detail === 'auto'))
    return html`<span class="dim">this model takes none</span>`;
  const meaning =
    sight === undefined
      ? null
      : priced(sight.facts, sight.sent, lookup.model, undefined, choice.tier, state.today).effectiveDetail;
  const current = choice.detail ?? omitted;
  const segments: Segment<string>[] = [
    {
      value: omitted,
      label: 'omitted',
      title:
        meaning === null
          ? 'The call gives no detail'
          : `The call gives no detail, and this model reads that as ${meaning}`,
    },
    ...levels.map(level => ({ value: level, label: level.replace('_', ' ') })),
  ];
  if (!segments.some(({ value }) => value === current)) segments.push({ value: current, label: current });
  return html`<span class="stack"
    >${segmented('detail', 'Detail', segments, current, value => {
      act.setDetail(value === omitted ? undefined : value);
    })}${
      choice.detail === undefined && meaning !== null
        ? html`<span class="meaning">omitted = <code>${meaning}</code></span>`
        : nothing
    }</span
  >`;
}

function tierChoice({ act, state }: Context, { choice, lookup }: Derived): TemplateResult {
  return segmented(
    'tier',
    'Service tier',
    tiers.map(tier => {
      const rate = lookup.found ? imageInputRate(lookup.model, tier, { at: state.today }) : undefined;
      const usd = rate?.usd ?? null;
      return {
        value: tier,
        label: tier,
        title: usd === null ? (rate?.warnings[0]?.message ?? '') : usdPerMillion(usd),
        // What is chosen stays to be seen, whether there is such a tier or not.
        disabled: lookup.found && usd === null && tier !== 'standard' && tier !== choice.tier,
      };
    }),
    choice.tier,
    act.setTier,
  );
}
