import assert from 'node:assert/strict';

/** Milliseconds of this process alone: what else the machine does is not the work's fault. */
function timed(work: () => void): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

/** The quicker of some: collecting garbage and compiling fall into one and not into the other. */
function least(work: () => void): number {
  return Math.min(timed(work), timed(work), timed(work));
}

/** Work this short tells nothing of how it grows, and need not. */
const short = 500;
/** Of the large over the small: 4 where work grows with its length, 16 where with its square. */
const most = 10;

/**
 * Asserts that four times the length is not much more than four times the work. That is a ratio of one run, so that a
 * slow or busy machine changes nothing: it is slow at both.
 */
export function assertGrowsWithLength(what: string, length: number, work: (length: number) => void): void {
  if (timed(() => work(length)) < short) return;
  const ratio = least(() => work(length)) / least(() => work(Math.ceil(length / 4)));
  assert.ok(ratio < most, `${what}: four times the length is ${ratio.toFixed(1)} times the work`);
}
