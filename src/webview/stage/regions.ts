import type { Camera } from './camera';
import type { Rect } from './layout';
import { onScreen } from './paint';
import type { StageRegion } from './stageRegion';

export interface RegionHandler {
  /** The pointer or the focus came to a region, or left it. */
  point(id: string | undefined): void;
  choose(id: string): void;
}

/** Regions as buttons over the picture, so that a keyboard reaches them. */
export class Regions {
  readonly element = document.createElement('div');
  #regions: readonly StageRegion[] = [];
  #pointed: string | undefined;
  readonly #buttons = new Map<string, HTMLButtonElement>();

  constructor(private readonly handler: RegionHandler) {
    this.element.className = 'regions';
    this.element.setAttribute('role', 'group');
    this.element.setAttribute('aria-label', 'Regions the answer names');
    this.element.hidden = true;
  }

  show(regions: readonly StageRegion[]): void {
    if (regions === this.#regions) return;
    this.#regions = regions;
    this.element.hidden = regions.length === 0;
    const known = new Set(regions.map(({ id }) => id));
    for (const [id, button] of this.#buttons) {
      if (known.has(id)) continue;
      button.remove();
      this.#buttons.delete(id);
    }
    for (const region of regions) {
      const button = this.#buttons.get(region.id) ?? this.#make(region.id);
      button.title = region.label;
      button.setAttribute('aria-label', `${region.label}: find it in the answer`);
      const label = button.firstElementChild;
      if (label !== null) label.textContent = region.label;
      // The order of the answer, for the Tab key.
      this.element.append(button);
    }
    this.point(this.#pointed);
  }

  point(id: string | undefined): void {
    this.#pointed = id;
    for (const [key, button] of this.#buttons) button.classList.toggle('pointed', key === id);
  }

  draw(picture: Rect, camera: Camera): void {
    for (const { id, x, y, width, height } of this.#regions) {
      const button = this.#buttons.get(id);
      if (button === undefined) continue;
      const rect = onScreen(
        {
          x: picture.x + x * picture.width,
          y: picture.y + y * picture.height,
          width: width * picture.width,
          height: height * picture.height,
        },
        camera,
      );
      button.style.transform = `translate(${String(rect.x)}px, ${String(rect.y)}px)`;
      button.style.width = `${String(Math.max(6, rect.width))}px`;
      button.style.height = `${String(Math.max(6, rect.height))}px`;
    }
  }

  #make(id: string): HTMLButtonElement {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'region';
    button.append(document.createElement('span'));
    button.addEventListener('pointerenter', () => {
      this.handler.point(id);
    });
    button.addEventListener('pointerleave', () => {
      this.handler.point(undefined);
    });
    button.addEventListener('focus', () => {
      this.handler.point(id);
    });
    button.addEventListener('blur', () => {
      this.handler.point(undefined);
    });
    button.addEventListener('click', () => {
      this.handler.choose(id);
    });
    // A press on it chooses it; a drag of the picture begins beside it.
    button.addEventListener('pointerdown', event => {
      event.stopPropagation();
    });
    this.#buttons.set(id, button);
    return button;
  }
}
