import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Size } from '../../core/size';
import { group } from '../../core/text';
import { explainArithmetic, explainDetail, explainGrid, tokensText } from '../../core/tokens/explain';
import type { Context } from '../context';
import { section } from '../controls/section';
import type { Derived } from '../derive';

/** How the picture gets to its number, step by step. */
export function road(context: Context, { sight }: Derived): TemplateResult | typeof nothing {
  const estimate = sight?.estimate;
  if (estimate === undefined || estimate.outcome === 'unpublished') return nothing;
  const detail = explainDetail(estimate);
  const stations: TemplateResult[] = [
    station(sight?.whatIf.kind === 'none' ? 'As it is' : 'As tried', html`${size(estimate.size)}`, detail),
    ...estimate.steps.map(({ name, before, after }) => {
      const same = before.width === after.width && before.height === after.height;
      return station(
        name,
        same
          ? html`<span class="dim">unchanged</span>`
          : html`<span class="dim">${size(before)} →</span> ${size(after)}`,
      );
    }),
  ];
  if (estimate.outcome === 'counted') {
    if (estimate.grid !== null && estimate.arithmetic.unit !== 'picture') {
      stations.push(
        station(
          gridTitle(estimate.grid.kind),
          html`${group(estimate.grid.columns)} × ${group(estimate.grid.rows)} =
          ${group(estimate.grid.columns * estimate.grid.rows)}`,
          estimate.grid.cell === null ? '' : explainGrid(estimate.grid),
        ),
      );
    }
    stations.push(
      station(
        explainArithmetic(estimate.arithmetic),
        html`<strong>${tokensText(estimate)}</strong>`,
        'input tokens',
      ),
    );
  } else {
    stations.push(station('Refused', html`<span class="bad">no bill, an error</span>`));
  }
  return section(
    context,
    'road',
    'How it gets there',
    html`<ol class="road">
      ${stations}
    </ol>`,
  );
}

function station(name: string, value: TemplateResult, note = ''): TemplateResult {
  return html`<li>
    <span class="station">${name}${note === '' ? nothing : html`<small>${note}</small>`}</span
    ><span class="value">${value}</span>
  </li>`;
}

function gridTitle(kind: 'tile' | 'patch' | 'token'): string {
  return { tile: 'Cut into tiles', patch: 'Cut into patches', token: 'Laid over with tokens' }[kind];
}

function size({ width, height }: Size): string {
  return `${group(width)} × ${group(height)}`;
}
