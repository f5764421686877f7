import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { levelsOf } from '../../core/advice/cheaper';
import { unknownModelMessage } from '../../core/models/registry';
import { group } from '../../core/text';
import { explainCost, tokensText } from '../../core/tokens/explain';
import type { CountedEstimate, Estimate, RuleReference } from '../../core/tokens/types';
import type { Context } from '../context';
import { icon } from '../controls/icon';
import type { Derived, Sight } from '../derive';
import { counted, priced } from '../derive';

/** The number, what it costs, and how far it can be believed; or why there is none, and the way out. */
export function answer(context: Context, derived: Derived): TemplateResult {
  const { lookup, picture, sight } = derived;
  if (sight === undefined) {
    return trouble('error', 'Not read', picture.error ?? 'Nothing is known of this picture.');
  }
  if (!lookup.found) {
    return html`${trouble('question', 'Not a known model', unknownModelMessage(lookup.asked, []))}
    ${
      lookup.nearest.length === 0
        ? nothing
        : html`<p class="ways">
            Nearest:
            ${lookup.nearest.map(name =>
              way(name, () => {
                context.act.setModel(name);
              }),
            )}
          </p>`
    }`;
  }
  const { estimate } = sight;
  switch (estimate?.outcome) {
    case 'counted':
      return countedAnswer(context, estimate, sight);
    case 'rejected':
      return html`${trouble('error', 'Refused', estimate.rejected.message)}
      ${waysOut(context, derived, sight)} ${rule(context, estimate.rule)}`;
    case 'unpublished':
      return html`${trouble('question', 'Not published', estimate.reason)} ${rule(context, estimate.rule)}`;
    case undefined:
      return html``;
  }
}

function countedAnswer(context: Context, estimate: CountedEstimate, sight: Sight): TemplateResult {
  const before = counted(sight.asIs);
  const tried = sight.whatIf.kind !== 'none' && before !== undefined;
  return html`<p class="tokens">
      <strong id="tokens">${tokensText(estimate)}</strong> ${estimate.tokens === 1 ? 'token' : 'tokens'}
      ${tried ? difference(before.tokens, estimate.tokens) : nothing}
    </p>
    <p class="cost" id="cost">${explainCost(estimate)}</p>
    ${rule(context, estimate.rule)}
    ${
      estimate.warnings.length === 0
        ? nothing
        : html`<ul class="warnings" aria-label="To be known">
            ${estimate.warnings.map(({ message }) => html`<li>${icon('warning')}<span>${message}</span></li>`)}
          </ul>`
    }`;
}

/** `−280` beside the number, against the picture as it is. */
export function difference(before: number, after: number): TemplateResult {
  const by = after - before;
  const kind = by < 0 ? 'saves' : by > 0 ? 'adds' : 'same';
  const words = by === 0 ? '±0' : `${by < 0 ? '−' : '+'}${group(Math.abs(by))}`;
  return html`<span class="difference ${kind}" title="Against the picture as it is, ${group(before)} tokens"
    >${words}</span
  >`;
}

function trouble(kind: 'error' | 'question', title: string, message: string): TemplateResult {
  return html`<div class="trouble ${kind}">
    <p class="trouble-title">
      ${icon(kind === 'error' ? 'circle-slash' : 'question')}<strong id="tokens">${title}</strong>
    </p>
    <p>${marked(message)}</p>
  </div>`;
}

/** Sentences of `core` set names in backquotes. */
export function marked(text: string): readonly (TemplateResult | string)[] {
  return text.split('`').map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part));
}

/** The details under which the picture would be taken. */
function waysOut(
  { state, act }: Context,
  { choice, lookup }: Derived,
  sight: Sight,
): TemplateResult | typeof nothing {
  if (!lookup.found) return nothing;
  const ways = [undefined, ...levelsOf(lookup.model)]
    .filter(detail => detail !== choice.detail)
    .map(detail => ({
      detail,
      estimate: counted(priced(sight.facts, sight.sent, lookup.model, detail, choice.tier, state.today)),
    }))
    .filter(({ estimate }) => estimate !== undefined);
  if (ways.length === 0) return nothing;
  return html`<p class="ways">
    Taken with:
    ${ways.map(({ detail, estimate }) =>
      way(`${detail ?? 'omitted'}: ${group(estimate?.tokens ?? 0)} tokens`, () => {
        act.setDetail(detail);
      }),
    )}
  </p>`;
}

function way(label: string, run: () => void): TemplateResult {
  return html`<button type="button" class="way" @click=${run}>${label}</button>`;
}

const confidences: Readonly<Record<RuleReference['confidence'], readonly [string, string]>> = {
  high: ['verified', 'high confidence'],
  medium: ['pass', 'medium confidence'],
  low: ['warning', 'low confidence'],
  unsourced: ['warning', 'no source'],
  user: ['account', 'as you set it'],
};

function rule({ act }: Context, { sources, asOf, confidence }: Estimate['rule']): TemplateResult {
  const [sign, words] = confidences[confidence];
  const first = sources[0];
  const title = first?.title ?? hostOf(first?.url) ?? 'rule';
  const { url } = first ?? {};
  const source =
    url === undefined
      ? html`<span>${title}</span>`
      : html`<a
          href=${url}
          title=${url}
          @click=${(event: Event) => {
            event.preventDefault();
            act.post({ type: 'openSource', url });
          }}
          >${title}</a
        >`;
  return html`<p class="rule">
    <span class="rule-source">Rule: ${source}${asOf === '' ? nothing : html`, ${asOf}`}</span>
    <span class="confidence ${confidence}">${icon(sign)}${words}</span>
  </p>`;
}

function hostOf(url: string | undefined): string | undefined {
  return url === undefined ? undefined : URL.canParse(url) ? new URL(url).hostname : url;
}
