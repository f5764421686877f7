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
    <div class="menu" id="menu-${id}" role="menu" aria-label=${title ?? label} popover="manual">
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
  if (isOpen(parts(holder).menu)) close(holder, false);
  else open(holder);
}

function isOpen(menu: HTMLElement | null): boolean {
  return menu?.matches(':popover-open') === true;
}

/** Pixels between a menu and its button, and the edges of the page. */
const gap = 4;

/** In the top layer: what scrolls or lies beside the button neither cuts it off nor covers it. */
function open(holder: HTMLElement): void {
  const { button, menu, items } = parts(holder);
  if (menu === null || button === null) return;
  menu.showPopover();
  button.setAttribute('aria-expanded', 'true');
  const at = button.getBoundingClientRect();
  const { width, height } = menu.getBoundingClientRect();
  const below = at.bottom + gap;
  const top = below + height > window.innerHeight ? Math.max(gap, at.top - gap - height) : below;
  const left = Math.max(gap, Math.min(at.right - width, window.innerWidth - width - gap));
  menu.style.top = `${String(Math.round(top))}px`;
  menu.style.left = `${String(Math.round(left))}px`;
  items[0]?.focus();
}

function close(holder: HTMLElement | null, focus: boolean): void {
  if (holder === null) return;
  const { button, menu } = parts(holder);
  if (menu === null || !isOpen(menu)) return;
  menu.hidePopover();
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
  if (!isOpen(menu)) {
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
