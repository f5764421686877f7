import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';

export interface Segment<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly title?: string;
  readonly disabled?: boolean;
}

/** One of a few: radio buttons in a row, so that arrow keys and screen readers know what to do. */
export function segmented<Value extends string>(
  name: string,
  label: string,
  segments: readonly Segment<Value>[],
  value: Value,
  choose: (value: Value) => void,
): TemplateResult {
  return html`<div class="segmented" role="radiogroup" aria-label=${label}>
    ${repeat(
      segments,
      segment => segment.value,
      segment =>
        html`<label title=${segment.title ?? ''} class=${segment.disabled === true ? 'disabled' : ''}
          ><input
            type="radio"
            name=${name}
            value=${segment.value}
            ?disabled=${segment.disabled === true}
            .checked=${live(segment.value === value)}
            @change=${() => {
              choose(segment.value);
            }}
          /><span>${segment.label}</span></label
        >`,
    )}
  </div>`;
}
