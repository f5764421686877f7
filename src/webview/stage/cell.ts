import type { Size } from '../../core/size';
import { group, percent } from '../../core/text';
import type { GridLayout, Rect } from './layout';

/** A cell by its place in the stored picture, from 0. */
export interface CellPlace {
  readonly column: number;
  readonly row: number;
}

/** The cell at a place of the shown picture; `undefined` outside of what is paid for. */
export function cellAt(grid: GridLayout, x: number, y: number): CellPlace | undefined {
  const across = Math.floor(((x - grid.x.origin) * grid.x.direction) / grid.x.cell);
  const down = Math.floor(((y - grid.y.origin) * grid.y.direction) / grid.y.cell);
  if (across < 0 || down < 0 || across >= grid.x.cells || down >= grid.y.cells) return undefined;
  return grid.turn.swapped ? { column: down, row: across } : { column: across, row: down };
}

/** Where a cell is shown, with the part of it that holds no picture. */
export function cellRect(grid: GridLayout, { column, row }: CellPlace): Rect {
  const [across, down] = grid.turn.swapped ? [row, column] : [column, row];
  const { x, y } = grid;
  return {
    x: x.origin + x.direction * x.cell * (x.direction === 1 ? across : across + 1),
    y: y.origin + y.direction * y.cell * (y.direction === 1 ? down : down + 1),
    width: x.cell,
    height: y.cell,
  };
}

/** A step in the picture as it is shown, from the keyboard; stays within the grid. */
export function neighbour(grid: GridLayout, { column, row }: CellPlace, dx: number, dy: number): CellPlace {
  const [across, down] = grid.turn.swapped ? [row, column] : [column, row];
  const next = (at: number, by: number, direction: number, cells: number): number =>
    Math.min(cells - 1, Math.max(0, at + by * direction));
  const a = next(across, dx, grid.x.direction, grid.x.cells);
  const b = next(down, dy, grid.y.direction, grid.y.cells);
  return grid.turn.swapped ? { column: b, row: a } : { column: a, row: b };
}

/** Counted row by row in the stored picture, from 1: the order a model reads them in. */
export function cellNumber(grid: Pick<GridLayout, 'columns'>, { column, row }: CellPlace): number {
  return row * grid.columns + column + 1;
}

export interface CellFacts extends CellPlace {
  readonly number: number;
  /** Share (0…1) of the cell that holds picture. */
  readonly used: number;
  /** Pixels of the seen picture: first and last, from 0. */
  readonly seen: PixelRange;
  /** The same in the picture as it is sent. */
  readonly sent: PixelRange;
}

export interface PixelRange {
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
}

/**
 * @param seen stored size as the model sees it
 * @param sent stored size as it is sent
 */
export function cellFacts(grid: GridLayout, place: CellPlace, seen: Size, sent: Size): CellFacts {
  const width = grid.cell ?? seen.width / grid.columns;
  const height = grid.cell ?? seen.height / grid.rows;
  const right = Math.min(seen.width, (place.column + 1) * width);
  const bottom = Math.min(seen.height, (place.row + 1) * height);
  const [left, top] = [place.column * width, place.row * height];
  const scaled = (from: number, to: number, factor: number): readonly [number, number] => [
    Math.floor(from * factor),
    Math.max(Math.floor(from * factor), Math.ceil(to * factor) - 1),
  ];
  return {
    ...place,
    number: cellNumber(grid, place),
    used: ((right - left) * (bottom - top)) / (width * height),
    seen: { x: scaled(left, right, 1), y: scaled(top, bottom, 1) },
    sent: {
      x: scaled(left, right, sent.width / seen.width),
      y: scaled(top, bottom, sent.height / seen.height),
    },
  };
}

const names = { tile: 'Tile', patch: 'Patch', token: 'Token' } as const;

/** `Tile 3 of 6` */
export function cellTitle(grid: GridLayout, number: number): string {
  return `${names[grid.kind]} ${group(number)} of ${group(grid.columns * grid.rows)}`;
}

/** `column 3, row 1 · x 1,024–1,227, y 0–511 seen · x 1,200–1,439, y 0–599 sent · 40 % used` */
export function cellWords(facts: CellFacts): string {
  const range = ({ x, y }: PixelRange): string => `x ${between(x)}, y ${between(y)}`;
  const same = range(facts.seen) === range(facts.sent);
  const pixels = same
    ? `${range(facts.seen)} px`
    : `${range(facts.seen)} seen · ${range(facts.sent)} original`;
  return `column ${group(facts.column + 1)}, row ${group(facts.row + 1)} · ${pixels} · ${usedWords(facts.used)}`;
}

/** `40 % used`, `all used` */
export function usedWords(used: number): string {
  if (used > 0.9999) return 'all used';
  // A cell that lacks a line of pixels is not full.
  return `${percent(Math.min(used, 0.99))} used`;
}

function between([from, to]: readonly [number, number]): string {
  return from === to ? group(from) : `${group(from)}–${group(to)}`;
}
