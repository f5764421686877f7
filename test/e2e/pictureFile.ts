// Where the README's pictures go. `TILESCOPE_UPDATE_PICTURES=1` writes them into docs/images.
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setup } from './setup.js';

const update = process.env.TILESCOPE_UPDATE_PICTURES === '1';
const docs = join(dirname(fileURLToPath(import.meta.url)), '../../docs/images');

export function pictureFile(name: string): string {
  const folder = update ? docs : setup.screenshots;
  mkdirSync(folder, { recursive: true });
  return join(folder, `${name}.png`);
}
