import { html } from 'lit';
import type { TemplateResult } from 'lit';

export interface Sash {
  readonly id: string;
  readonly label: string;
  /** Of the line itself. */
  readonly orientation: 'vertical' | 'horizontal';
  readonly value: number;
  readonly least: number;
  readonly most: number;
  /** Called with CSS pixels. */
  readonly change: (value: number) => void;
}

const keyStep = 24;

/** The line between two parts: dragged, or moved with the arrow keys. What is behind it (right, below) has the size. */
export function sash({ id, label, orientation, value, least, most, change }: Sash): TemplateResult {
  const to = (wanted: number): void => {
    change(Math.round(Math.min(most, Math.max(least, wanted))));
  };
  return html`<div
    id=${id}
    class="sash ${orientation}"
    role="separator"
    tabindex="0"
    aria-label=${label}
    aria-orientation=${orientation}
    aria-valuenow=${value}
    aria-valuemin=${least}
    aria-valuemax=${Math.max(least, Math.round(most))}
    @keydown=${(event: KeyboardEvent) => {
      const steps: Readonly<Record<string, number>> =
        orientation === 'vertical'
          ? { ArrowLeft: keyStep, ArrowRight: -keyStep }
          : { ArrowUp: keyStep, ArrowDown: -keyStep };
      const by = steps[event.key];
      if (by !== undefined) to(value + by);
      else if (event.key === 'Home') to(most);
      else if (event.key === 'End') to(least);
      else return;
      event.preventDefault();
    }}
    @pointerdown=${(event: PointerEvent) => {
      if (event.button !== 0 || !(event.currentTarget instanceof HTMLElement)) return;
      const line = event.currentTarget;
      line.setPointerCapture(event.pointerId);
      line.classList.add('dragging');
      const from = orientation === 'vertical' ? event.clientX : event.clientY;
      const move = (moved: PointerEvent): void => {
        to(value + from - (orientation === 'vertical' ? moved.clientX : moved.clientY));
      };
      const end = (): void => {
        line.classList.remove('dragging');
        line.removeEventListener('pointermove', move);
      };
      line.addEventListener('pointermove', move);
      line.addEventListener('pointerup', end, { once: true });
      line.addEventListener('pointercancel', end, { once: true });
      event.preventDefault();
    }}
  ></div>`;
}
