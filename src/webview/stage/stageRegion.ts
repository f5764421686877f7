/** A region of the picture that an answer names. */
export interface StageRegion {
  readonly id: string;
  readonly label: string;
  /** In shares (0…1) of the shown picture. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
