import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseConfig } from '../../core/config/parseConfig';
import { sourceOf } from '../../core/config/source';
import type { ConfigSource } from '../../core/config/source';

/** The `tilescope.json` of a folder. */
export function budgetsOf(root: string, named: string | undefined): readonly ConfigSource[] {
  const file = named ?? path.join(root, 'tilescope.json');
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return [];
  }
  return [sourceOf('tilescope.json', parseConfig(text, 'tilescope.json'))];
}
