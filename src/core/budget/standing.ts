import type { ConfigPlace, ConfigSource } from '../config/source';
import { percent } from '../text';
import { limitsFor } from './inForce';
import type { Amount, MeasuredCall, MeasuredImage, MeasuredModel } from './measured';
import { monthOf } from './sums';
import type { LimitInForce, Quantity } from './verdict';
import { amountText } from './words';

/** How much of a limit is used. */
export interface Standing {
  readonly limit: LimitInForce;
  /** The number that fails, else the one that warns. */
  readonly value: number;
  readonly place: ConfigPlace;
  readonly measured: Amount;
  /** The most that was measured, of the limit: 1 uses it up. */
  readonly share: number;
}

/** Where a call stands against each limit on it, the fullest first. */
export function standingsOfCall(
  call: MeasuredCall,
  file: string,
  sources: readonly ConfigSource[],
): readonly Standing[] {
  const { tokens, usd, bytes } = call;
  const figures = { tokens, usd, bytes, usdPerMonth: monthOf(call, file, sources) };
  return standings(limitsFor(sources, file, 'call', call.model).holding, figures);
}

/** The same for a picture. @param scope whether a call sends it */
export function standingsOfImage(
  image: MeasuredImage,
  model: MeasuredModel,
  scope: 'image' | 'reference',
  file: string,
  sources: readonly ConfigSource[],
): readonly Standing[] {
  return standings(limitsFor(sources, file, scope, model).holding, image);
}

function standings(
  limits: readonly LimitInForce[],
  figures: Readonly<Partial<Record<Quantity, Amount>>>,
): readonly Standing[] {
  return limits
    .flatMap((limit): Standing[] => {
      const measured = figures[limit.quantity];
      const value = limit.fail ?? limit.warn;
      const place = limit.places.fail ?? limit.places.warn;
      // Of a rise nobody knows anything here, and of what has no number nothing can be drawn.
      if (limit.rise || measured === undefined || value === undefined || place === undefined) return [];
      const most = measured.known[1];
      if (measured.missing !== undefined && most <= value) return [];
      return [
        { limit, value, place, measured, share: value === 0 ? (most > 0 ? Infinity : 0) : most / value },
      ];
    })
    .sort((a, b) => b.share - a.share);
}

const cells = 5;

/** `▰▰▰▱▱`: a cell is filled once half of it is used, and the last one only when nothing is left. */
export function bar(share: number): string {
  const full = share >= 1 ? cells : Math.min(cells - 1, Math.round(share * cells));
  return '▰'.repeat(full) + '▱'.repeat(cells - full);
}

/** `▰▰▰▱▱ 62 % of 2,000 tokens`. What is over is never rounded down to all of it. */
export function standingText({ share, value, limit: { quantity } }: Standing): string {
  const rounded = percent(share);
  const shown = !Number.isFinite(share) ? 'over' : share > 1 && rounded === '100 %' ? 'over 100 %' : rounded;
  return `${bar(share)} ${shown} of ${amountText(value, quantity)}`;
}
