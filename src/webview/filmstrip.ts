import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { formatUsd } from '../core/money';
import { group, plural } from '../core/text';
import { shortTokens } from '../core/tokens/explain';
import type { Estimate } from '../core/tokens/types';
import type { Context } from './context';
import { priced } from './derive';
import { icon } from './controls/icon';

/** Several pictures: each with its tokens, and their sum. */
export function filmstrip({ state, derived, act }: Context): TemplateResult | typeof nothing {
  if (derived === undefined || state.pictures.length < 2) return nothing;
  const { choice, lookup } = derived;
  const estimates = state.pictures.map(({ facts }) =>
    facts === undefined || !lookup.found
      ? undefined
      : priced(facts, facts, lookup.model, choice.detail, choice.tier, state.today),
  );
  return html`<nav class="filmstrip" aria-label="Pictures">
    <ul>
      ${repeat(
        state.pictures,
        ({ id }) => id,
        (picture, index) => {
          const chosen = picture.id === derived.picture.id;
          return html`<li>
            <button
              type="button"
              class="frame"
              title=${picture.where}
              aria-current=${chosen ? 'true' : 'false'}
              @click=${() => {
                act.keep({ picture: picture.id, whatIf: { kind: 'none' } });
              }}
            >
              <span class="thumb"
                >${
                  picture.src === undefined
                    ? icon('file-media')
                    : html`<img src=${picture.src} alt="" loading="lazy" decoding="async" />`
                }</span
              >
              <span class="frame-name">${picture.name}</span>
              <span class="frame-tokens">${shortTokens(estimates[index], '—')}</span>
            </button>
          </li>`;
        },
      )}
    </ul>
    <p class="sum">${sum(estimates)}</p>
  </nav>`;
}

/** `3 pictures: 2,730 tokens · $0.0034`; what is not counted is said. */
function sum(estimates: readonly (Estimate | undefined)[]): TemplateResult {
  const counted = estimates.filter(estimate => estimate?.outcome === 'counted');
  const tokens = counted.reduce((total, { tokens }) => total + tokens, 0);
  const usd = counted.every(({ costUsd }) => costUsd !== null)
    ? formatUsd(counted.reduce((total, { costUsd }) => total + (costUsd ?? 0), 0))
    : 'price not known';
  const missing = estimates.length - counted.length;
  return html`<span>${plural(counted.length, 'picture')}</span> <strong>${group(tokens)} tokens</strong>
    <span class="dim">${usd}${missing === 0 ? '' : ` · ${String(missing)} not counted`}</span>`;
}
