import { group } from '../../core/text';
import type { Camera } from './camera';
import { dragged } from './cropDrag';
import type { Rect } from './layout';
import { onScreen } from './paint';

export interface CropHandler {
  cropped(crop: Rect): void;
  /** To be said by a screen reader. */
  say(words: string): void;
}

interface Edge {
  readonly name: 'left' | 'top' | 'right' | 'bottom';
  readonly x: -1 | 0 | 1;
  readonly y: -1 | 0 | 1;
}

const edges: readonly Edge[] = [
  { name: 'left', x: -1, y: 0 },
  { name: 'top', x: 0, y: -1 },
  { name: 'right', x: 1, y: 0 },
  { name: 'bottom', x: 0, y: 1 },
];

/** Pixels of the picture that an arrow key moves something by, and that it does with Shift. */
const step = { one: 1, ten: 10 };

/**
 * The crop for the keyboard: its area, which arrow keys move, and each of its edges, a slider. A pointer passes through
 * to the picture, where it takes hold of the same places.
 */
export class CropHandles {
  readonly element = document.createElement('div');
  readonly #area = document.createElement('button');
  readonly #sliders: readonly (readonly [Edge, HTMLElement])[];
  #crop: Rect | undefined;
  #picture: Rect | undefined;

  constructor(private readonly handler: CropHandler) {
    this.element.className = 'crop-handles';
    this.element.setAttribute('role', 'group');
    this.element.setAttribute('aria-label', 'Crop');
    this.element.hidden = true;
    this.#area.type = 'button';
    this.#area.className = 'crop-area';
    this.#area.addEventListener('keydown', event => {
      const [dx, dy] = arrow(event);
      const { crop, picture } = { crop: this.#crop, picture: this.#picture };
      if ((dx === 0 && dy === 0) || crop === undefined || picture === undefined) return;
      taken(event);
      const moved = dragged(crop, { kind: 'move' }, { x: 0, y: 0 }, { x: dx, y: dy }, picture);
      this.#take(moved, picture);
      handler.say(`Crop at ${group(moved.x)}, ${group(moved.y)}.`);
    });
    this.#sliders = edges.map(edge => [edge, this.#slider(edge)]);
    this.element.append(this.#area, ...this.#sliders.map(([, slider]) => slider));
  }

  draw(crop: Rect | undefined, picture: Rect, camera: Camera): void {
    this.#crop = crop;
    this.#picture = picture;
    this.element.hidden = crop === undefined;
    if (crop === undefined) return;
    const box = onScreen(crop, camera);
    place(this.#area, box.x, box.y);
    this.#area.style.width = `${String(box.width)}px`;
    this.#area.style.height = `${String(box.height)}px`;
    for (const [edge, slider] of this.#sliders)
      place(slider, box.x + (box.width * (edge.x + 1)) / 2, box.y + (box.height * (edge.y + 1)) / 2);
    this.#name(crop, picture);
  }

  #name(crop: Rect, picture: Rect): void {
    const size = `${group(crop.width)} × ${group(crop.height)} at ${group(crop.x)}, ${group(crop.y)}`;
    this.#area.setAttribute('aria-label', `Crop, ${size}: arrow keys move it`);
    for (const [edge, slider] of this.#sliders) {
      const [least, value, most] = rangeOf(edge, crop, picture);
      slider.setAttribute('aria-valuemin', String(least));
      slider.setAttribute('aria-valuemax', String(most));
      slider.setAttribute('aria-valuenow', String(value));
      slider.setAttribute('aria-valuetext', `${group(value)} px`);
    }
  }

  /** The next key may come before the next frame: it goes on from here, and a screen reader reads at once. */
  #take(crop: Rect, picture: Rect): void {
    this.#crop = crop;
    this.#name(crop, picture);
    this.handler.cropped(crop);
  }

  #slider(edge: Edge): HTMLElement {
    const slider = document.createElement('div');
    slider.className = 'crop-edge';
    slider.tabIndex = 0;
    slider.setAttribute('role', 'slider');
    slider.setAttribute('aria-label', `Crop, ${edge.name} edge`);
    slider.setAttribute('aria-orientation', edge.x === 0 ? 'vertical' : 'horizontal');
    slider.addEventListener('keydown', event => {
      const crop = this.#crop;
      const picture = this.#picture;
      if (crop === undefined || picture === undefined) return;
      const [least, value, most] = rangeOf(edge, crop, picture);
      const [dx, dy] = arrow(event);
      const by = edge.x === 0 ? dy : dx;
      const to = event.key === 'Home' ? least : event.key === 'End' ? most : value + by;
      if (to === value) {
        // An arrow across the edge must not move the picture behind it.
        if (dx !== 0 || dy !== 0) taken(event);
        return;
      }
      taken(event);
      this.#take(withEdge(edge, crop, Math.min(most, Math.max(least, to))), picture);
    });
    return slider;
  }
}

/** Least, now and most of an edge's place: a pixel is left between it and the one across. */
function rangeOf({ x, y }: Edge, crop: Rect, picture: Rect): readonly [number, number, number] {
  if (x === -1) return [0, crop.x, crop.x + crop.width - 1];
  if (x === 1) return [crop.x + 1, crop.x + crop.width, picture.width];
  if (y === -1) return [0, crop.y, crop.y + crop.height - 1];
  return [crop.y + 1, crop.y + crop.height, picture.height];
}

function withEdge({ name }: Edge, crop: Rect, to: number): Rect {
  switch (name) {
    case 'left':
      return { ...crop, x: to, width: crop.x + crop.width - to };
    case 'right':
      return { ...crop, width: to - crop.x };
    case 'top':
      return { ...crop, y: to, height: crop.y + crop.height - to };
    case 'bottom':
      return { ...crop, height: to - crop.y };
  }
}

/** Where an arrow key leads, in pixels of the picture. */
function arrow({ key, shiftKey, ctrlKey, metaKey, altKey }: KeyboardEvent): readonly [number, number] {
  if (ctrlKey || metaKey || altKey) return [0, 0];
  const by = shiftKey ? step.ten : step.one;
  switch (key) {
    case 'ArrowLeft':
      return [-by, 0];
    case 'ArrowRight':
      return [by, 0];
    case 'ArrowUp':
      return [0, -by];
    case 'ArrowDown':
      return [0, by];
    default:
      return [0, 0];
  }
}

function taken(event: KeyboardEvent): void {
  event.preventDefault();
  event.stopPropagation();
}

function place(element: HTMLElement, x: number, y: number): void {
  element.style.transform = `translate(${String(x)}px, ${String(y)}px)`;
}
