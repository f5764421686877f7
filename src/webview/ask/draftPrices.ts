import type { AskDraft, AskState } from '../askProtocol';
import type { Messenger } from '../messenger';
import { isActive } from './words';

/** Typing is not waited for at every key. */
const patience = 150;

/** Has the extension price the question in the form, once it stands still. */
export class DraftPrices {
  #last = '';
  #number = 0;
  #timer: number | undefined;

  constructor(private readonly messenger: Messenger) {}

  /** @param numbered called with the number whose answer counts, before it is asked for */
  ask(draft: AskDraft, state: AskState, numbered: (number: number) => void): void {
    // What a run has cost, or a key that was set, may change what the next one may do.
    const done = state.turns.flatMap(({ runs }) => runs.filter(run => !isActive(run))).length;
    const keys = state.endpoints.map(({ id, key }) => `${id} ${key}`).join();
    const wanted = JSON.stringify([draft, done, keys]);
    if (wanted === this.#last) return;
    const first = this.#last === '';
    this.#last = wanted;
    this.#number += 1;
    const number = this.#number;
    numbered(number);
    window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(
      () => {
        this.messenger.post({ type: 'askPreview', number, draft });
      },
      first ? 0 : patience,
    );
  }
}
