import { readFile } from 'node:fs/promises';
import path from 'node:path';

const types: Record<string, string> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.gif': 'image/gif',
};

/** A picture of this project as a data URL. */
export async function encodeImage(file: string): Promise<string> {
  const bytes = await readFile(file);
  return `data:${types[path.extname(file)] ?? 'application/octet-stream'};base64,${bytes.toString('base64')}`;
}
