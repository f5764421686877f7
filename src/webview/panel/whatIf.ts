import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Size } from '../../core/size';
import { group, percent } from '../../core/text';
import type { CheaperSize } from '../../core/advice/nextCheaper';
import type { Context } from '../context';
import { icon } from '../controls/icon';
import { section } from '../controls/section';
import { segmented } from '../controls/segmented';
import type { Derived, Sight } from '../derive';
import { counted } from '../derive';
import type { WhatIf } from '../kept';
import { turnedSize } from '../stage/turn';
import { atWidth } from './tried';
import { cheaperSize, staircase } from './staircase';

/** Another size, or a part of the picture: the number moves with it. */
export function whatIf(context: Context, derived: Derived): TemplateResult | typeof nothing {
  const { sight } = derived;
  if (sight === undefined || !derived.lookup.found) return nothing;
  const { act, kept } = context;
  const { kind } = kept.whatIf;
  const next = cheaperSize(sight, derived, context.state.today);
  const content = html`${segmented(
    'what-if',
    'What is tried',
    [
      { value: 'none', label: 'As it is' },
      { value: 'resize', label: 'Size', title: 'Another size: drag the corner of the picture' },
      { value: 'crop', label: 'Crop', title: 'A part of it: drag on the picture' },
    ],
    kind,
    value => {
      act.keep({ whatIf: begin(value, sight.shown) });
    },
  )}
  ${kind === 'resize' ? sizeFields(context, sight) : nothing}
  ${kind === 'crop' ? cropFields(context, sight) : nothing} ${outcome(sight)}
  ${kind === 'crop' ? nothing : html`${staircase(sight, derived, context.state.today, next)}`}
  ${next === undefined || kind === 'crop' ? nothing : nextStep(context, sight, next)}`;
  return section(context, 'what-if', 'What if', content);
}

function begin(kind: WhatIf['kind'], shown: Size): WhatIf {
  switch (kind) {
    case 'none':
      return { kind };
    case 'resize':
      return { kind, ...shown };
    case 'crop':
      return { kind, x: 0, y: 0, ...shown };
  }
}

function sizeFields({ act, kept }: Context, { shown }: Sight): TemplateResult {
  const size = kept.whatIf.kind === 'resize' ? kept.whatIf : shown;
  const set = (width: number, height: number): void => {
    act.keep({ whatIf: { kind: 'resize', width, height } });
  };
  return html`<div class="fields">
      ${field('Width', size.width, 1, 100_000, width => {
        set(width, size.height);
      })}
      <span aria-hidden="true">×</span>
      ${field('Height', size.height, 1, 100_000, height => {
        set(size.width, height);
      })}
      <span class="dim">px</span>
    </div>
    <input
      type="range"
      class="slider"
      aria-label="Size, in the picture's shape"
      aria-valuetext=${`${group(size.width)} × ${group(size.height)}`}
      min="1"
      max=${shown.width}
      .value=${live(String(size.width))}
      @input=${(event: Event) => {
        const to = atWidth(shown, (event.currentTarget as HTMLInputElement).valueAsNumber);
        set(to.width, to.height);
      }}
    />`;
}

function cropFields({ act, kept }: Context, { shown }: Sight): TemplateResult {
  const crop = kept.whatIf.kind === 'crop' ? kept.whatIf : { x: 0, y: 0, ...shown };
  const set = (change: Partial<typeof crop>): void => {
    const { x, y, width, height } = { ...crop, ...change };
    act.keep({
      whatIf: {
        kind: 'crop',
        x: Math.min(x, shown.width - 1),
        y: Math.min(y, shown.height - 1),
        width: Math.min(width, shown.width - Math.min(x, shown.width - 1)),
        height: Math.min(height, shown.height - Math.min(y, shown.height - 1)),
      },
    });
  };
  return html`<div class="fields crop-fields">
    ${field('Left', crop.x, 0, shown.width - 1, x => {
      set({ x });
    })}
    ${field('Top', crop.y, 0, shown.height - 1, y => {
      set({ y });
    })}
    ${field('Width', crop.width, 1, shown.width, width => {
      set({ width });
    })}
    ${field('Height', crop.height, 1, shown.height, height => {
      set({ height });
    })}
  </div>`;
}

function field(
  label: string,
  value: number,
  min: number,
  max: number,
  change: (value: number) => void,
): TemplateResult {
  return html`<label class="field"
    ><span>${label}</span
    ><input
      type="number"
      min=${min}
      max=${max}
      step="1"
      .value=${live(String(value))}
      @change=${(event: Event) => {
        const input = event.currentTarget as HTMLInputElement;
        const wanted = Math.round(input.valueAsNumber);
        if (Number.isFinite(wanted)) change(Math.min(max, Math.max(min, wanted)));
        else input.value = String(value);
      }}
  /></label>`;
}

/** `910 → 630 tokens, 31 % less` */
function outcome({ asIs, estimate, whatIf: tried }: Sight): TemplateResult | typeof nothing {
  if (tried.kind === 'none') return nothing;
  const [before, after] = [counted(asIs), counted(estimate)];
  if (after === undefined) return html`<p class="outcome bad">Refused at this size.</p>`;
  if (before === undefined)
    return html`<p class="outcome"><strong>${group(after.tokens)} tokens</strong>, and taken.</p>`;
  const by = before.tokens - after.tokens;
  const words =
    by === 0 ? 'the same' : `${percent(Math.abs(by) / before.tokens)} ${by > 0 ? 'less' : 'more'}`;
  return html`<p class="outcome">
    ${group(before.tokens)} → <strong>${group(after.tokens)} tokens</strong>,
    <span class=${by > 0 ? 'good' : by < 0 ? 'bad' : 'dim'}>${words}</span>
  </p>`;
}

function nextStep({ act }: Context, { turn }: Sight, { size, saved, tokens }: CheaperSize): TemplateResult {
  const shown = turnedSize(size, turn);
  return html`<button
    type="button"
    class="card"
    title="Try it"
    @click=${() => {
      act.keep({ whatIf: { kind: 'resize', ...shown } });
    }}
  >
    <span
      >${icon('arrow-small-down')}Next cheaper: ${group(shown.width)} × ${group(shown.height)},
      ${group(tokens)} tokens</span
    ><span class="saving">−${group(saved)}</span>
  </button>`;
}
