// Estimates a second, for each family of rules and for all of them in turns.
import { fileURLToPath } from 'node:url';
import { compare, startChild } from './measure.mjs';

const script = fileURLToPath(new URL('./estimatesContenders.mjs', import.meta.url));

/**
 * @param {{ library: string, rounds: number }} options
 * @returns {Promise<{ name: string, model: string | null, perSecond: number, best: number }[]>}
 */
export async function measureEstimates({ library, rounds }) {
  const probe = startChild(script);
  /** @type {Record<string, string>} */
  const families = await probe.ask({ do: 'families', library });
  probe.stop();
  const names = ['mix', ...Object.keys(families)];
  const children = Object.fromEntries(names.map(name => [name, startChild(script)]));
  /** @type {Record<string, number>} */
  const counts = {};
  for (const [family, child] of Object.entries(children))
    counts[family] = await child.ask({ do: 'begin', family, library });
  const contenders = Object.fromEntries(
    Object.entries(children).map(([name, child]) => [name, () => child.ask({ do: 'pass' })]),
  );
  const times = await compare(contenders, { rounds });
  for (const child of Object.values(children)) child.stop();
  return names.map(name => ({
    name,
    model: families[name] ?? null,
    perSecond: ((counts[name] ?? NaN) / (times[name]?.median ?? NaN)) * 1000,
    best: ((counts[name] ?? NaN) / (times[name]?.best ?? NaN)) * 1000,
  }));
}
