import type { Size } from '../core/size';
import type { Orientation } from './facts';
import { gridMarks, layOut, type GridLayout, type ThumbnailGrid } from './gridOverlay';

/** Cells at least this large, in pixels, have each their number; of smaller ones every tenth column and row has. */
const roomForNumber = 64;
const every = 10;

/** A grid at the size a model sees the picture at: one pixel of the drawing is one pixel of that. */
export function fullLayout(grid: ThumbnailGrid): GridLayout {
  return layOut(grid, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY);
}

/** The grid with its cells numbered from 1, row by row, as an SVG of the canvas's size that needs no font. */
export function numberedOverlay(layout: GridLayout): string {
  return svg(layout.canvas, gridMarks(layout) + numbers(layout));
}

/** The picture with the numbered grid on it, as an SVG that stands alone. */
export function seenDrawing(
  layout: GridLayout,
  picture: {
    /** A `data:` URI of what browsers show. */
    readonly address: string;
    readonly orientation: Orientation;
  },
  title: string,
): string {
  return svg(
    layout.canvas,
    `<title>${escaped(title)}</title>${placed(picture, layout.picture)}${gridMarks(layout)}${numbers(layout)}`,
  );
}

function svg({ width, height }: Size, content: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${content}</svg>`;
}

/**
 * The picture upright. Programs differ on whether they heed the orientation tag of a picture inside of an SVG, so they
 * are told not to, and the drawing turns it.
 */
function placed(
  { address, orientation }: { readonly address: string; readonly orientation: Orientation },
  { width, height }: Size,
): string {
  const [w, h] = orientation >= 5 ? [height, width] : [width, height];
  const matrix = turns[orientation](width, height);
  const transform = orientation === 1 ? '' : ` transform="matrix(${matrix.join(' ')})"`;
  return `<image href="${escaped(address)}" width="${w}" height="${h}" preserveAspectRatio="none" style="image-orientation:none"${transform}/>`;
}

type Matrix = readonly [number, number, number, number, number, number];

/** Stored to upright, for each of EXIF's numbers; width and height are those of the upright picture. */
const turns: Readonly<Record<Orientation, (width: number, height: number) => Matrix>> = {
  1: () => [1, 0, 0, 1, 0, 0],
  2: width => [-1, 0, 0, 1, width, 0],
  3: (width, height) => [-1, 0, 0, -1, width, height],
  4: (_, height) => [1, 0, 0, -1, 0, height],
  5: () => [0, 1, 1, 0, 0, 0],
  6: width => [0, 1, -1, 0, width, 0],
  7: (width, height) => [0, -1, -1, 0, width, height],
  8: (_, height) => [0, -1, 1, 0, 0, height],
};

/** Digits as strokes in a box of 4 × 7: a machine that draws pictures need not have a font. */
const digits: readonly string[] = [
  'M1 0H3L4 1V6L3 7H1L0 6V1Z',
  'M0.5 1.5L2 0V7M0.5 7H3.5',
  'M0 1L1 0H3L4 1V2.5L0 7H4',
  'M0 1L1 0H3L4 1V2.5L3 3.5H1.5M3 3.5L4 4.5V6L3 7H1L0 6',
  'M3 7V0L0 5H4',
  'M4 0H0V3H3L4 4V6L3 7H0',
  'M4 1L3 0H1L0 1V6L1 7H3L4 6V4L3 3H0',
  'M0 0H4L1.5 7',
  'M1 3.4L0 2.4V1L1 0H3L4 1V2.4L3 3.4H1L0 4.4V6L1 7H3L4 6V4.4L3 3.4',
  'M4 4H1L0 3V1L1 0H3L4 1V6L3 7H0.5',
];
const advance = 6;

function numbers({ cell, columns, rows }: GridLayout): string {
  const smallest = Math.min(cell.width, cell.height);
  const each = smallest >= roomForNumber;
  if (!each && smallest < 8) return '';
  const unit = Math.min(3, Math.max(1, smallest / 90));
  const parts: string[] = [];
  for (let row = 0; row < rows; row += each ? 1 : every) {
    for (let column = 0; column < columns; column += each ? 1 : every) {
      // Small cells are numbered along two edges, as a ruler is.
      if (!each && row > 0 && column > 0) break;
      parts.push(label(row * columns + column + 1, column * cell.width, row * cell.height, unit));
    }
  }
  return `<g fill="none" stroke="#fff" stroke-linecap="round" stroke-linejoin="round">${parts.join('')}</g>`;
}

/** A number on a dark plate, at the upper left of its cell. */
function label(number: number, x: number, y: number, unit: number): string {
  const text = String(number);
  const width = text.length * advance + 2;
  const strokes = Array.from(
    text,
    (digit, i) => `<path d="${digits[Number(digit)] ?? ''}" transform="translate(${2 + i * advance} 2)"/>`,
  );
  return `<g transform="translate(${round(x + unit)} ${round(y + unit)}) scale(${round(unit)})"><path d="M0 0H${width}V11H0Z" fill="#000" fill-opacity=".65" stroke="none"/>${strokes.join('')}</g>`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, char => `&#${String(char.charCodeAt(0))};`);
}
