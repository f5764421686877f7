import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-option/index.js';
import '@vscode-elements/elements/dist/vscode-single-select/index.js';
import { formatUsd } from '../../core/money';
import { group, plural } from '../../core/text';
import { mostBars } from './charts';
import { isUsageRange, usageRanges } from './protocol';
import type { UsageFromPage, UsageLimit, UsageRange, UsageState } from './protocol';
import { pairsTable, rowsTable } from './tables';
import { barSummary, comparisonSummary, limitText, pairText, rangeNames, unknownText } from './words';

/** Names of the canvases. */
export const chartIds = ['periods', 'models', 'projects', 'comparison'] as const;
export type ChartId = (typeof chartIds)[number];

export interface ViewOf {
  readonly range: UsageRange;
  /** Tables that stand open. */
  readonly open: ReadonlySet<ChartId>;
  readonly post: (message: UsageFromPage) => void;
  readonly choose: (range: UsageRange) => void;
  readonly toggle: (id: ChartId, open: boolean) => void;
}

/** The whole page for what the extension has sent last. */
export function usageView(usage: UsageState, of: ViewOf): TemplateResult {
  return html`<main>
    ${header(usage, of)} ${usage.remarks.map(remark => html`<p class="remark" role="status">${remark}</p>`)}
    ${usage.empty ? beginning(of) : content(usage, of)}
    <footer class="quiet">
      <p>
        Every run is a line of <code>${usage.file}</code>, on this machine alone: no picture, no answer, and
        no prompt unless you ask for it to be kept.
      </p>
    </footer>
  </main>`;
}

/** Instead of the page, where the ledger cannot be read. */
export function failedView(message: string, nextStep: string): TemplateResult {
  return html`<main>
    <h1>Usage</h1>
    <p class="remark" role="alert">${message} ${nextStep}</p>
  </main>`;
}

function header(usage: UsageState, of: ViewOf): TemplateResult {
  const chosen = (event: Event): void => {
    const { value } = event.target as HTMLElement & { readonly value: string };
    if (isUsageRange(value)) of.choose(value);
  };
  return html`<header>
    <h1>Usage</h1>
    ${
      usage.empty
        ? nothing
        : html`<div class="controls">
            <vscode-single-select label="Range" aria-label="Range" @change=${chosen}>
              ${usageRanges.map(
                range =>
                  html`<vscode-option value=${range} ?selected=${range === of.range}
                    >${rangeNames[range]}</vscode-option
                  >`,
              )}
            </vscode-single-select>
            ${button('Export as CSV …', () => {
              of.post({ type: 'export' });
            })}
            ${button('Clear …', () => {
              of.post({ type: 'clear' });
            })}
          </div>`
    }
  </header>`;
}

function beginning({ post }: ViewOf): TemplateResult {
  return html`<section class="beginning" aria-labelledby="beginning">
    <h2 id="beginning">Nothing has been asked yet</h2>
    <p>
      Ask a model about a picture with <strong>Tilescope: Describe Mockup</strong>. From then on this page has
      what was billed, by day, model and project, beside what was estimated before.
    </p>
    <p class="controls">
      <vscode-button
        @click=${() => {
          post({ type: 'begin' });
        }}
        >Describe Mockup</vscode-button
      >
      ${button('Set Limits', () => {
        post({ type: 'openLimits' });
      })}
    </p>
  </section>`;
}

function content(usage: UsageState, of: ViewOf): TemplateResult {
  const { all, periods, models, projects, comparison } = usage;
  const range = rangeNames[usage.range].toLowerCase();
  const bars = (id: ChartId, title: string, head: string, rows: UsageState['models']): TemplateResult =>
    section(id, title, barSummary(title, rows), rows.length === 0, {
      table: rowsTable(`${title}, ${range}`, head, rows, all),
      note:
        id !== 'periods' && rows.length > mostBars
          ? html`<p class="quiet">The ${mostBars} dearest of ${group(rows.length)}; the table has all.</p>`
          : nothing,
      of,
    });
  const off = comparison.pairs.filter(({ onLine }) => !onLine);
  return html`
    <dl class="figures">
      ${figure('Billed', formatUsd(all.usd), unknownText(all.unknown) || range)}
      ${figure('Runs', group(all.runs), plural(all.pictures, 'picture'))}
      ${figure('Tokens billed', group(all.inputTokens), `in, and ${group(all.outputTokens)} out`)}
      ${limitFigure('Today', usage.today)} ${limitFigure('This month', usage.month)}
    </dl>
    ${bars('periods', `Money by ${periods.unit}`, periods.unit, periods.rows)}
    <div class="pair">
      ${bars('models', 'Money by model', 'model', models)}
      ${bars('projects', 'Money by project', 'project', projects)}
    </div>
    ${section(
      'comparison',
      'Estimate against bill',
      comparisonSummary(comparison),
      comparison.compared === 0,
      {
        table: pairsTable(`Estimated and billed input tokens, ${range}`, comparison),
        note: html`<p>
            ${comparisonSummary(comparison)}
            ${comparison.compared === 0 ? '' : 'On the dashed line, both are the same.'}
          </p>
          ${
            off.length === 0
              ? nothing
              : html`<ul class="off">
                  ${off.slice(0, 8).map(pair => html`<li>${pairText(pair)}</li>`)}
                </ul>`
          }`,
        of,
      },
    )}
    <p class="controls">
      ${button('Set Limits', () => {
        of.post({ type: 'openLimits' });
      })}
      ${button('Show File', () => {
        of.post({ type: 'showFile' });
      })}
    </p>
  `;
}

function section(
  id: ChartId,
  title: string,
  summary: string,
  nothingToDraw: boolean,
  parts: {
    readonly table: TemplateResult;
    readonly note: TemplateResult | typeof nothing;
    readonly of: ViewOf;
  },
): TemplateResult {
  const toggled = (event: Event): void => {
    parts.of.toggle(id, (event.target as HTMLDetailsElement).open);
  };
  return html`<section aria-labelledby="title-${id}">
    <h2 id="title-${id}">${title}</h2>
    ${
      nothingToDraw
        ? html`<p class="quiet">Nothing in this range.</p>`
        : html`<div class="chart ${id}"><canvas id=${id} role="img" aria-label=${summary}></canvas></div>`
    }
    ${parts.note}
    ${
      nothingToDraw
        ? nothing
        : html`<details ?open=${parts.of.open.has(id)} @toggle=${toggled}>
            <summary>${title} as a table</summary>
            ${parts.table}
          </details>`
    }
  </section>`;
}

function figure(name: string, value: string, more: string): TemplateResult {
  return html`<div>
    <dt>${name}</dt>
    <dd class="value">${value}</dd>
    <dd class="quiet">${more}</dd>
  </div>`;
}

function limitFigure(name: string, limit: UsageLimit): TemplateResult {
  const { usd, limitUsd, unknown } = limit;
  const reached = limitUsd !== null && usd >= limitUsd;
  const more = [reached ? 'limit reached' : limitUsd === null ? 'no limit' : '', unknownText(unknown)];
  return figure(name, limitText(limit), more.filter(text => text !== '').join(' · '));
}

function button(text: string, run: () => void): TemplateResult {
  return html`<vscode-button secondary @click=${run}>${text}</vscode-button>`;
}
