import type { Billed } from '../provider';

/** A run as the ledger keeps it: no picture, no prompt, no answer. */
export interface RunRecord {
  readonly version: 1;
  readonly id: string;
  /** ISO, UTC, when it was sent. */
  readonly at: string;
  readonly endpoint: string;
  /** As asked for. */
  readonly model: string;
  readonly tier: string;
  /** The workspace folder's name; empty outside of one. */
  readonly project: string;
  /** Who asked: the editor, the command line. */
  readonly by: 'editor' | 'cli';
  readonly pictures: number;
  readonly outcome: 'complete' | 'length' | 'refused' | 'filtered' | 'cancelled' | 'failed';
  /** A reason of `VisionError`, where it failed. */
  readonly error?: string;
  readonly estimated: {
    readonly imageTokens: number | null;
    readonly textTokens: number;
    /** US dollars for the input alone; `null` where no price is known. */
    readonly inputUsd: number | null;
  };
  readonly billed?: Billed;
  /** US dollars, from the billed tokens and the price list in force; `null` where no price is known, absent without `billed`. */
  readonly usd?: number | null;
  /** Milliseconds from sending to the end. */
  readonly took: number;
  /** Only where the user asked for it to be kept. */
  readonly prompt?: string;
}
