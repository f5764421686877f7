/** From, to: equal where a number is certain. */
export type Range = readonly [number, number];

export const nothing: Range = [0, 0];

export function plus(a: Range, b: Range): Range {
  return [a[0] + b[0], a[1] + b[1]];
}

export function times(a: Range, factor: number): Range {
  return [a[0] * factor, a[1] * factor];
}

export function sum(ranges: readonly Range[]): Range {
  return ranges.reduce(plus, nothing);
}

/** The widest of several. */
export function across(ranges: readonly Range[]): Range {
  return ranges.length === 0
    ? nothing
    : [Math.min(...ranges.map(range => range[0])), Math.max(...ranges.map(range => range[1]))];
}

export function isOne(range: Range): boolean {
  return range[0] === range[1];
}
