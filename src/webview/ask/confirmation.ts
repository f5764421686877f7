import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { Context } from '../context';
import { icon } from '../controls/icon';

/** Asks once more before something dear is sent. */
export function confirmation({ ask, act }: Context): TemplateResult | typeof nothing {
  const { confirm } = ask;
  if (confirm === undefined) return nothing;
  return html`<dialog
    class="confirmation"
    aria-labelledby="confirm-title"
    aria-describedby="confirm-question"
    ${ref(show)}
    @cancel=${act.dismissConfirm}
  >
    <h2 id="confirm-title">${icon('credit-card')}Send it?</h2>
    <p id="confirm-question">${confirm.question}</p>
    <div class="buttons">
      <vscode-button
        id="confirm-send"
        @click=${() => {
          act.dismissConfirm();
          act.post(confirm.again);
        }}
        >Send</vscode-button
      >
      <vscode-button secondary id="confirm-cancel" @click=${act.dismissConfirm}>Cancel</vscode-button>
    </div>
  </dialog>`;
}

/** Above everything else, with the focus inside and back where it was at the end. */
function show(element: Element | undefined): void {
  if (!(element instanceof HTMLDialogElement)) return;
  // It is made before it stands in the page.
  queueMicrotask(() => {
    if (element.isConnected && !element.open) element.showModal();
  });
}
