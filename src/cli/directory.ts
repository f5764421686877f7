import { statSync } from 'node:fs';
import path from 'node:path';
import { UsageError } from './exit';

/** The absolute path of a directory that is there. Throws {@link UsageError}. */
export function directoryAt(directory: string): string {
  let isDirectory: boolean | undefined;
  try {
    isDirectory = statSync(directory, { throwIfNoEntry: false })?.isDirectory();
  } catch (error) {
    throw new UsageError(
      `${directory} cannot be looked at (${(error as NodeJS.ErrnoException).code ?? String(error)}).`,
    );
  }
  if (isDirectory === true) return path.resolve(directory);
  throw new UsageError(
    `${directory} is ${isDirectory === undefined ? 'not there' : 'no directory'}: name the project's directory.`,
  );
}
