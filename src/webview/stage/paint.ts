import { group } from '../../core/text';
import type { Camera, Viewport } from './camera';
import { toPicture } from './camera';
import type { CellPlace } from './cell';
import { cellNumber, cellRect, usedWords } from './cell';
import type { Colours } from './colours';
import type { Axis, GridLayout, Rect, SheetLayout } from './layout';
import { cellsBetween } from './layout';

export interface Painting {
  readonly layout: SheetLayout;
  readonly camera: Camera;
  readonly viewport: Viewport;
  /** Device pixels a CSS pixel. */
  readonly ratio: number;
  readonly colours: Colours;
  readonly font: string;
  readonly showGrid: boolean;
  readonly cursor: CellPlace | undefined;
  /** Drawn with its handles, and what is outside of it dimmed. */
  readonly crop: Rect | undefined;
}

/** Cells smaller than this on the screen have no lines: they would be a veil. */
const smallestCell = 2.5;
/** From here on lines are as strong as they get. */
const plainCell = 24;
/** Cells of a good size have their number in the corner. */
const numberedCell = 40;
const describedCell = 104;
const handle = 8;

/** Draws what lies over the picture: only what is in sight, so that its cost does not grow with the grid. */
export function paint(context: CanvasRenderingContext2D, painting: Painting): void {
  const { ratio, viewport, layout, camera, showGrid, cursor, crop } = painting;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, viewport.width * ratio, viewport.height * ratio);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  if (crop !== undefined) dimAround(context, painting, onScreen(crop, camera));
  const { grid } = layout;
  if (grid !== null) {
    if (showGrid) paintGrid(context, painting, grid);
    if (cursor !== undefined) paintCursor(context, painting, grid, cursor);
  }
  if (crop !== undefined) paintCrop(context, painting, onScreen(crop, camera));
}

export function onScreen(rect: Rect, { zoom, x, y }: Camera): Rect {
  return { x: rect.x * zoom + x, y: rect.y * zoom + y, width: rect.width * zoom, height: rect.height * zoom };
}

function paintGrid(context: CanvasRenderingContext2D, painting: Painting, grid: GridLayout): void {
  const { layout, camera, viewport, colours } = painting;
  const sheet = onScreen(layout.sheet, camera);
  const sent = onScreen(layout.sent, camera);
  hatchBeyond(context, painting, sheet, sent);
  const from = toPicture(camera, { x: 0, y: 0 });
  const to = toPicture(camera, { x: viewport.width, y: viewport.height });
  const smallest = Math.min(grid.x.cell, grid.y.cell) * camera.zoom;
  const columns = cellsBetween(grid.x, from.x, to.x);
  const rows = cellsBetween(grid.y, from.y, to.y);
  if (grid.kind === 'tile') shadePartial(context, painting, grid);
  const plain = Math.min(1, Math.max(0.16, smallest / plainCell));
  // Many lines are a pattern, and are seen even if each is faint.
  const strength = grid.kind === 'tile' ? plain : 0.72 * plain;
  if (smallest >= smallestCell) {
    const path = lines(painting, grid, columns, rows, sheet);
    stroke(context, path, colours, strength, smallest >= numberedCell);
  }
  const outline = new Path2D();
  outline.rect(...snapped(sheet, painting.ratio));
  stroke(context, outline, colours, 1, true);
  if (smallest >= numberedCell) labels(context, painting, grid, columns, rows);
}

function lines(
  { camera, ratio, viewport }: Painting,
  grid: GridLayout,
  columns: readonly [number, number],
  rows: readonly [number, number],
  sheet: Rect,
): Path2D {
  const path = new Path2D();
  const [top, bottom] = [Math.max(0, sheet.y), Math.min(viewport.height, sheet.y + sheet.height)];
  const [left, right] = [Math.max(0, sheet.x), Math.min(viewport.width, sheet.x + sheet.width)];
  const at = ({ origin, direction, cell }: Axis, index: number, offset: number): number =>
    snap((origin + direction * cell * index) * camera.zoom + offset, ratio);
  for (let index = Math.max(1, columns[0]); index <= columns[1]; index++) {
    const x = at(grid.x, index, camera.x);
    path.moveTo(x, top);
    path.lineTo(x, bottom);
  }
  for (let index = Math.max(1, rows[0]); index <= rows[1]; index++) {
    const y = at(grid.y, index, camera.y);
    path.moveTo(left, y);
    path.lineTo(right, y);
  }
  return path;
}

/** In the middle of a device pixel: a line of one is then one, not two that are half as strong. */
function snap(value: number, ratio: number): number {
  return (Math.round(value * ratio - 0.5) + 0.5) / ratio;
}

function snapped({ x, y, width, height }: Rect, ratio: number): [number, number, number, number] {
  const [left, top] = [snap(x, ratio), snap(y, ratio)];
  return [left, top, snap(x + width, ratio) - left, snap(y + height, ratio) - top];
}

function stroke(
  context: CanvasRenderingContext2D,
  path: Path2D,
  colours: Colours,
  strength: number,
  halo: boolean,
): void {
  if (halo) {
    context.globalAlpha = 0.55 * strength;
    context.strokeStyle = colours.halo;
    context.lineWidth = 3.5;
    context.stroke(path);
  }
  context.globalAlpha = strength;
  context.strokeStyle = colours.line;
  context.lineWidth = halo ? 1.5 : 1;
  context.stroke(path);
  context.globalAlpha = 1;
}

/** The column and the row of tiles that are paid for whole, and used in part: the less is used the darker. */
function shadePartial(
  context: CanvasRenderingContext2D,
  { layout, camera, colours }: Painting,
  grid: GridLayout,
): void {
  if (colours.highContrast) return;
  const { sent } = layout;
  const strips: [Rect, number][] = [];
  const begin = ({ origin, direction, cell, cells, last }: Axis): [number, number] => {
    const length = cell * last;
    const near = origin + direction * cell * (cells - 1);
    return direction === 1 ? [near, length] : [near - length, length];
  };
  if (grid.x.last < 1) {
    const [x, width] = begin(grid.x);
    strips.push([{ x, width, y: sent.y, height: sent.height }, grid.x.last]);
  }
  if (grid.y.last < 1) {
    const [y, height] = begin(grid.y);
    strips.push([{ y, height, x: sent.x, width: sent.width }, grid.y.last]);
  }
  context.fillStyle = colours.waste;
  for (const [strip, used] of strips) {
    const { x, y, width, height } = onScreen(strip, camera);
    context.globalAlpha = 0.05 + 0.13 * (1 - used);
    context.fillRect(x, y, width, height);
  }
  context.globalAlpha = 1;
}

/** What is paid for and holds no picture. */
function hatchBeyond(
  context: CanvasRenderingContext2D,
  { colours, camera, ratio }: Painting,
  sheet: Rect,
  sent: Rect,
): void {
  if (sheet.width - sent.width < 0.5 && sheet.height - sent.height < 0.5) return;
  const pattern = hatching(context, colours, ratio);
  const path = new Path2D();
  path.rect(sheet.x, sheet.y, sheet.width, sheet.height);
  path.rect(sent.x, sent.y, sent.width, sent.height);
  context.save();
  context.clip(path, 'evenodd');
  context.fillStyle = colours.waste;
  if (!colours.highContrast) {
    context.globalAlpha = 0.1;
    context.fillRect(sheet.x, sheet.y, sheet.width, sheet.height);
  }
  context.globalAlpha = colours.highContrast ? 0.9 : 0.5;
  if (pattern !== null) {
    // The hatching moves with the picture.
    pattern.setTransform(new DOMMatrix([1 / ratio, 0, 0, 1 / ratio, camera.x % 8, camera.y % 8]));
    context.fillStyle = pattern;
    context.fillRect(sheet.x, sheet.y, sheet.width, sheet.height);
  }
  context.restore();
}

const hatchings = new Map<string, CanvasPattern | null>();

function hatching(
  context: CanvasRenderingContext2D,
  { waste }: Colours,
  ratio: number,
): CanvasPattern | null {
  const key = `${waste} ${String(ratio)}`;
  const made = hatchings.get(key);
  if (made !== undefined) return made;
  const side = Math.round(8 * ratio);
  const tile = document.createElement('canvas');
  tile.width = side;
  tile.height = side;
  const brush = tile.getContext('2d');
  let pattern: CanvasPattern | null = null;
  if (brush !== null) {
    brush.strokeStyle = waste;
    brush.lineWidth = ratio;
    for (const shift of [-side, 0, side]) {
      brush.moveTo(shift, side);
      brush.lineTo(shift + side, 0);
    }
    brush.stroke();
    pattern = context.createPattern(tile, 'repeat');
  }
  hatchings.set(key, pattern);
  return pattern;
}

function labels(
  context: CanvasRenderingContext2D,
  { camera, colours, font, layout }: Painting,
  grid: GridLayout,
  columns: readonly [number, number],
  rows: readonly [number, number],
): void {
  const described = grid.kind === 'tile' && grid.x.cell * camera.zoom >= describedCell;
  context.font = `600 11px ${font}`;
  context.textBaseline = 'middle';
  for (let across = columns[0]; across <= columns[1]; across++) {
    for (let down = rows[0]; down <= rows[1]; down++) {
      const place = grid.turn.swapped ? { column: down, row: across } : { column: across, row: down };
      const rect = onScreen(cellRect(grid, place), camera);
      const number = group(cellNumber(grid, place));
      const text = described ? `${number} · ${cellLabel(grid, place, layout)}` : number;
      const width = context.measureText(text).width;
      if (width + 14 > rect.width) continue;
      context.globalAlpha = 0.82;
      context.fillStyle = colours.labelBack;
      context.beginPath();
      context.roundRect(rect.x + 5, rect.y + 5, width + 10, 17, 3);
      context.fill();
      context.globalAlpha = 1;
      if (colours.highContrast) {
        context.strokeStyle = colours.line;
        context.lineWidth = 1;
        context.stroke();
      }
      context.fillStyle = colours.labelText;
      context.fillText(text, rect.x + 10, rect.y + 14);
    }
  }
}

/** `512 × 512`, or `40 % used`. */
function cellLabel(grid: GridLayout, { column, row }: CellPlace, { seen }: SheetLayout): string {
  const [columns, rows] = grid.turn.swapped ? [grid.y, grid.x] : [grid.x, grid.y];
  const used = (column === columns.cells - 1 ? columns.last : 1) * (row === rows.cells - 1 ? rows.last : 1);
  if (used < 1 || grid.cell === null || seen === null) return usedWords(used);
  return `${group(grid.cell)} × ${group(grid.cell)}`;
}

function paintCursor(
  context: CanvasRenderingContext2D,
  { camera, colours, ratio }: Painting,
  grid: GridLayout,
  cursor: CellPlace,
): void {
  const rect = onScreen(cellRect(grid, cursor), camera);
  context.fillStyle = colours.cursor;
  if (!colours.highContrast) {
    context.globalAlpha = 0.16;
    context.fillRect(rect.x, rect.y, rect.width, rect.height);
    context.globalAlpha = 1;
  }
  // Seen even where a cell is a few pixels.
  const grown = Math.max(0, 5 - rect.width);
  const frame: Rect = {
    x: rect.x - grown / 2,
    y: rect.y - grown / 2,
    width: rect.width + grown,
    height: rect.height + grown,
  };
  context.strokeStyle = colours.halo;
  context.lineWidth = 4;
  context.strokeRect(...snapped(frame, ratio));
  context.strokeStyle = colours.cursor;
  context.lineWidth = 2;
  context.strokeRect(...snapped(frame, ratio));
}

function dimAround(
  context: CanvasRenderingContext2D,
  { layout, camera, colours }: Painting,
  crop: Rect,
): void {
  const picture = onScreen(layout.picture, camera);
  const path = new Path2D();
  path.rect(picture.x, picture.y, picture.width, picture.height);
  path.rect(crop.x, crop.y, crop.width, crop.height);
  context.globalAlpha = 0.66;
  context.fillStyle = colours.dim;
  context.fill(path, 'evenodd');
  context.globalAlpha = 1;
}

function paintCrop(context: CanvasRenderingContext2D, { colours, ratio }: Painting, crop: Rect): void {
  context.strokeStyle = colours.crop;
  context.lineWidth = 2;
  context.strokeRect(...snapped(crop, ratio));
  for (const x of [crop.x, crop.x + crop.width / 2, crop.x + crop.width]) {
    for (const y of [crop.y, crop.y + crop.height / 2, crop.y + crop.height]) {
      if (x === crop.x + crop.width / 2 && y === crop.y + crop.height / 2) continue;
      context.fillStyle = colours.labelBack;
      context.fillRect(x - handle / 2, y - handle / 2, handle, handle);
      context.strokeRect(x - handle / 2, y - handle / 2, handle, handle);
    }
  }
}
