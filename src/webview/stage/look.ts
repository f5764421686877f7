/** What is shown of the picture. */
export type View = 'original' | 'seen' | 'sideBySide';
/** What a hand on the stage does besides looking. */
export type Tool = 'none' | 'resize' | 'crop';

/** Where one looks, so that it is found again after a reload: the middle, and CSS pixels a pixel of the picture. */
export interface Look {
  readonly zoom: number;
  readonly x: number;
  readonly y: number;
}
