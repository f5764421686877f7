// The most memory a process had, as the system counts it.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runToEnd } from './measure.mjs';

const hook = fileURLToPath(new URL('./memoryHook.cjs', import.meta.url));
const reader = fileURLToPath(new URL('./memoryReader.cjs', import.meta.url));

/**
 * @param {{ tree: string, cli: string, images: string, library: string }} options `images`: their folder
 * @returns {Promise<Record<'node' | 'report' | 'facts', number>>} megabytes
 */
export async function measureMemory({ tree, cli, images, library }) {
  const folder = mkdtempSync(join(tmpdir(), 'tilescope-'));
  try {
    const of = async (/** @type {readonly string[]} */ args) => {
      const file = join(folder, 'peak');
      await runToEnd(process.execPath, ['--require', hook, ...args], {
        env: { ...process.env, TILESCOPE_BENCH_PEAK: file },
      });
      // Kilobytes.
      return Number(readFileSync(file, 'utf8')) / 1000;
    };
    return {
      node: await of(['-e', '0']),
      report: await of([cli, 'report', tree, '--json']),
      facts: await of([reader, library, images]),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
