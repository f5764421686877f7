/** Says things to screen readers, and shows what the extension has to say for a moment. */
export class Speaker {
  readonly #live = document.createElement('p');
  readonly #notice = document.createElement('p');
  #timer: number | undefined;

  constructor() {
    this.#live.className = 'hidden';
    this.#live.id = 'live';
    this.#live.setAttribute('role', 'status');
    this.#live.setAttribute('aria-live', 'polite');
    this.#notice.className = 'notice';
    this.#notice.setAttribute('role', 'status');
    this.#notice.hidden = true;
    document.body.append(this.#live, this.#notice);
  }

  /** Not seen; the newest words are those that count. */
  say(words: string): void {
    this.#live.textContent = words;
  }

  notice(words: string): void {
    this.#notice.textContent = words;
    this.#notice.hidden = false;
    window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => {
      this.#notice.hidden = true;
    }, 4000);
  }
}
