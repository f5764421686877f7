import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import type { AskRun } from '../askProtocol';
import type { Context } from '../context';
import { icon } from '../controls/icon';
import { safeHtml } from './markdown';
import { regionId } from './regionsOf';
import { structured } from './structured';
import type { Item } from './structured';
import { isActive } from './words';

/** What the model said: Markdown, or data as a tree; and the regions it named. */
export function answerBody(context: Context, run: AskRun): TemplateResult {
  return html`${guard([run.text, run.regions, isActive(run)], () => body(run))} ${regionList(context, run)}`;
}

function body(run: AskRun): TemplateResult | typeof nothing {
  if (run.text === '') return nothing;
  const data = isActive(run) ? undefined : structured(run.text, run.id, run.regions);
  if (data !== undefined) return html`<div class="answer-body data">${itemView(data)}</div>`;
  // JSON that is still coming is no Markdown.
  if (/^\s*(```json\s*\n)?[[{]/.test(run.text)) return html`<pre class="answer-body raw">${run.text}</pre>`;
  return html`<div class="answer-body prose">${unsafeHTML(safeHtml(run.text))}</div>`;
}

function itemView(item: Item): TemplateResult {
  switch (item.kind) {
    case 'value':
      return html`<span class="value-${item.of}">${item.text}</span>`;
    case 'list':
      return item.items.length === 0
        ? html`<span class="dim">none</span>`
        : html`<ul class="data-list">
            ${item.items.map(each => html`<li>${itemView(each)}</li>`)}
          </ul>`;
    case 'object':
      return objectView(item);
  }
}

function objectView({ title, members, region, compact }: Extract<Item, { kind: 'object' }>): TemplateResult {
  if (compact)
    return html`<span class="compact"
      >${members.map(({ key, item }) => html`<span><span class="dim">${words(key)}</span> ${itemView(item)}</span>`)}</span
    >`;
  const content = html`${title === undefined ? nothing : html`<strong class="data-title">${title}</strong>`}
  ${
    members.length === 0
      ? nothing
      : html`<dl>
          ${members.map(
            ({ key, item }) =>
              html`<div class=${item.kind === 'object' && item.compact ? 'value' : item.kind}>
                <dt>${words(key)}</dt>
                <dd>${itemView(item)}</dd>
              </div>`,
          )}
        </dl>`
  }`;
  return region === undefined
    ? html`<div class="data-object">${content}</div>`
    : html`<div
        class="data-object"
        data-region=${region}
        tabindex="0"
        role="group"
        aria-label=${title ?? 'Region'}
      >
        ${content}
      </div>`;
}

/** `primaryButton`, `primary_button` → `primary button` */
function words(key: string): string {
  return key
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/_/g, ' ')
    .toLowerCase();
}

/** The regions of prose: an answer in data has them where it speaks of them. */
function regionList({ act }: Context, run: AskRun): TemplateResult | typeof nothing {
  if (run.regions.length === 0 || isActive(run)) return nothing;
  if (structured(run.text, run.id, run.regions) !== undefined) return nothing;
  return html`<p class="region-list">
    ${icon('symbol-misc')}<span class="dim">On the picture:</span>
    ${run.regions.map(
      ({ label }, index) =>
        html`<button
          type="button"
          class="way"
          data-region=${regionId(run.id, index)}
          @click=${() => {
            act.pointRegion(regionId(run.id, index));
          }}
        >
          ${label}
        </button>`,
    )}
  </p>`;
}
