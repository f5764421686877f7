import { VisionError } from '../visionError';

/** What may go into an HTTP header: anything else makes `Headers` throw an error that repeats the value. */
const sendable = /^[\x21-\x7e]+$/;

/**
 * A key, and texts without it. It is a private field, so that no inspection, serialisation or error shows it; only the
 * guarded fetch takes it out, for the endpoint's own origin.
 */
export class Secret {
  readonly #key: string;

  private constructor(key: string) {
    this.#key = key;
  }

  /** `undefined` for no key, or an empty one. Throws `VisionError` of reason `wrong-key` for what no header can carry. */
  static of(key: string | undefined, endpointName: string): Secret | undefined {
    const trimmed = key?.trim() ?? '';
    if (trimmed === '') return undefined;
    if (sendable.test(trimmed)) return new Secret(trimmed);
    throw new VisionError(
      'wrong-key',
      `The key of ${endpointName} holds a blank, a line break or a letter that no key has, so it was not sent.`,
      { nextStep: 'Copy the key again, without what stands around it, and set it anew.' },
    );
  }

  /** The value of the `authorization` header. */
  authorization(): string {
    return `Bearer ${this.#key}`;
  }

  /** Servers repeat what they were sent. */
  removedFrom(text: string): string {
    return text.replaceAll(this.#key, '…').replaceAll(encodeURIComponent(this.#key), '…');
  }
}
