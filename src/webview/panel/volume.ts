import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { formatUsd } from '../../core/money';
import { daysAMonth, monthly } from './monthly';
import type { Context } from '../context';
import { section } from '../controls/section';
import type { Derived } from '../derive';
import { counted } from '../derive';

/** Calls a day, and what they come to in a month. */
export function volume(context: Context, { sight }: Derived): TemplateResult | typeof nothing {
  const estimate = counted(sight?.estimate);
  if (estimate === undefined) return nothing;
  const { state, kept, act } = context;
  const calls =
    kept.callsPerDay ??
    (state.callsPerMonth === undefined ? 1000 : Math.round(state.callsPerMonth / daysAMonth));
  const before = counted(sight?.asIs);
  const cost = estimate.costUsd === null ? undefined : monthly(estimate.costUsd, calls);
  const less = before === undefined ? 0 : (before.costUsd ?? 0) - (estimate.costUsd ?? 0);
  const saved = monthly(less, calls);
  const content = html`<div class="volume">
    <label class="field"
      ><span>Calls a day</span
      ><input
        type="number"
        id="calls-per-day"
        min="0"
        max="1000000000"
        step="1"
        .value=${live(String(calls))}
        @input=${(event: Event) => {
          const wanted = (event.currentTarget as HTMLInputElement).valueAsNumber;
          if (Number.isFinite(wanted) && wanted >= 0) act.keep({ callsPerDay: Math.round(wanted) });
        }}
    /></label>
    <p class="month">
      ${
        cost === undefined
          ? html`<span class="dim">price not known</span>`
          : html`<strong id="month">${formatUsd(cost)}</strong> a month`
      }
      <small class="dim"
        >${daysAMonth}
        days${state.callsPerMonth !== undefined && kept.callsPerDay === undefined ? ', as the project says' : ''}</small
      >
    </p>
    ${
      Math.abs(saved) < 0.005
        ? nothing
        : html`<p class="outcome ${saved > 0 ? 'good' : 'bad'}">
            ${saved > 0 ? 'What is tried saves' : 'What is tried adds'} ${formatUsd(Math.abs(saved))} a month.
          </p>`
    }
  </div>`;
  return section(context, 'volume', 'A month', content);
}
