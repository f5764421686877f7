import { withLongerSide } from '../../core/advice/nextCheaper';
import type { Size } from '../../core/size';

/** The shown picture at another width, up to its own: the same shape. */
export function atWidth(shown: Size, width: number): Size {
  const wide = Math.min(shown.width, Math.max(1, Math.round(width)));
  const longer =
    shown.width >= shown.height ? wide : Math.max(1, Math.round((shown.height * wide) / shown.width));
  const size = withLongerSide(shown, longer);
  return shown.width >= shown.height ? size : { width: wide, height: size.height };
}
