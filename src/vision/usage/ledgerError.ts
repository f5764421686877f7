export type LedgerReason =
  /** The file or its folder may not be written to. */
  | 'not-writable'
  /** The file is there and may not be read. */
  | 'not-readable'
  /** The disk, or the user's share of it, is full. */
  | 'no-space'
  /** What should be the folder is none, or it is named in a way that cannot be followed. */
  | 'bad-folder'
  /** Anything else that the system says. */
  | 'failed';

/** Why the ledger could not be read or written. `message` says what and where, `nextStep` what to do. */
export class LedgerError extends Error {
  override readonly name = 'LedgerError';

  constructor(
    readonly reason: LedgerReason,
    /** The ledger's file, or the folder that was asked for. */
    readonly path: string,
    message: string,
    readonly nextStep: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }

  static is(error: unknown, reason?: LedgerReason): error is LedgerError {
    return error instanceof LedgerError && (reason === undefined || error.reason === reason);
  }

  /** What the system said, in our words. */
  static of(error: unknown, doing: 'write' | 'read', path: string): LedgerError {
    if (error instanceof LedgerError) return error;
    const code = codeOf(error);
    const reason = reasonOf(code, doing);
    const what = doing === 'write' ? `Nothing can be written to ${path}` : `${path} cannot be read`;
    const said = code ?? (error instanceof Error ? error.message : String(error));
    return new LedgerError(reason, path, `${what}: ${whys[reason]} (${said}).`, nextSteps[reason], {
      cause: error,
    });
  }
}

const elsewhere = 'or set TILESCOPE_DATA to the whole path of another folder';

const whys: Readonly<Record<LedgerReason, string>> = {
  'not-writable': 'it or its folder is read-only, or belongs to someone else',
  'not-readable': 'it belongs to someone else, or its permissions forbid it',
  'no-space': 'the disk is full',
  'bad-folder': 'a part of the path is not a folder, or the file is one',
  failed: 'the system refused it',
};

const nextSteps: Readonly<Record<LedgerReason, string>> = {
  'not-writable': `Allow writing there, ${elsewhere}.`,
  'not-readable': `Allow reading it, ${elsewhere}.`,
  'no-space': `Make room on the disk, ${elsewhere}.`,
  'bad-folder': `Move away what is in the way, ${elsewhere}.`,
  failed: `Try it again, ${elsewhere}.`,
};

function reasonOf(code: string | undefined, doing: 'write' | 'read'): LedgerReason {
  switch (code) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return doing === 'write' ? 'not-writable' : 'not-readable';
    case 'ENOSPC':
    case 'EDQUOT':
      return 'no-space';
    case 'ENOTDIR':
    case 'EEXIST':
    case 'EISDIR':
    case 'ELOOP':
      return 'bad-folder';
    default:
      return 'failed';
  }
}

/** The system's name for an error: `ENOENT`. */
export function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
