import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { icon } from './icon';

export type MenuItem =
  | { readonly label: string; readonly icon?: string; readonly disabled?: boolean; run(): void }
  | { readonly heading: string };

/** A button that opens a menu; arrow keys go through it, Escape closes it. */
export function menuButton(
  id: string,
  label: string,
  items: readonly MenuItem[],
  title?: string,
): TemplateResult {
  return html`<div class="menu-holder" @keydown=${menuKeys} @focusout=${closeBehind}>
    <button
      type="button"
      class="menu-button"
      aria-haspopup="menu"
      aria-expanded="false"
      aria-controls="menu-${id}"
      title=${title ?? ''}
      @click=${toggle}
    >
      ${label}${icon('chevron-down')}
    </button>
    <div class="menu" id="menu-${id}" role="menu" aria-label=${title ?? label} hidden>
      ${items.map(item =>
        'heading' in item
          ? html`<div class="menu-heading" role="presentation">${item.heading}</div>`
          : html`<button
              type="button"
              role="menuitem"
              tabindex="-1"
              ?disabled=${item.disabled === true}
              @click=${(event: Event) => {
                close(holderOf(event), true);
                item.run();
              }}
            >
              ${icon(item.icon ?? 'blank')}${item.label}
            </button>`,
      )}
    </div>
  </div>`;
}

function holderOf(event: Event): HTMLElement | null {
  return event.target instanceof Element ? event.target.closest<HTMLElement>('.menu-holder') : null;
}

function parts(holder: HTMLElement): {
  readonly button: HTMLButtonElement | null;
  readonly menu: HTMLElement | null;
  readonly items: readonly HTMLButtonElement[];
} {
  return {
    button: holder.querySelector<HTMLButtonElement>('.menu-button'),
    menu: holder.querySelector<HTMLElement>('.menu'),
    items: [...holder.querySelectorAll<HTMLButtonElement>('[role=menuitem]:not(:disabled)')],
  };
}

function toggle(event: Event): void {
  const holder = holderOf(event);
  if (holder === null) return;
  if (parts(holder).menu?.hidden === true) open(holder);
  else close(holder, false);
}

function open(holder: HTMLElement): void {
  const { button, menu, items } = parts(holder);
  if (menu === null) return;
  menu.hidden = false;
  button?.setAttribute('aria-expanded', 'true');
  // Where there is no room below or to the right, it opens the other way.
  const box = menu.getBoundingClientRect();
  menu.classList.toggle('above', box.bottom > window.innerHeight);
  menu.classList.toggle('leftwards', box.right > window.innerWidth);
  items[0]?.focus();
}

function close(holder: HTMLElement | null, focus: boolean): void {
  if (holder === null) return;
  const { button, menu } = parts(holder);
  if (menu === null || menu.hidden) return;
  menu.hidden = true;
  menu.classList.remove('above', 'leftwards');
  button?.setAttribute('aria-expanded', 'false');
  if (focus) button?.focus();
}

function closeBehind(event: FocusEvent): void {
  const holder = holderOf(event);
  const next = event.relatedTarget;
  if (holder !== null && !(next instanceof Node && holder.contains(next))) close(holder, false);
}

function menuKeys(event: KeyboardEvent): void {
  const holder = holderOf(event);
  if (holder === null) return;
  const { menu, items } = parts(holder);
  if (menu === null) return;
  if (menu.hidden) {
    if (event.key !== 'ArrowDown') return;
    event.preventDefault();
    open(holder);
    return;
  }
  const at = items.findIndex(item => item === document.activeElement);
  const to = {
    ArrowDown: (at + 1) % items.length,
    ArrowUp: (at - 1 + items.length) % items.length,
    Home: 0,
    End: items.length - 1,
  }[event.key];
  if (to !== undefined) {
    event.preventDefault();
    items[to]?.focus();
  } else if (event.key === 'Escape') {
    event.preventDefault();
    event.stopPropagation();
    close(holder, true);
  } else if (event.key.length === 1 && event.key !== ' ') {
    const letter = event.key.toLowerCase();
    const rest = [...items.slice(at + 1), ...items.slice(0, at + 1)];
    rest.find(item => item.textContent.trim().toLowerCase().startsWith(letter))?.focus();
  }
}
