import { html, nothing, svg } from 'lit';
import type { TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import { whyNot } from '../../core/export/comparison';
import { formatUsd, formatUsdRange } from '../../core/money';
import { tokensText } from '../../core/tokens/explain';
import type { CountedEstimate } from '../../core/tokens/types';
import type { Context } from '../context';
import { icon } from '../controls/icon';
import type { SelectElement } from '../controls/modelSelect';
import { modelOptions } from '../controls/modelSelect';
import { section } from '../controls/section';
import type { CompareRow, Derived } from '../derive';
import { compareRows, counted } from '../derive';
import type { SortKey } from '../kept';
import { sorted } from './compareOrder';

/** The picture on several models, sortable; a row takes its model. */
export function compare(context: Context, derived: Derived): TemplateResult {
  const { state, kept, registry } = context;
  const rows = sorted(compareRows(state, kept, registry, derived), kept.sort);
  const most = Math.max(1, ...rows.map(({ estimate }) => counted(estimate)?.tokens ?? 0));
  const table = html`<table class="compare">
      <thead>
        <tr>
          ${head(context, 'model', 'Model')} ${head(context, 'tokens', 'Tokens')}
          ${head(context, 'money', 'A call')}
          <th scope="col"><span class="hidden">Remove</span></th>
        </tr>
      </thead>
      <tbody>
        ${repeat(
          rows,
          ({ model }) => model,
          row => compareRow(context, row, most),
        )}
      </tbody>
    </table>
    <div class="add">${addModel(context, rows)}</div>`;
  return section(context, 'compare', 'Compare', table);
}

function head({ kept, act }: Context, key: SortKey, label: string): TemplateResult {
  const sort = kept.sort?.key === key ? kept.sort : undefined;
  const order = sort === undefined ? 'none' : sort.descending ? 'descending' : 'ascending';
  return html`<th scope="col" aria-sort=${order} class=${key}>
    <button
      type="button"
      @click=${() => {
        act.keep({ sort: { key, descending: sort !== undefined && !sort.descending } });
      }}
    >
      ${label}${sort === undefined ? nothing : icon(sort.descending ? 'arrow-down' : 'arrow-up')}
    </button>
  </th>`;
}

function compareRow(context: Context, row: CompareRow, most: number): TemplateResult {
  const { act } = context;
  const { model, estimate, chosen, lookup } = row;
  const number = counted(estimate);
  const take = (): void => {
    if (!chosen) act.setModel(model);
  };
  return html`<tr class=${chosen ? 'chosen' : ''} @click=${take}>
    <th scope="row">
      <button type="button" class="take" aria-current=${chosen ? 'true' : 'false'} title=${titleOf(row)}>
        ${lookup.found ? lookup.model.id : model}
      </button>
      ${bar(number, most)}
    </th>
    ${
      number === undefined
        ? html`<td class="tokens none" colspan="2" title=${whyNot(estimate) ?? ''}>${whyShort(row)}</td>`
        : html`<td class="tokens">${tokensText(number)}</td>
            <td class="money">${money(number)}</td>`
    }
    <td class="remove">
      ${
        chosen
          ? nothing
          : html`<button
              type="button"
              class="tool"
              aria-label="Remove ${model}"
              title="Remove"
              @click=${(event: Event) => {
                event.stopPropagation();
                remove(context, model);
              }}
            >
              ${icon('close')}
            </button>`
      }
    </td>
  </tr>`;
}

function titleOf({ estimate, lookup }: CompareRow): string {
  if (!lookup.found) return 'Not a known model';
  const level = estimate?.effectiveDetail ?? null;
  return [lookup.model.providerName, level === null ? undefined : `detail ${level}`, 'take this model']
    .filter(part => part !== undefined)
    .join(' · ');
}

function whyShort({ estimate, lookup }: CompareRow): string {
  if (!lookup.found) return 'not known';
  return estimate?.outcome === 'unpublished' ? 'not published' : estimate === undefined ? '—' : 'refused';
}

/** Drawn with attributes: the page allows no inline styles. */
function bar(estimate: CountedEstimate | undefined, most: number): TemplateResult {
  const share = (tokens: number): string => `${String(Math.max(0.5, (tokens / most) * 100))}%`;
  const range = estimate?.tokensRange ?? null;
  return html`<svg class="bar" width="100%" height="4" aria-hidden="true">
    ${
      estimate === undefined
        ? nothing
        : svg`<rect class=${range === null ? 'full' : 'upper'} width=${share(estimate.tokens)} height="4" rx="2"></rect>
          ${range === null ? nothing : svg`<rect class="full" width=${share(range[0])} height="4" rx="2"></rect>`}`
    }
  </svg>`;
}

function money({ costUsd, costRangeUsd }: CountedEstimate): string {
  if (costUsd === null) return 'not known';
  return costRangeUsd === null ? formatUsd(costUsd) : formatUsdRange(costRangeUsd);
}

function remove({ state, kept, act }: Context, model: string): void {
  act.keep({ compare: (kept.compare ?? state.compareModels).filter(name => name !== model) });
}

/** No model is called that. */
const none = '(none)';

function addModel({ state, kept, registry, act }: Context, rows: readonly CompareRow[]): TemplateResult {
  const names = kept.compare ?? state.compareModels;
  const present = rows.map(({ model, lookup }) => (lookup.found ? lookup.model.id : model)).join(' ');
  return html`<vscode-single-select
    class="select"
    combobox
    filter="contains"
    label="Add a model to the table"
    .options=${guard([registry, present], () => [
      { label: 'Add a model…', value: none, description: '', selected: true, disabled: false },
      ...modelOptions(registry, undefined).filter(({ value }) => !present.split(' ').includes(value)),
    ])}
    .value=${guard([registry, present], () => none)}
    @change=${(event: Event) => {
      const { value } = event.currentTarget as SelectElement;
      if (value !== '' && value !== none) act.keep({ compare: [...names, value] });
    }}
  ></vscode-single-select>`;
}
