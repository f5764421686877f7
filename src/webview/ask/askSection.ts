import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Context } from '../context';
import { icon } from '../controls/icon';
import { answers } from './answers';
import { askForm } from './askForm';

/** Closed: a line that says why, and no more. */
export function isClosed(context: Context): boolean {
  return whyNot(context) !== undefined && context.ask.state.turns.length === 0;
}

/** A question about the pictures, and the answers. */
export function askSection(context: Context): TemplateResult {
  const why = whyNot(context);
  return html`<section class="ask" aria-label="Ask a model">
    ${
      why === undefined
        ? html`${askForm(context)} ${answers(context)}`
        : html`<p class="ask-closed">${icon('shield')}<span>${why}</span></p>
            ${context.ask.state.turns.length === 0 ? nothing : answers(context)}`
    }
  </section>`;
}

/** Why nothing can be asked here. */
function whyNot({ state, ask, derived }: Context): string | undefined {
  if (!state.trusted)
    return 'In Restricted Mode no picture is sent to a model: estimates only. Trust this workspace to ask one.';
  if (derived === undefined || ask.state.endpoints.length === 0)
    return 'There is nobody to ask here: no endpoint is set up.';
  return undefined;
}
