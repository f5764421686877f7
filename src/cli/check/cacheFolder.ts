import { homedir } from 'node:os';
import path from 'node:path';

/** Where the user's programs keep what can be made again. `undefined` where `TILESCOPE_CACHE=off` wants none. */
export function cacheFolder(
  environment: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): string | undefined {
  const own = environment.TILESCOPE_CACHE;
  if (own === 'off') return undefined;
  if (own !== undefined && path.isAbsolute(own)) return path.join(own, 'review');
  switch (platform) {
    case 'win32':
      return path.join(
        environment.LOCALAPPDATA ?? path.join(homedir(), 'AppData', 'Local'),
        'Tilescope',
        'review',
      );
    case 'darwin':
      return path.join(homedir(), 'Library', 'Caches', 'Tilescope', 'review');
    default: {
      const cache = environment.XDG_CACHE_HOME;
      const base = cache !== undefined && path.isAbsolute(cache) ? cache : path.join(homedir(), '.cache');
      return path.join(base, 'tilescope', 'review');
    }
  }
}
