import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { TilescopeConfig } from '../core/config/parseConfig';
import type { RegistryLayer } from '../core/models/registry';
import { UsageError } from './exit';

export interface LoadedConfig {
  /** As messages name it. */
  readonly name: string;
  readonly values: TilescopeConfig;
  readonly layer: RegistryLayer | undefined;
}

/**
 * The `tilescope.json` of a folder, or the one named. None is no error unless it was named; a wrong one always is:
 * a number computed without what it says would be a wrong number.
 */
export async function loadConfig(folder: string, named: string | undefined): Promise<LoadedConfig> {
  const file = named ?? path.join(folder, 'tilescope.json');
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    if (named === undefined && (code === 'ENOENT' || code === 'ENOTDIR'))
      return { name: 'default', values: {}, layer: undefined };
    throw new UsageError(`${file} cannot be read (${code}).`);
  }
  const name = path.basename(file);
  // Loaded only where there is a file to read.
  const { parseConfig } = await import('../core/config/parseConfig');
  const { config, layer, problems } = parseConfig(text, name);
  if (problems.length > 0) {
    const lines = problems.map(
      ({ line, column, message }) => `${file}:${String(line)}:${String(column)}: ${message}`,
    );
    throw new UsageError(`the configuration is wrong:\n${lines.join('\n')}`);
  }
  return { name, values: config, layer };
}
