import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { Context } from '../context';
import { answer } from './answer';
import { cheaper } from './cheaper';
import { choices } from './choices';
import { compare } from './compare';
import { road } from './road';
import { volume } from './volume';
import { whatIf } from './whatIf';

/** The side panel: the answer first, the reason second, advice last. */
export function panel(context: Context): TemplateResult {
  const { derived } = context;
  if (derived === undefined) return html`<aside class="panel" aria-label="What it costs"></aside>`;
  return html`<aside class="panel" aria-label="What it costs">
    <div class="answer">${answer(context, derived)}</div>
    ${choices(context, derived)} ${road(context, derived)} ${cheaper(context, derived)}
    ${whatIf(context, derived)} ${compare(context, derived)} ${volume(context, derived)}
  </aside>`;
}
