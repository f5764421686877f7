import { readFileSync } from 'node:fs';
import path from 'node:path';
import { configName, ProjectConfigs } from '../host/projectConfigs';
import { UsageError } from './exit';

/**
 * Every `tilescope.json` of a project, each read when a file below it is looked at. A wrong one ends the run: a number
 * computed without what it says would be a wrong number.
 *
 * @param named stands in for the project's own; that it is not there is an error then
 */
export function projectConfigs(folder: string, named: string | undefined): ProjectConfigs {
  const fileOf = (relative: string): string =>
    relative === configName && named !== undefined ? named : path.join(folder, relative);
  return new ProjectConfigs({
    read: relative => {
      const file = fileOf(relative);
      return Promise.resolve(textOf(file, file === named));
    },
    ...(named === undefined ? {} : { ownName: path.basename(named) }),
    onRead: ({ file: name, folder: inner }, problems) => {
      if (problems.length === 0) return;
      const file = fileOf(inner === '' ? configName : name);
      const lines = problems.map(
        ({ line, column, message }) => `${file}:${String(line)}:${String(column)}: ${message}`,
      );
      throw new UsageError(`the configuration is wrong:\n${lines.join('\n')}`);
    },
    onContradiction: (origin, message) => {
      throw new UsageError(`the configuration is wrong:\n${path.join(folder, origin)}: ${message}`);
    },
  });
}

function textOf(file: string, isNamed: boolean): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    if (!isNamed && (code === 'ENOENT' || code === 'ENOTDIR')) return undefined;
    throw new UsageError(`${file} cannot be read (${code}).`);
  }
}
