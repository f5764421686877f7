import type { TileViewServices } from './services';
import { TileViews } from './tileViews';

/** The entry of a bundle of its own: nothing of the Tile View is loaded before one is opened. */
export function createTileViews(services: TileViewServices): TileViews {
  return new TileViews(services);
}
