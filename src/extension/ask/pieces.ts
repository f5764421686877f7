/** Milliseconds in which pieces of an answer are put together before the page hears of them. */
const breath = 30;

/** Puts the pieces of streamed answers together, so that a page is not told of every syllable. */
export class Pieces {
  readonly #waiting = new Map<
    string,
    { text: string; readonly from: number; readonly timer: NodeJS.Timeout }
  >();

  constructor(private readonly tell: (run: string, text: string, from: number) => void) {}

  /** @param from where in the answer's text the piece begins */
  add(run: string, text: string, from: number): void {
    const waiting = this.#waiting.get(run);
    if (waiting !== undefined) {
      waiting.text += text;
      return;
    }
    const timer = setTimeout(() => {
      this.flush(run);
    }, breath);
    this.#waiting.set(run, { text, from, timer });
  }

  flush(run: string): void {
    const waiting = this.#waiting.get(run);
    if (waiting === undefined) return;
    clearTimeout(waiting.timer);
    this.#waiting.delete(run);
    this.tell(run, waiting.text, waiting.from);
  }

  /** The page was told all: nothing is to come after it. */
  drop(): void {
    for (const { timer } of this.#waiting.values()) clearTimeout(timer);
    this.#waiting.clear();
  }
}
