import type { Size } from '../../core/size';
import type { Grid } from '../../core/tokens/types';
import type { Turn } from './turn';
import { turnedSize } from './turn';

/** In pixels of the picture as it is shown (turned upright), before a model scales it. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The cells along one side of the shown picture. */
export interface Axis {
  readonly cells: number;
  /** Length of a cell. */
  readonly cell: number;
  /** Where the first cell begins … */
  readonly origin: number;
  /** … and which way they go on: -1 where the picture is shown backwards. */
  readonly direction: 1 | -1;
  /** Share (0…1) of the last cell that holds picture. */
  readonly last: number;
}

/** A grid laid over the picture as it is shown. Columns and rows stay those of the stored picture. */
export interface GridLayout {
  readonly kind: Grid['kind'];
  /** Side in pixels of the seen picture; `null` where cells are not square pixels. */
  readonly cell: number | null;
  readonly columns: number;
  readonly rows: number;
  readonly x: Axis;
  readonly y: Axis;
  readonly turn: Turn;
}

/** Everything the stage draws, in one measure. */
export interface SheetLayout {
  readonly picture: Rect;
  /** What is sent: the picture, or a crop of it. */
  readonly sent: Rect;
  /** What is paid for: `sent` and the cells' parts beyond it. */
  readonly sheet: Rect;
  /** As the model sees what is sent, turned as it is shown. */
  readonly seen: Size | null;
  readonly grid: GridLayout | null;
}

export interface SheetParts {
  /** The shown picture's size. */
  readonly picture: Size;
  readonly sent: Rect;
  readonly turn: Turn;
  /** The seen size and the grid as `core` counts them: of the stored picture. */
  readonly seen: Size | null;
  readonly grid: Grid | null;
}

export function layOutSheet({ picture, sent, turn, seen, grid }: SheetParts): SheetLayout {
  const whole = { x: 0, y: 0, ...picture };
  if (seen === null || grid === null)
    return {
      picture: whole,
      sent,
      sheet: sent,
      seen: seen === null ? null : turnedSize(seen, turn),
      grid: null,
    };
  const columns = axisOf(grid.columns, grid.cell, grid.lastColumn, seen.width);
  const rows = axisOf(grid.rows, grid.cell, grid.lastRow, seen.height);
  const [across, down] = turn.swapped ? [rows, columns] : [columns, rows];
  const layout: GridLayout = {
    kind: grid.kind,
    cell: grid.cell,
    columns: grid.columns,
    rows: grid.rows,
    x: placed(across, sent.x, sent.width, turn.flipX),
    y: placed(down, sent.y, sent.height, turn.flipY),
    turn,
  };
  const [left, right] = span(layout.x);
  const [top, bottom] = span(layout.y);
  return {
    picture: whole,
    sent,
    sheet: { x: left, y: top, width: right - left, height: bottom - top },
    seen: turnedSize(seen, turn),
    grid: layout,
  };
}

/** Cells along a side, in shares of that side: a stretched grid's fill it, square ones may reach beyond. */
function axisOf(
  cells: number,
  cell: number | null,
  last: number | null,
  side: number,
): Pick<Axis, 'cells' | 'cell' | 'last'> {
  return cell === null
    ? { cells, cell: 1 / cells, last: 1 }
    : { cells, cell: cell / side, last: last === null ? 1 : last / cell };
}

function placed(
  { cells, cell, last }: Pick<Axis, 'cells' | 'cell' | 'last'>,
  begin: number,
  length: number,
  flipped: boolean,
): Axis {
  return {
    cells,
    last,
    cell: cell * length,
    origin: flipped ? begin + length : begin,
    direction: flipped ? -1 : 1,
  };
}

/** From where to where an axis' cells reach. */
export function span({ origin, cell, cells, direction }: Axis): readonly [number, number] {
  const end = origin + direction * cell * cells;
  return direction === 1 ? [origin, end] : [end, origin];
}

/** The cells between two places, first and last (none: last before first). */
export function cellsBetween(
  { origin, cell, cells, direction }: Axis,
  from: number,
  to: number,
): readonly [number, number] {
  const a = ((from - origin) * direction) / cell;
  const b = ((to - origin) * direction) / cell;
  return [Math.max(0, Math.floor(Math.min(a, b))), Math.min(cells - 1, Math.floor(Math.max(a, b)))];
}
