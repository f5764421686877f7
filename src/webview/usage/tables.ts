import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { formatUsd } from '../../core/money';
import { group } from '../../core/text';
import type { UsageComparison, UsageRow } from './protocol';
import { differenceText, nameOf } from './words';

/** The numbers of a chart of bars: all of them. */
export function rowsTable(
  caption: string,
  head: string,
  rows: readonly UsageRow[],
  all: UsageRow,
): TemplateResult {
  const cells = (row: UsageRow): TemplateResult => html`
    <td>${formatUsd(row.usd)}</td>
    <td>${row.unknown === 0 ? '' : group(row.unknown)}</td>
    <td>${group(row.runs)}</td>
    <td>${group(row.pictures)}</td>
    <td>${group(row.inputTokens)}</td>
    <td>${group(row.outputTokens)}</td>
  `;
  return scrollable(
    caption,
    html`<table>
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          <th scope="col">${head}</th>
          <th scope="col">billed</th>
          <th scope="col">unpriced runs</th>
          <th scope="col">runs</th>
          <th scope="col">pictures</th>
          <th scope="col">input tokens</th>
          <th scope="col">output tokens</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          row =>
            html`<tr>
              <th scope="row">${nameOf(row)}</th>
              ${cells(row)}
            </tr>`,
        )}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">in all</th>
          ${cells(all)}
        </tr>
      </tfoot>
    </table>`,
  );
}

/** The points of the scatter. */
export function pairsTable(caption: string, { pairs, leftOut }: UsageComparison): TemplateResult {
  return scrollable(
    caption,
    html`<table>
        <caption>
          ${caption}
        </caption>
        <thead>
          <tr>
            <th scope="col">model</th>
            <th scope="col">estimated</th>
            <th scope="col">billed</th>
            <th scope="col">difference</th>
            <th scope="col">runs</th>
          </tr>
        </thead>
        <tbody>
          ${pairs.map(
            pair =>
              html`<tr class=${pair.onLine ? 'on' : 'off'}>
                <th scope="row">${pair.model}</th>
                <td>${group(pair.estimated)}</td>
                <td>${group(pair.billed)}</td>
                <td>${differenceText(pair)}</td>
                <td>${group(pair.runs)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
      ${
        leftOut === 0
          ? nothing
          : html`<p class="quiet">
              ${group(leftOut)} more pairs, nearer to the line, are left out here and in the chart; the CSV
              has them.
            </p>`
      }`,
  );
}

/** A table may be higher than its place: then it is scrolled by keyboard too. */
function scrollable(label: string, content: TemplateResult): TemplateResult {
  return html`<div class="scroll" role="region" aria-label=${label} tabindex="0">${content}</div>`;
}
