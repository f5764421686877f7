import { neverCancelled } from '../../../src/host/host';
import { formOf } from '../../../src/references/reference';
import { resolve } from '../../../src/references/resolve';
import type { Place, Resolution } from '../../../src/references/resolve';
import { MemoryHost } from './memoryHost';

/** A document, its folder and two roots. */
export const place: Place = {
  document: 'file:///ws/docs/a.md',
  folder: 'file:///ws',
  roots: ['public', 'src/assets'],
};

/** Resolves on a host that has these files, and says what it was asked. */
export async function resolved(
  target: string,
  files: readonly string[],
  from: Place = place,
): Promise<{ readonly resolution: Resolution; readonly asked: readonly string[] }> {
  const host = new MemoryHost(files);
  const form = formOf(target, true) ?? 'path';
  const resolution = await resolve({ target, form }, from, host, neverCancelled);
  return { resolution, asked: host.asked };
}
