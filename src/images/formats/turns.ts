import type { Orientation } from '../facts';

/** One transformation of HEIF, in the order the file applies them. */
export type Turn =
  | { readonly kind: 'rotate'; /** Quarter turns anti-clockwise, 0 to 3. */ readonly quarters: number }
  | { readonly kind: 'mirror'; /** Which sides change places. */ readonly axis: 'top-bottom' | 'left-right' };

/** Where (x, y) goes, y pointing down: (a·x + b·y, c·x + d·y), each of -1, 0, 1. */
type Matrix = readonly [a: number, b: number, c: number, d: number];

/** What EXIF's orientations do to stored pixels (CIPA DC-008, orientation tag). */
const orientations: readonly (readonly [Orientation, Matrix])[] = [
  [1, [1, 0, 0, 1]],
  [2, [-1, 0, 0, 1]],
  [3, [-1, 0, 0, -1]],
  [4, [1, 0, 0, -1]],
  [5, [0, 1, 1, 0]],
  [6, [0, -1, 1, 0]],
  [7, [0, -1, -1, 0]],
  [8, [0, 1, -1, 0]],
];

/** The one EXIF orientation that does what all turns do one after another. */
export function orientationFrom(turns: readonly Turn[]): Orientation {
  let whole: Matrix = [1, 0, 0, 1];
  for (const turn of turns) {
    if (turn.kind === 'mirror') {
      whole = after(whole, turn.axis === 'top-bottom' ? [1, 0, 0, -1] : [-1, 0, 0, 1]);
    } else {
      for (let quarter = 0; quarter < turn.quarters; quarter++) whole = after(whole, [0, 1, -1, 0]);
    }
  }
  return orientations.find(([, matrix]) => matrix.every((value, i) => value === whole[i]))?.[0] ?? 1;
}

function after([a, b, c, d]: Matrix, [e, f, g, h]: Matrix): Matrix {
  // `+ 0` turns a negative zero into zero, for the comparison's sake no more than the reader's.
  return [e * a + f * c + 0, e * b + f * d + 0, g * a + h * c + 0, g * b + h * d + 0];
}
