/** `+1,566`, `−85`, `±0`, `+85–765`. */
export function signedRange([from, to]: readonly [number, number], text: (value: number) => string): string {
  if (from === to) return signed(from, text);
  return from >= 0 ? `+${text(from)}–${text(to)}` : `${signed(from, text)} to ${signed(to, text)}`;
}

function signed(value: number, text: (value: number) => string): string {
  if (value === 0) return '±0';
  return value > 0 ? `+${text(value)}` : `−${text(-value)}`;
}
