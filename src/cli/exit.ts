/** What the command says to scripts. */
export const exitCodes = {
  ok: 0,
  /** Something could not be read, or would be refused; everything else was answered. */
  problems: 1,
  usage: 2,
  internal: 70,
} as const;

/** The command line or a configuration file is wrong: the message says what, where and what to do. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
