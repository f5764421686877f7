import type { Size } from '../../core/size';
import { group } from '../../core/text';
import type { Camera, Point } from './camera';
import { centerOf, centred, fitted, panned, revealed, toPicture, zoomedAt } from './camera';
import type { CellPlace } from './cell';
import { cellAt, cellFacts, cellRect, cellTitle, cellWords, neighbour } from './cell';
import type { Colours } from './colours';
import { themeColours, watchTheme } from './colours';
import { CropHandles } from './cropHandles';
import type { CropGrip } from './cropDrag';
import { dragged, gripAt, gripCursor } from './cropDrag';
import { Gestures } from './gestures';
import type { GestureHandler } from './gestures';
import type { Rect, SheetLayout } from './layout';
import type { Look, Tool, View } from './look';
import { Pane } from './pane';
import type { PaneKind } from './pane';
import { Regions } from './regions';
import type { StageRegion } from './stageRegion';
import { ResizeHandle } from './resizeHandle';

export interface StageScene {
  /** Another one: another picture, or another version of it. */
  readonly key: string;
  readonly src: string | undefined;
  readonly label: string;
  readonly layout: SheetLayout;
  /** Stored sizes of what is sent, and seen, for the words about a cell. */
  readonly sent: Size;
  readonly seen: Size | null;
  readonly view: View;
  readonly tool: Tool;
  readonly crop: Rect | undefined;
  readonly regions: readonly StageRegion[];
}

export interface StageHandler {
  /** The cell under the pointer or the keyboard's cursor, in words. */
  cell(words: string | undefined): void;
  /** To be said by a screen reader. */
  say(words: string): void;
  /** `undefined`: all of it is in sight. */
  looked(look: Look | undefined, zoom: number): void;
  resized(width: number): void;
  cropped(crop: Rect): void;
  /** The picture of this scene cannot be loaded. */
  broken(key: string): void;
  pointRegion(id: string | undefined): void;
  chooseRegion(id: string): void;
}

/** The picture as the model sees it, its grid, and everything a hand does to them. Draws at most once a frame. */
export class Stage implements GestureHandler {
  readonly element = document.createElement('div');
  readonly #panes: Readonly<Record<PaneKind, Pane>>;
  readonly #regions: Regions;
  readonly #handle: ResizeHandle;
  readonly #cropHandles: CropHandles;
  #scene: StageScene | undefined;
  #camera: Camera = { zoom: 1, x: 0, y: 0 };
  /** `undefined` as long as all of it is kept in sight. */
  #look: Look | undefined;
  #cursor: CellPlace | undefined;
  #colours: Colours | undefined;
  #font = 'sans-serif';
  #frame: number | undefined;
  #drag: { readonly grip: CropGrip; readonly from: Point; readonly crop: Rect | undefined } | undefined;

  constructor(private readonly handler: StageHandler) {
    const redraw = (): void => {
      this.#request();
    };
    const broken = (): void => {
      if (this.#scene !== undefined) handler.broken(this.#scene.key);
    };
    this.#panes = {
      original: new Pane('original', redraw, broken),
      seen: new Pane('seen', redraw, broken),
    };
    this.#regions = new Regions({
      point: id => {
        handler.pointRegion(id);
      },
      choose: id => {
        handler.chooseRegion(id);
      },
    });
    this.#handle = new ResizeHandle(dx => {
      this.#resizeBy(dx);
    });
    this.#cropHandles = new CropHandles(handler);
    this.element.className = 'stage';
    this.element.tabIndex = 0;
    this.element.setAttribute('role', 'application');
    this.element.setAttribute('aria-roledescription', 'picture with its grid');
    this.element.setAttribute('aria-describedby', 'stage-keys');
    this.element.append(this.#panes.original.element, this.#panes.seen.element);
    this.element.addEventListener('keydown', this.#keyDown);
    new Gestures(this.element, this);
    new ResizeObserver(() => {
      this.#measure();
    }).observe(this.element);
    watchTheme(() => {
      this.#colours = undefined;
      this.#request();
    });
  }

  /** @param look where to look at first; all of it without */
  show(scene: StageScene, look: Look | undefined): void {
    const before = this.#scene;
    this.#scene = scene;
    if (before === undefined) this.#look = look;
    else if (before.key !== scene.key) this.#look = undefined;
    this.element.setAttribute('aria-label', scene.label);
    this.element.dataset.view = scene.view;
    this.element.dataset.tool = scene.tool;
    for (const pane of Object.values(this.#panes)) {
      pane.element.hidden = scene.view !== 'sideBySide' && scene.view !== pane.kind;
      pane.show(scene.src);
    }
    const front = this.#front();
    for (const { element } of [this.#regions, this.#handle, this.#cropHandles])
      if (element.parentElement !== front.element) front.element.append(element);
    this.#regions.show(scene.regions);
    this.#handle.element.hidden = scene.tool !== 'resize';
    const { grid } = scene.layout;
    if (grid === null || (this.#cursor !== undefined && !within(this.#cursor, grid)))
      this.#cursor = undefined;
    this.#measure();
  }

  fit(): void {
    this.#look = undefined;
    this.#request();
  }

  /** One pixel of what is shown a CSS pixel. */
  actualSize(): void {
    this.zoom(this.#actual() / this.#camera.zoom, this.#middle());
  }

  zoomBy(factor: number): void {
    this.zoom(factor, this.#middle());
  }

  pointRegion(id: string | undefined): void {
    this.#regions.point(id);
  }

  // What a hand does.

  locate(event: MouseEvent): Point {
    const pane = event.target instanceof Element ? event.target.closest('.pane') : null;
    const box = (pane ?? this.#front().element).getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  pan(dx: number, dy: number): void {
    if (this.#scene === undefined) return;
    this.#camera = panned(this.#camera, dx, dy, this.#all(), this.#front().viewport);
    this.#looked();
  }

  zoom(factor: number, at: Point): void {
    if (this.#scene === undefined) return;
    const all = this.#all();
    this.#camera = panned(zoomedAt(this.#camera, factor, at, all), 0, 0, all, this.#front().viewport);
    this.#looked();
  }

  hover(at: Point | undefined): void {
    const scene = this.#scene;
    if (scene === undefined) return;
    if (at !== undefined && scene.tool === 'crop')
      this.element.style.cursor = gripCursor(this.#gripAt(scene, at));
    else this.element.style.cursor = '';
    const { grid } = scene.layout;
    if (grid === null) return;
    const place = at === undefined ? undefined : toPicture(this.#camera, at);
    this.#setCursor(place === undefined ? undefined : cellAt(grid, place.x, place.y));
  }

  doubleClick(at: Point): void {
    if (this.#scene?.tool === 'crop') return;
    if (this.#look === undefined) this.zoom(Math.max(2, this.#actual() / this.#camera.zoom), at);
    else this.fit();
  }

  grab(at: Point): boolean {
    const scene = this.#scene;
    this.element.focus({ preventScroll: true });
    if (scene?.tool !== 'crop') return false;
    // What is dragged must not move the picture.
    this.#looked();
    this.#drag = { grip: this.#gripAt(scene, at), from: toPicture(this.#camera, at), crop: scene.crop };
    return true;
  }

  drag(at: Point): void {
    const scene = this.#scene;
    if (this.#drag === undefined || scene === undefined) return;
    const { crop, grip, from } = this.#drag;
    const to = toPicture(this.#camera, at);
    // A click is no crop.
    if (grip.kind === 'new' && Math.hypot(to.x - from.x, to.y - from.y) * this.#camera.zoom < 4) return;
    this.handler.cropped(dragged(crop, grip, from, to, scene.layout.picture));
  }

  drop(): void {
    this.#drag = undefined;
  }

  #gripAt(scene: StageScene, at: Point): CropGrip {
    return gripAt(scene.crop, toPicture(this.#camera, at), 8 / this.#camera.zoom);
  }

  #resizeBy(dx: number): void {
    const picture = this.#scene?.layout.picture;
    if (picture === undefined) return;
    // The picture stays where it is, and so does its size on the screen but for what is dragged.
    this.#looked();
    this.handler.resized(Math.round(picture.width + dx / this.#camera.zoom));
  }

  readonly #keyDown = (event: KeyboardEvent): void => {
    if (event.target !== this.element || event.ctrlKey || event.metaKey || event.altKey) return;
    if (this.#press(event.key, event.shiftKey)) event.preventDefault();
  };

  #press(key: string, shift: boolean): boolean {
    switch (key) {
      case '+':
      case '=':
        this.zoomBy(1.25);
        return true;
      case '-':
        this.zoomBy(1 / 1.25);
        return true;
      case '0':
        this.fit();
        return true;
      case '1':
        this.actualSize();
        return true;
      case ' ':
        // Held, a drag moves the picture.
        return true;
      case 'ArrowLeft':
        return this.#arrow(-1, 0, shift);
      case 'ArrowRight':
        return this.#arrow(1, 0, shift);
      case 'ArrowUp':
        return this.#arrow(0, -1, shift);
      case 'ArrowDown':
        return this.#arrow(0, 1, shift);
      default:
        return false;
    }
  }

  /** Arrows go from cell to cell; with Shift they move the picture. */
  #arrow(dx: number, dy: number, shift: boolean): boolean {
    const scene = this.#scene;
    const grid = scene?.layout.grid;
    if (shift || scene === undefined || grid === undefined || grid === null) {
      this.pan(-dx * 60, -dy * 60);
      return true;
    }
    const next = this.#cursor === undefined ? { column: 0, row: 0 } : neighbour(grid, this.#cursor, dx, dy);
    this.#setCursor(next);
    this.#camera = revealed(this.#camera, cellRect(grid, next), this.#front().viewport);
    if (this.#look !== undefined) this.#looked();
    const words = this.#words(next);
    if (words !== undefined) this.handler.say(words);
    return true;
  }

  #setCursor(cursor: CellPlace | undefined): void {
    if (cursor?.column === this.#cursor?.column && cursor?.row === this.#cursor?.row) return;
    this.#cursor = cursor;
    this.handler.cell(cursor === undefined ? undefined : this.#words(cursor));
    this.#request();
  }

  #words(place: CellPlace): string | undefined {
    const scene = this.#scene;
    if (scene === undefined || scene.layout.grid === null || scene.seen === null) return undefined;
    const facts = cellFacts(scene.layout.grid, place, scene.seen, scene.sent);
    return `${cellTitle(scene.layout.grid, facts.number)} · ${cellWords(facts)}`;
  }

  // Where one looks.

  #front(): Pane {
    return this.#panes[this.#scene?.view === 'original' ? 'original' : 'seen'];
  }

  #middle(): Point {
    const { width, height } = this.#front().viewport;
    return { x: width / 2, y: height / 2 };
  }

  /** The picture and what of the cells reaches beyond it. */
  #all(): Rect {
    const { picture, sheet } = this.#scene?.layout ?? { picture: { x: 0, y: 0, width: 1, height: 1 } };
    if (sheet === undefined || this.#scene?.view === 'original') return picture;
    const [x, y] = [Math.min(picture.x, sheet.x), Math.min(picture.y, sheet.y)];
    return {
      x,
      y,
      width: Math.max(picture.x + picture.width, sheet.x + sheet.width) - x,
      height: Math.max(picture.y + picture.height, sheet.y + sheet.height) - y,
    };
  }

  /** The zoom at which a pixel of what is shown is a CSS pixel. */
  #actual(): number {
    const { seen = null, sent } = this.#scene?.layout ?? {};
    if (seen === null || sent === undefined || this.#scene?.view === 'original') return 1;
    return seen.width / sent.width;
  }

  #looked(): void {
    const center = centerOf(this.#camera, this.#front().viewport);
    this.#look = { zoom: this.#camera.zoom, ...center };
    this.#request();
  }

  #measure(): void {
    const ratio = window.devicePixelRatio;
    for (const pane of Object.values(this.#panes)) {
      if (pane.element.hidden) continue;
      const { clientWidth, clientHeight } = pane.element;
      if (clientWidth > 0 && clientHeight > 0)
        pane.resize({ width: clientWidth, height: clientHeight }, ratio);
    }
    this.#request();
  }

  #request(): void {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = undefined;
      this.#draw();
    });
  }

  #draw(): void {
    const scene = this.#scene;
    if (scene === undefined) return;
    if (this.#colours === undefined) {
      this.#colours = themeColours();
      this.#font = getComputedStyle(document.body).fontFamily;
    }
    const { viewport } = this.#front();
    this.#camera =
      this.#look === undefined
        ? fitted(this.#all(), viewport)
        : centred(this.#look, this.#look.zoom, viewport);
    const crop = scene.tool === 'crop' ? (scene.crop ?? scene.layout.picture) : undefined;
    for (const pane of Object.values(this.#panes)) {
      if (pane.element.hidden) continue;
      pane.draw({
        layout: scene.layout,
        camera: this.#camera,
        colours: this.#colours,
        font: this.#font,
        cursor: this.#cursor,
        crop,
      });
    }
    this.#regions.draw(scene.layout.picture, this.#camera);
    this.#handle.draw(scene.layout.picture, this.#camera);
    this.#cropHandles.draw(crop, scene.layout.picture, this.#camera);
    this.handler.looked(this.#look, this.#camera.zoom / this.#actual());
  }
}

function within(
  { column, row }: CellPlace,
  grid: { readonly columns: number; readonly rows: number },
): boolean {
  return column < grid.columns && row < grid.rows;
}

/** `checkout.png, 1,440 × 900, seen as 1,228 × 768 in 3 × 2 tiles` */
export function stageLabel(
  name: string,
  original: Size,
  seen: Size | null,
  cells: string | undefined,
): string {
  const size = (of: Size): string => `${group(of.width)} × ${group(of.height)}`;
  const parts = [name, size(original)];
  if (seen !== null) parts.push(`seen as ${size(seen)}${cells === undefined ? '' : ` in ${cells}`}`);
  return parts.join(', ');
}
