import type { Size } from '../../core/size';

/**
 * How a viewer turns a stored picture by its EXIF orientation: first its sides change places (or not), then each axis of
 * what is shown runs backwards (or not).
 */
export interface Turn {
  readonly swapped: boolean;
  readonly flipX: boolean;
  readonly flipY: boolean;
}

/** A place in shares (0…1) of a picture's width and height. */
export interface Share {
  readonly x: number;
  readonly y: number;
}

/** @param orientation EXIF's number; what is not 2 to 8 turns nothing */
export function turnOf(orientation: number): Turn {
  return {
    swapped: orientation >= 5 && orientation <= 8,
    flipX: [2, 3, 6, 7].includes(orientation),
    flipY: [3, 4, 7, 8].includes(orientation),
  };
}

/** A stored size as it is shown, and the other way round. */
export function turnedSize({ width, height }: Size, { swapped }: Turn): Size {
  return swapped ? { width: height, height: width } : { width, height };
}

/** A place of the stored picture, where it is shown. */
export function toShown({ x, y }: Share, { swapped, flipX, flipY }: Turn): Share {
  const [u, v] = swapped ? [y, x] : [x, y];
  return { x: flipX ? 1 - u : u, y: flipY ? 1 - v : v };
}

/** A place as it is shown, in the stored picture. */
export function toStored({ x, y }: Share, { swapped, flipX, flipY }: Turn): Share {
  const [u, v] = [flipX ? 1 - x : x, flipY ? 1 - y : y];
  return swapped ? { x: v, y: u } : { x: u, y: v };
}
