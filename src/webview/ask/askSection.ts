import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { Context } from '../context';

export function askSection(_context: Context): TemplateResult {
  return html`<section class="ask" aria-label="Ask a model"></section>`;
}
