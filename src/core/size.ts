/** A picture's size in pixels: integers, at least 1. */
export interface Size {
  readonly width: number;
  readonly height: number;
}
