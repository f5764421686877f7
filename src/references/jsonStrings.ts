/** JSON strings that are one text together, and the way back from that text to where it is written. */
export class JsonStrings {
  #decoded = '';
  /**
   * From this offset of the decoded text on, characters stand this much later in the file: a point for each piece and
   * for each escape, in order.
   */
  readonly #from: number[] = [];
  readonly #shift: number[] = [];
  readonly #pieces: { readonly offset: number; readonly raw: string }[] = [];
  /** Where each piece begins in the decoded text. */
  readonly #starts: number[] = [];

  get decoded(): string {
    return this.#decoded;
  }

  /** @param raw what stands between the quotes, at `offset` of the file */
  add(offset: number, raw: string): void {
    const start = this.#decoded.length;
    this.#pieces.push({ offset, raw });
    this.#starts.push(start);
    this.#point(start, offset - start);
    let shift = offset - start;
    const decoded = raw.replace(
      escape,
      (whole: string, code: string | undefined, char: string | undefined, at: number) => {
        const here = offset + at - shift;
        shift += whole.length - 1;
        this.#point(here + 1, shift);
        return code === undefined
          ? (simple[char ?? ''] ?? char ?? '')
          : String.fromCharCode(Number.parseInt(code, 16));
      },
    );
    this.#decoded += decoded;
  }

  /** Where a stretch of the decoded text stands in the file; it may run over several strings. */
  place({ start, end }: { readonly start: number; readonly end: number }): { start: number; end: number } {
    // The end is behind its last character, not at the beginning of the next string.
    return { start: this.#placeOf(start), end: end > start ? this.#endOf(end - 1) : this.#placeOf(end) };
  }

  #endOf(last: number): number {
    const place = this.#placeOf(last);
    const piece = this.#pieces[indexOf(this.#starts, last)];
    const at = place - (piece?.offset ?? 0);
    if (piece?.raw.charAt(at) !== '\\') return place + 1;
    return place + (piece.raw.charAt(at + 1) === 'u' ? 6 : 2);
  }

  #placeOf(offset: number): number {
    return offset + (this.#shift[indexOf(this.#from, offset)] ?? 0);
  }

  #point(from: number, shift: number): void {
    this.#from.push(from);
    this.#shift.push(shift);
  }
}

/** The last of the ascending values that is not above `offset`. */
function indexOf(values: readonly number[], offset: number): number {
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((values[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

const escape = /\\(?:u([0-9a-fA-F]{4})|([\s\S]))/g;
const simple: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };
