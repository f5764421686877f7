/** Figures and lists as people read them: English, no locale look-ups, so that every face prints the same. */

/** 14364 → `14,364`. Integers only. */
export function group(n: number): string {
  const digits = String(Math.abs(n));
  if (digits.length < 4) return String(n);
  let out = '';
  for (let end = digits.length; end > 0; end -= 3) {
    const part = digits.slice(Math.max(0, end - 3), end);
    out = out === '' ? part : `${part},${out}`;
  }
  return n < 0 ? `-${out}` : out;
}

/** `1 image`, `2 images`. */
export function plural(n: number, one: string, many = `${one}s`): string {
  return `${group(n)} ${n === 1 ? one : many}`;
}

/** `low`, `low and high`, `low, high and auto`. */
export function list(items: readonly string[], last = 'and'): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} ${last} ${items[items.length - 1] ?? ''}`;
}

/** 0.4 → `40 %`; what is not nothing is never shown as 0 %. */
export function percent(share: number): string {
  const rounded = Math.round(share * 100);
  return rounded === 0 && share > 0 ? '< 1 %' : `${String(rounded)} %`;
}

/** 212000 → `212 kB` (powers of ten, as vendors' limits are). */
export function bytes(n: number): string {
  if (n < 1000) return `${String(n)} B`;
  if (n < 999_500) return `${String(Math.round(n / 1000))} kB`;
  const mega = n / 1e6;
  return `${mega < 99.5 ? mega.toFixed(1) : String(Math.round(mega))} MB`;
}
