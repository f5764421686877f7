import type { Point } from './camera';

/** What a hand does on the stage, in CSS pixels of the pane it is over. */
export interface GestureHandler {
  /** Where on the stage's panes a pointer is. */
  locate(event: MouseEvent): Point;
  pan(dx: number, dy: number): void;
  zoom(factor: number, at: Point): void;
  hover(at: Point | undefined): void;
  doubleClick(at: Point): void;
  /** A press that does not pan: true, and the rest of it comes to `drag` until `drop`. */
  grab(at: Point): boolean;
  drag(at: Point): void;
  drop(): void;
}

/** A wheel that turns lines or pages, in pixels. */
const wheelUnits = [1, 16, 400];

/** Wheel, drag, pinch and touch on an element. */
export class Gestures {
  readonly #pointers = new Map<number, Point>();
  #grabbed = false;
  #spaceHeld = false;

  constructor(
    readonly element: HTMLElement,
    readonly handler: GestureHandler,
  ) {
    element.addEventListener('wheel', this.#wheel, { passive: false });
    element.addEventListener('pointerdown', this.#down);
    element.addEventListener('pointermove', this.#move);
    element.addEventListener('pointerup', this.#up);
    element.addEventListener('pointercancel', this.#up);
    element.addEventListener('pointerleave', () => {
      handler.hover(undefined);
    });
    element.addEventListener('dblclick', event => {
      handler.doubleClick(handler.locate(event));
    });
    element.addEventListener('keydown', event => {
      if (event.key === ' ') this.#spaceHeld = true;
    });
    element.addEventListener('keyup', event => {
      if (event.key === ' ') this.#spaceHeld = false;
    });
  }

  readonly #wheel = (event: WheelEvent): void => {
    event.preventDefault();
    const unit = wheelUnits[event.deltaMode] ?? 1;
    // A pinch on a track pad is a wheel with Ctrl held.
    if (event.ctrlKey || event.metaKey) {
      const by = Math.max(-80, Math.min(80, event.deltaY * unit));
      this.handler.zoom(Math.exp(-by / 160), this.handler.locate(event));
    } else {
      const [dx, dy] =
        event.shiftKey && event.deltaX === 0 ? [event.deltaY, 0] : [event.deltaX, event.deltaY];
      this.handler.pan(-dx * unit, -dy * unit);
    }
  };

  readonly #down = (event: PointerEvent): void => {
    if (event.button > 1) return;
    const at = this.handler.locate(event);
    this.#pointers.set(event.pointerId, at);
    this.element.setPointerCapture(event.pointerId);
    const pans = event.button === 1 || this.#spaceHeld || this.#pointers.size > 1;
    if (pans && this.#grabbed) this.#release();
    else if (!pans) this.#grabbed = this.handler.grab(at);
    if (!this.#grabbed) this.element.classList.add('panning');
  };

  readonly #move = (event: PointerEvent): void => {
    const at = this.handler.locate(event);
    const before = this.#pointers.get(event.pointerId);
    if (before === undefined) {
      this.handler.hover(at);
      return;
    }
    if (this.#grabbed) {
      this.handler.drag(at);
    } else if (this.#pointers.size === 1) {
      this.handler.pan(at.x - before.x, at.y - before.y);
    } else {
      const other = [...this.#pointers].find(([id]) => id !== event.pointerId)?.[1];
      if (other !== undefined) this.#pinch(before, at, other);
    }
    this.#pointers.set(event.pointerId, at);
  };

  #pinch(before: Point, at: Point, other: Point): void {
    const distance = (point: Point): number => Math.max(1, Math.hypot(point.x - other.x, point.y - other.y));
    this.handler.pan((at.x - before.x) / 2, (at.y - before.y) / 2);
    this.handler.zoom(distance(at) / distance(before), { x: (at.x + other.x) / 2, y: (at.y + other.y) / 2 });
  }

  readonly #up = (event: PointerEvent): void => {
    this.#pointers.delete(event.pointerId);
    this.#release();
    if (this.#pointers.size === 0) this.element.classList.remove('panning');
  };

  #release(): void {
    if (!this.#grabbed) return;
    this.#grabbed = false;
    this.handler.drop();
  }
}
