import type { Size } from '../core/size';
import type { Grid } from '../core/tokens/types';

/** The cells over the picture as a model sees it, all in pixels of that seen picture. */
export interface ThumbnailGrid {
  readonly columns: number;
  readonly rows: number;
  readonly cellWidth: number;
  readonly cellHeight: number;
  readonly seenWidth: number;
  readonly seenHeight: number;
}

/** The grid in the terms of the drawing; `turned` with a picture that a viewer turns by a quarter. */
export function drawnGrid(grid: Grid, seen: Size, turned: boolean): ThumbnailGrid {
  const upright = {
    columns: grid.columns,
    rows: grid.rows,
    cellWidth: grid.cell ?? seen.width / grid.columns,
    cellHeight: grid.cell ?? seen.height / grid.rows,
    seenWidth: seen.width,
    seenHeight: seen.height,
  };
  return turned
    ? {
        columns: upright.rows,
        rows: upright.columns,
        cellWidth: upright.cellHeight,
        cellHeight: upright.cellWidth,
        seenWidth: upright.seenHeight,
        seenHeight: upright.seenWidth,
      }
    : upright;
}

/** Where everything is on a thumbnail, in its pixels. */
export interface GridLayout {
  /** The whole: every cell that is paid for. */
  readonly canvas: Size;
  /** The picture, at the upper left. */
  readonly picture: Size;
  /** Between two lines; not whole numbers. */
  readonly cell: Size;
  readonly columns: number;
  readonly rows: number;
}

/** Cells smaller than this are not drawn: nothing would be left of the picture. */
const smallestCell = 4;

/** Scales a grid, and the picture under it, into the space there is; never up. */
export function layOut(grid: ThumbnailGrid, maxWidth: number, maxHeight: number): GridLayout {
  const { columns, rows, cellWidth, cellHeight, seenWidth, seenHeight } = grid;
  const whole = {
    width: Math.max(columns * cellWidth, seenWidth),
    height: Math.max(rows * cellHeight, seenHeight),
  };
  const scale = Math.min(1, maxWidth / whole.width, maxHeight / whole.height);
  const scaled = (width: number, height: number): Size => ({
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  });
  return {
    canvas: scaled(whole.width, whole.height),
    picture: scaled(seenWidth, seenHeight),
    cell: { width: cellWidth * scale, height: cellHeight * scale },
    columns,
    rows,
  };
}

/**
 * The lines between cells, and a hatching over what is paid for but holds no picture, as an SVG of the canvas's size.
 * A white line with darker edges is seen on dark and on light pictures.
 */
export function gridOverlay(layout: GridLayout): string {
  const { width, height } = layout.canvas;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${gridMarks(layout)}</svg>`;
}

/** What {@link gridOverlay} holds, to be put into a drawing that holds more. */
export function gridMarks({ canvas, picture, cell, columns, rows }: GridLayout): string {
  const { width, height } = canvas;
  const lines = [
    ...positions(columns, cell.width).map(x => `M${x} 0V${height}`),
    ...positions(rows, cell.height).map(y => `M0 ${y}H${width}`),
  ].join('');
  // The smaller the cells the fainter the lines, so that they do not hide the picture.
  const smallest = Math.min(cell.width, cell.height);
  const strength = Math.min(1, Math.max(0.35, smallest / 40));
  const edge = smallest < 16 ? 1.5 : 3;
  const beside = `M${picture.width} 0H${width}V${height}H0V${picture.height}H${picture.width}Z`;
  const wasted = picture.width < width || picture.height < height;
  return [
    // Slanted within its square: a pattern that is turned itself takes the drawing engine seconds.
    '<defs><pattern id="h" width="8" height="8" patternUnits="userSpaceOnUse">',
    '<path d="M-1 1L1 -1M0 8L8 0M7 9L9 7" stroke="#808080" stroke-opacity=".55" stroke-width="2"/></pattern></defs>',
    wasted
      ? `<path d="${beside}" fill="#808080" fill-opacity=".18"/><path d="${beside}" fill="url(#h)"/>`
      : '',
    `<g fill="none" stroke-opacity="${strength}">`,
    `<path d="${lines}" stroke="#000" opacity=".45" stroke-width="${edge}"/>`,
    `<path d="${lines}" stroke="#fff" opacity=".9"/>`,
    '</g>',
  ].join('');
}

/** The inner lines, on the middle of a pixel so that they stay sharp; the canvas's edges need none. */
function positions(count: number, size: number): readonly number[] {
  if (size < smallestCell) return [];
  return Array.from({ length: Math.max(0, count - 1) }, (_, i) => Math.round((i + 1) * size) - 0.5);
}
