import type { Size } from '../../core/size';
import type { Camera, Viewport } from './camera';
import type { CellPlace } from './cell';
import type { Colours } from './colours';
import type { Rect, SheetLayout } from './layout';
import { paint } from './paint';

/** What a pane shows of a picture. */
export type PaneKind = 'original' | 'seen';

export interface PaneFrame {
  readonly layout: SheetLayout;
  readonly camera: Camera;
  readonly colours: Colours;
  readonly font: string;
  readonly cursor: CellPlace | undefined;
  readonly crop: Rect | undefined;
}

/** More pixels than this are not drawn anew at the size the model sees: the browser scales the picture itself. */
const mostSeenPixels = 24_000_000;

/** One view of the picture: the picture moved by CSS transforms, and a canvas over it. */
export class Pane {
  readonly element = document.createElement('div');
  readonly #sheet = document.createElement('div');
  readonly #image = document.createElement('img');
  /** The picture as the model gets it: scaled down to what it sees, and no sharper. */
  readonly #seen = document.createElement('canvas');
  readonly #overlay = document.createElement('canvas');
  readonly #context: CanvasRenderingContext2D | null;
  #viewport: Viewport = { width: 1, height: 1 };
  #ratio = 1;
  #raster = '';
  #loaded = false;

  /** @param broken called where the picture cannot be loaded */
  constructor(
    readonly kind: PaneKind,
    changed: () => void,
    broken: () => void,
  ) {
    this.element.className = `pane pane-${kind}`;
    this.#sheet.className = 'sheet';
    this.#image.alt = '';
    this.#image.decoding = 'async';
    this.#image.draggable = false;
    this.#seen.hidden = true;
    this.#overlay.className = 'overlay';
    this.#sheet.append(this.#image, this.#seen);
    this.element.append(this.#sheet, this.#overlay);
    this.#context = this.#overlay.getContext('2d');
    this.#image.addEventListener('error', () => {
      this.#sheet.classList.add('empty');
      broken();
    });
    this.#image.addEventListener('load', () => {
      this.#loaded = true;
      this.#raster = '';
      changed();
    });
  }

  get viewport(): Viewport {
    return this.#viewport;
  }

  /** @param src `undefined`: an empty sheet */
  show(src: string | undefined): void {
    if (src === undefined) {
      this.#image.removeAttribute('src');
      this.#image.hidden = true;
      this.#loaded = false;
      this.#raster = '';
    } else if (this.#image.src !== src && this.#image.getAttribute('src') !== src) {
      this.#loaded = false;
      this.#raster = '';
      this.#image.hidden = false;
      this.#image.src = src;
    }
    this.#sheet.classList.toggle('empty', src === undefined);
  }

  resize(viewport: Viewport, ratio: number): void {
    if (
      viewport.width === this.#viewport.width &&
      viewport.height === this.#viewport.height &&
      ratio === this.#ratio
    )
      return;
    this.#viewport = viewport;
    this.#ratio = ratio;
    this.#overlay.width = Math.round(viewport.width * ratio);
    this.#overlay.height = Math.round(viewport.height * ratio);
  }

  /** Writes only: nothing here asks the browser to lay anything out. */
  draw(frame: PaneFrame): void {
    const { layout, camera, cursor, crop } = frame;
    const { picture, sent, seen } = layout;
    const raster = this.kind === 'seen' && this.#drawSeen(seen, sent, picture);
    const shown = raster ? sent : picture;
    this.#sheet.style.width = `${String(shown.width)}px`;
    this.#sheet.style.height = `${String(shown.height)}px`;
    const x = camera.x + shown.x * camera.zoom;
    const y = camera.y + shown.y * camera.zoom;
    this.#sheet.style.transform = `translate(${String(x)}px, ${String(y)}px) scale(${String(camera.zoom)})`;
    // Once a pixel of it is large, one wants to see the pixel.
    const perPixel = raster && seen !== null ? (camera.zoom * sent.width) / seen.width : camera.zoom;
    this.#sheet.classList.toggle('pixels', perPixel >= 3);
    // Around a crop the rest of the picture stays in sight.
    this.#image.hidden = raster || !this.#loaded;
    this.#seen.hidden = !raster;
    if (this.#context === null) return;
    paint(this.#context, {
      layout,
      camera,
      viewport: this.#viewport,
      ratio: this.#ratio,
      colours: frame.colours,
      font: frame.font,
      showGrid: this.kind === 'seen',
      cursor,
      crop,
    });
  }

  /** @returns whether the raster is what to show: not for a picture that is seen as it is, or cropped */
  #drawSeen(seen: Size | null, sent: Rect, picture: Rect): boolean {
    if (!this.#loaded || seen === null || seen.width * seen.height > mostSeenPixels) return false;
    if (sent.width !== picture.width || sent.height !== picture.height) return false;
    if (seen.width >= this.#image.naturalWidth && seen.height >= this.#image.naturalHeight) return false;
    const key = `${this.#image.src} ${String(seen.width)} ${String(seen.height)}`;
    if (key !== this.#raster) {
      this.#seen.width = seen.width;
      this.#seen.height = seen.height;
      const context = this.#seen.getContext('2d');
      if (context === null) return false;
      context.imageSmoothingQuality = 'high';
      context.drawImage(this.#image, 0, 0, seen.width, seen.height);
      this.#raster = key;
    }
    return true;
  }
}
