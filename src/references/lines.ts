/** A place as editors count: from 1; columns in UTF-16 units. */
export interface LineColumn {
  readonly line: number;
  readonly column: number;
}

/** Turns offsets of a text into lines and columns. Goes over the text as far as it is asked about, once. */
export class LineIndex {
  readonly #starts: number[] = [0];
  /** Up to where the lines are known. */
  #known = 0;

  constructor(private readonly text: string) {}

  at(offset: number): LineColumn {
    this.#read(offset);
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (this.#starts[low] ?? 0) + 1 };
  }

  #read(to: number): void {
    const { text } = this;
    const starts = this.#starts;
    let at = this.#known;
    for (; at < to && at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      // A lone CR ends a line too, as in the editor.
      if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) starts.push(at + 1);
    }
    this.#known = at;
  }
}
