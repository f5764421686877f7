import { homedir } from 'node:os';
import { posix, win32 } from 'node:path';
import { LedgerError } from './ledgerError';

/** Names the folder, before any other rule. */
export const dataVariable = 'TILESCOPE_DATA';

/** What decides where the folder is. */
export interface Machine {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly home: string;
}

/**
 * Where Tilescope keeps what is the user's and no project's: the same for the editor and the command line. Absolute;
 * it may not exist yet. Throws {@link LedgerError} `bad-folder` where `TILESCOPE_DATA` is not absolute, because it
 * would be another folder in every process.
 */
export function dataFolder(
  machine: Machine = { environment: process.env, platform: process.platform, home: homedir() },
): string {
  const { environment, platform, home } = machine;
  const path = platform === 'win32' ? win32 : posix;
  const wanted = environment[dataVariable];
  if (wanted !== undefined && wanted !== '') {
    if (!path.isAbsolute(wanted))
      throw new LedgerError(
        'bad-folder',
        wanted,
        `${dataVariable} is "${wanted}", which is not an absolute path.`,
        `Set ${dataVariable} to the whole path of a folder, or remove it.`,
      );
    return path.normalize(wanted);
  }
  switch (platform) {
    case 'win32':
      return path.join(environment.APPDATA ?? path.join(home, 'AppData', 'Roaming'), 'Tilescope');
    case 'darwin':
      return path.join(home, 'Library', 'Application Support', 'Tilescope');
    default: {
      // The specification of XDG has relative paths ignored.
      const data = environment.XDG_DATA_HOME;
      return path.join(
        data !== undefined && path.isAbsolute(data) ? data : path.join(home, '.local', 'share'),
        'tilescope',
      );
    }
  }
}
