/** Milliseconds that others wait at most, if they want something in the meantime. */
const longest = 12;

/**
 * Lets others have their turn, now and then: a long loop whose steps need no disk never gives one, and an editor's
 * extensions all share a thread. It is also when a wish to cancel gets through.
 */
export class Pause {
  #since = performance.now();

  async now(): Promise<void> {
    if (performance.now() - this.#since < longest) return;
    await new Promise<void>(resolve => {
      setImmediate(resolve);
    });
    this.#since = performance.now();
  }
}
