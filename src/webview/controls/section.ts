import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { Context } from '../context';
import { icon } from './icon';

/** A part of the side panel that can be folded, and stays so. */
export function section(
  { kept, act }: Context,
  id: string,
  title: string,
  content: TemplateResult,
  aside?: TemplateResult,
): TemplateResult {
  const open = !kept.folded.includes(id);
  return html`<section class="section" aria-labelledby="section-${id}">
    <div class="section-head">
      <h2 id="section-${id}">
        <button
          type="button"
          class="fold"
          aria-expanded=${open ? 'true' : 'false'}
          aria-controls="content-${id}"
          @click=${() => {
            act.keep({ folded: open ? [...kept.folded, id] : kept.folded.filter(other => other !== id) });
          }}
        >
          ${icon(open ? 'chevron-down' : 'chevron-right')}${title}
        </button>
      </h2>
      ${open ? aside : undefined}
    </div>
    <div id="content-${id}" class="section-content" ?hidden=${!open}>${open ? content : undefined}</div>
  </section>`;
}
