import type { Camera } from './camera';
import { toScreen } from './camera';
import type { Rect } from './layout';

/** The corner one drags to try another size. */
export class ResizeHandle {
  readonly element = document.createElement('button');
  #from: number | undefined;

  /** @param resize called with CSS pixels to the right, on the screen */
  constructor(resize: (dx: number) => void) {
    const { element } = this;
    element.type = 'button';
    element.className = 'resize-handle';
    element.hidden = true;
    element.title = 'Drag to try another size';
    element.setAttribute('aria-label', 'Size: arrow keys try another');
    element.addEventListener('pointerdown', event => {
      event.stopPropagation();
      element.setPointerCapture(event.pointerId);
      this.#from = event.clientX;
    });
    element.addEventListener('pointermove', event => {
      if (this.#from === undefined) return;
      resize(event.clientX - this.#from);
      this.#from = event.clientX;
    });
    const end = (): void => {
      this.#from = undefined;
    };
    element.addEventListener('pointerup', end);
    element.addEventListener('pointercancel', end);
    element.addEventListener('keydown', event => {
      const by = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
      if (by === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      resize(by * (event.shiftKey ? 40 : 8));
    });
  }

  draw(picture: Rect, camera: Camera): void {
    const { x, y } = toScreen(camera, { x: picture.x + picture.width, y: picture.y + picture.height });
    this.element.style.transform = `translate(${String(x)}px, ${String(y)}px)`;
  }
}
