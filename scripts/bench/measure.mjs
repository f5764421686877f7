// Rounds, medians, and the words for them.
import { spawn } from 'node:child_process';

/** @param {readonly number[]} values @param {number} share 0…1 */
export function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  if (sorted.length === 0) return NaN;
  const at = (sorted.length - 1) * share;
  const low = sorted[Math.floor(at)] ?? NaN;
  const high = sorted[Math.ceil(at)] ?? NaN;
  return low + (high - low) * (at - Math.floor(at));
}

/** @param {readonly number[]} values */
export const median = values => percentile(values, 0.5);

/**
 * Milliseconds. On a machine with other work to do, the best round tells what it can, the median what it does.
 * @typedef {{ median: number, best: number }} Timing
 */

/**
 * Times contenders in turns, so that whatever else the machine does meets all of them alike: each round runs every one
 * once, beginning with another one each time. What warming up takes is not counted.
 * @param {Readonly<Record<string, () => Promise<number | void>>>} contenders a number they answer is their own time in milliseconds
 * @param {{ rounds: number, warmUp?: number }} options
 * @returns {Promise<Record<string, Timing>>}
 */
export async function compare(contenders, { rounds, warmUp = 2 }) {
  const names = Object.keys(contenders);
  /** @type {Record<string, number[]>} */
  const times = Object.fromEntries(names.map(name => [name, []]));
  for (let round = -warmUp; round < rounds; round += 1) {
    for (let i = 0; i < names.length; i += 1) {
      const name = names[(i + round + warmUp) % names.length] ?? '';
      const start = performance.now();
      const own = await contenders[name]?.();
      const time = own ?? performance.now() - start;
      if (round >= 0) times[name]?.push(time);
    }
  }
  return Object.fromEntries(
    names.map(name => [name, { median: median(times[name] ?? []), best: Math.min(...(times[name] ?? [])) }]),
  );
}

/**
 * A process from its start to its end, its output thrown away.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, codes?: readonly number[] }} [options] `codes`: the exit codes that are no failure
 * @returns {Promise<void>}
 */
export function runToEnd(command, args, { env, codes = [0] } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...args], {
      env: env ?? process.env,
      stdio: ['ignore', 'ignore', 'pipe'],
      windowsHide: true,
    });
    let errors = '';
    child.stderr.on('data', chunk => {
      errors += String(chunk);
    });
    child.once('error', reject);
    child.once('close', code => {
      if (codes.includes(code ?? -1)) resolve();
      else
        reject(
          new Error(`${command} ${args.join(' ')} ended with exit code ${code}:\n${errors.slice(-2000)}`),
        );
    });
  });
}

/**
 * One of our scripts in a Node of its own, so that no contender inherits another's heap or compiled code.
 * @param {string} script
 * @param {readonly string[]} [flags] for Node
 */
export function startChild(script, flags = []) {
  const child = spawn(process.execPath, [...flags, script], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    windowsHide: true,
  });
  const ended = new Promise((_, reject) => {
    child.once('error', reject);
    child.once('close', code => reject(new Error(`${script} ended with exit code ${code}`)));
  });
  // Looked at by whoever asks; nobody asks after the end.
  ended.catch(() => undefined);
  return {
    /** @param {object} message @returns {Promise<any>} its answer */
    async ask(message) {
      const answer = new Promise(resolve => child.once('message', resolve));
      child.send(message);
      return Promise.race([answer, ended]);
    },
    stop: () => child.disconnect(),
  };
}

/**
 * The other end of {@link startChild}: answers every message, until the parent stops it.
 * @param {(message: any) => Promise<unknown>} work
 */
export function answerParent(work) {
  process.on('message', message => {
    work(message).then(
      answer => process.send?.(answer ?? null),
      error => {
        console.error(error);
        process.exit(1);
      },
    );
  });
}

/** Numbers that are the same in every run. @param {number} seed */
export function seeded(seed) {
  let state = seed >>> 0;
  /** 0 ≤ x < 1 (mulberry32) */
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    /** @param {number} from @param {number} to both included */
    integer: (from, to) => from + Math.floor(next() * (to - from + 1)),
    /** @template T @param {readonly T[]} items @returns {T} */
    pick: items => /** @type {T} */ (items[Math.floor(next() * items.length)]),
    /** Small ones are common, large ones rare. @param {number} from @param {number} to */
    skewed: (from, to) => Math.round(from * (to / from) ** next()),
  };
}
