import { html } from 'lit';
import type { TemplateResult } from 'lit';

/** A codicon; what it means is said by what it stands in. */
export function icon(name: string, slot?: string): TemplateResult {
  return slot === undefined
    ? html`<span class="codicon codicon-${name}" aria-hidden="true"></span>`
    : html`<span slot=${slot} class="codicon codicon-${name}" aria-hidden="true"></span>`;
}
