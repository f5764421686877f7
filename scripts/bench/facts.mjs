// Facts of 2,000 pictures a second: ours, the libraries', and what opening, reading and closing alone would take.
import { fileURLToPath } from 'node:url';
import { compare, startChild } from './measure.mjs';

const script = fileURLToPath(new URL('./factsContenders.mjs', import.meta.url));

/** @type {Readonly<Record<string, string>>} */
const names = {
  'tilescope-sync': 'Tilescope, sync',
  'bare-sync': 'open-read-close, sync',
  'tilescope-async': 'Tilescope, async',
  'bare-async': 'open-read-close, async',
  'image-size': 'image-size, fromFile',
  'image-dimensions-stream': 'image-dimensions, stream',
  'image-dimensions-data': 'image-dimensions, whole file',
  'probe-image-size': 'probe-image-size, stream',
  sharp: 'sharp, metadata',
};

/**
 * @typedef {object} FactsRow
 * @property {string} name
 * @property {string} label
 * @property {number} perSecond
 * @property {number} best in the best round
 * @property {number | null} answered how many pictures it knew
 * @property {number | null} different of those, how many it sizes otherwise than we do
 */

/**
 * @param {{ images: readonly string[], peers: string, library: string, rounds: number }} options
 * @returns {Promise<FactsRow[]>}
 */
export async function measureFacts({ images, peers, library, rounds }) {
  const children = Object.fromEntries(Object.keys(names).map(name => [name, startChild(script)]));
  for (const [reader, child] of Object.entries(children))
    await child.ask({ do: 'begin', reader, images, peers, library });
  /** @type {Record<string, (string | null)[]>} */
  const sizes = {};
  for (const [name, child] of Object.entries(children)) sizes[name] = await child.ask({ do: 'check' });
  const contenders = Object.fromEntries(
    Object.entries(children).map(([name, child]) => [name, () => child.ask({ do: 'pass' })]),
  );
  const times = await compare(contenders, { rounds, warmUp: 3 });
  for (const child of Object.values(children)) child.stop();
  const ours = sizes['tilescope-sync'] ?? [];
  return Object.entries(names).map(([name, label]) => {
    const known = name.startsWith('bare') ? undefined : sizes[name];
    return {
      name,
      label,
      perSecond: (images.length / (times[name]?.median ?? NaN)) * 1000,
      best: (images.length / (times[name]?.best ?? NaN)) * 1000,
      answered: known?.filter(size => size !== null).length ?? null,
      different:
        known?.filter((size, i) => size !== null && ours[i] !== null && size !== ours[i]).length ?? null,
    };
  });
}
