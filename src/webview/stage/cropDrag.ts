import type { Point } from './camera';
import type { Rect } from './layout';

/** What a drag that begins at a place does to a crop. */
export type CropGrip =
  | { readonly kind: 'new' }
  | { readonly kind: 'move' }
  | { readonly kind: 'edge'; readonly x: -1 | 0 | 1; readonly y: -1 | 0 | 1 };

/** @param near how far from an edge still takes hold of it, in the rectangle's own measure */
export function gripAt(crop: Rect | undefined, at: Point, near: number): CropGrip {
  if (crop === undefined) return { kind: 'new' };
  const side = (value: number, begin: number, length: number): -1 | 0 | 1 =>
    Math.abs(value - begin) <= near ? -1 : Math.abs(value - begin - length) <= near ? 1 : 0;
  const inside =
    at.x > crop.x - near &&
    at.x < crop.x + crop.width + near &&
    at.y > crop.y - near &&
    at.y < crop.y + crop.height + near;
  if (!inside) return { kind: 'new' };
  const [x, y] = [side(at.x, crop.x, crop.width), side(at.y, crop.y, crop.height)];
  return x === 0 && y === 0 ? { kind: 'move' } : { kind: 'edge', x, y };
}

/** The CSS cursor over a grip. */
export function gripCursor(grip: CropGrip): string {
  if (grip.kind === 'new') return 'crosshair';
  if (grip.kind === 'move') return 'move';
  if (grip.x === 0) return 'ns-resize';
  if (grip.y === 0) return 'ew-resize';
  return grip.x === grip.y ? 'nwse-resize' : 'nesw-resize';
}

/** The crop after a drag from one place to another; whole pixels within the picture, at least one. */
export function dragged(
  crop: Rect | undefined,
  grip: CropGrip,
  from: Point,
  to: Point,
  picture: { readonly width: number; readonly height: number },
): Rect {
  if (crop === undefined || grip.kind === 'new') return between(from, to, picture);
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  if (grip.kind === 'move') {
    return {
      ...crop,
      x: Math.round(clamp(crop.x + dx, 0, picture.width - crop.width)),
      y: Math.round(clamp(crop.y + dy, 0, picture.height - crop.height)),
    };
  }
  const left = crop.x + (grip.x === -1 ? dx : 0);
  const right = crop.x + crop.width + (grip.x === 1 ? dx : 0);
  const top = crop.y + (grip.y === -1 ? dy : 0);
  const bottom = crop.y + crop.height + (grip.y === 1 ? dy : 0);
  return between({ x: left, y: top }, { x: right, y: bottom }, picture);
}

function between(a: Point, b: Point, picture: { readonly width: number; readonly height: number }): Rect {
  const along = (from: number, to: number, length: number): readonly [number, number] => {
    const begin = Math.round(clamp(Math.min(from, to), 0, length - 1));
    const end = Math.round(clamp(Math.max(from, to), begin + 1, length));
    return [begin, end - begin];
  };
  const [x, width] = along(a.x, b.x, picture.width);
  const [y, height] = along(a.y, b.y, picture.height);
  return { x, y, width, height };
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
