import type { Size } from '../size';
import { ceilDiv } from './exact';
import type { Grid, Step } from './types';

/** The square cells that cover a picture, from its top left corner. */
export function squareGrid(kind: 'tile' | 'patch', seen: Size, cell: number): Grid {
  const columns = ceilDiv(seen.width, cell);
  const rows = ceilDiv(seen.height, cell);
  return {
    kind,
    cell,
    columns,
    rows,
    lastColumn: seen.width - (columns - 1) * cell,
    lastRow: seen.height - (rows - 1) * cell,
    wasted: 1 - (seen.width * seen.height) / (columns * rows * cell * cell),
  };
}

/** Cells a model lays over the whole picture whatever its size, so none is partial. */
export function stretchedGrid(columns: number, rows: number): Grid {
  return { kind: 'token', cell: null, columns, rows, lastColumn: null, lastRow: null, wasted: 0 };
}

export function step(name: string, before: Size, after: Size): Step {
  return { name, before, after };
}
