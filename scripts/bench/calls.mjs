// Reading the calls of a long file, at first and after a keystroke, and what a document that stays open holds.
import { fileURLToPath } from 'node:url';
import { compare, startChild } from './measure.mjs';
import { longFile } from './longFile.mjs';

const script = fileURLToPath(new URL('./callsContenders.mjs', import.meta.url));

/** @type {readonly { language: string, fileName: string }[]} */
const kinds = [
  { language: 'typescript', fileName: 'long.ts' },
  { language: 'python', fileName: 'long.py' },
];

/**
 * @param {{ library: string, rounds: number }} options
 * @returns {Promise<{ language: string, lines: number, calls: number, first: number, again: number, whole: number, compiler: number | null, memory: number }[]>}
 *   milliseconds, and megabytes a document
 */
export async function measureCalls({ library, rounds }) {
  const rows = [];
  for (const { language, fileName } of kinds) {
    const text = longFile(language, 10_000);
    const child = startChild(script, ['--expose-gc']);
    const { calls } = await child.ask({ do: 'begin', library, language, fileName, text });
    const ways = ['first', 'again', 'whole', ...(language === 'typescript' ? ['compiler'] : [])];
    const times = await compare(Object.fromEntries(ways.map(way => [way, () => child.ask({ do: way })])), {
      rounds,
      warmUp: 5,
    });
    const memory = await child.ask({ do: 'memory' });
    child.stop();
    rows.push({
      language,
      lines: text.split('\n').length,
      calls,
      first: times.first?.median ?? NaN,
      again: times.again?.median ?? NaN,
      whole: times.whole?.median ?? NaN,
      compiler: times.compiler?.median ?? null,
      memory,
    });
  }
  return rows;
}
