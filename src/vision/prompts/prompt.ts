import type { AnswerSchema, RequestTier } from '../request';

/** A question one can choose. */
export interface Prompt {
  /** `describe`; for an own one, its path within the workspace folder. */
  readonly id: string;
  readonly title: string;
  /** With its variables as they are written: `{{picture.name}}`. */
  readonly text: string;
  /** `built-in`, or the file it is from, for people. */
  readonly origin: string;
  /** How many pictures it is about, at least. */
  readonly pictures: number;
  readonly schema?: AnswerSchema;
  /** What the prompt's file asks for; absent: as the user has chosen. */
  readonly model?: string;
  readonly detail?: string;
  readonly tier?: RequestTier;
  /**
   * Tokens of an answer, from … to. An estimate out of the kind of the question: no vendor states one, and reasoning
   * comes on top.
   */
  readonly output: readonly [number, number];
  /** What a saved answer is: `md`, `json`, `html`, `tsx`, `vue`, `swift`, `txt`. */
  readonly extension: string;
  /** Between the picture's name and the extension: `checkout.describe.md`. */
  readonly suffix: string;
}

/** For a question that is no prompt's: nobody knows how long its answer is, and this is what people ask of pictures. */
export const freeOutput: readonly [number, number] = [100, 1500];
