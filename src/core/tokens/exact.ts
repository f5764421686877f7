/** Arithmetic that stays in integers, so that a number never depends on how a fraction was rounded in binary. */

/** ⌊n / d⌋ for integers, d > 0. */
export function floorDiv(n: number, d: number): number {
  return (n - (((n % d) + d) % d)) / d;
}

/** ⌈n / d⌉ for integers, d > 0. */
export function ceilDiv(n: number, d: number): number {
  return -floorDiv(-n, d);
}

/** n / d to the nearest integer, halves up. */
export function roundDiv(n: number, d: number): number {
  return floorDiv(2 * n + d, 2 * d);
}

/** ⌊√n⌋ for an integer 0 ≤ n < 2⁵³: the double's root, corrected by comparing squares. */
export function isqrt(n: number): number {
  let root = Math.floor(Math.sqrt(n));
  while (root * root > n) root -= 1;
  while ((root + 1) * (root + 1) <= n) root += 1;
  return root;
}

/** To the nearest integer, halves to even: Python's `round`, which vendors' reference code uses. */
export function roundHalfEven(x: number): number {
  const floor = Math.floor(x);
  const rest = x - floor;
  if (rest !== 0.5) return rest < 0.5 ? floor : floor + 1;
  return floor % 2 === 0 ? floor : floor + 1;
}

/** A positive rational number. */
export interface Ratio {
  readonly num: number;
  readonly den: number;
}

const ratios = new Map<number, Ratio>();

/** A decimal as the fraction a person means by it: 1.62 is 162/100 (81/50), not its binary neighbour. */
export function decimal(value: number): Ratio {
  let ratio = ratios.get(value);
  if (ratio === undefined) {
    const [whole = '0', fraction = ''] = String(value).split('.');
    ratio = { num: Number(whole + fraction), den: 10 ** fraction.length };
    ratios.set(value, ratio);
  }
  return ratio;
}

/** ⌈n × ratio⌉ for an integer n. */
export function ceilTimes(n: number, { num, den }: Ratio): number {
  return ceilDiv(n * num, den);
}
