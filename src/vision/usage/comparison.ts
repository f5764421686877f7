import type { RunRecord } from './run';

/** Runs of a model whose estimate and bill were the same. */
export interface Pair {
  readonly model: string;
  /** Input tokens. */
  readonly estimated: number;
  readonly billed: number;
  readonly runs: number;
  /** When the last of them was sent: ISO. */
  readonly last: string;
}

/** How estimates and bills of input tokens compare. */
export interface Comparison {
  /** What is off the line first, then by the estimate. */
  readonly pairs: readonly Pair[];
  /** Runs that have a bill and an estimate, in all. */
  readonly compared: number;
  /** Of these, billed as estimated. */
  readonly onLine: number;
  /** Runs that came to an end without one of the two. */
  readonly without: number;
}

/** Text is counted by our own tokenizer, and providers add a few tokens of their own to every message. */
const tolerance = { share: 0.02, tokens: 8 };

/** The estimate of pictures and text, where there is one. */
export function estimatedInput({ estimated }: RunRecord): number | undefined {
  return estimated.imageTokens === null ? undefined : estimated.imageTokens + estimated.textTokens;
}

/** Whether the bill is what was estimated, within what a provider adds to a message. */
export function isOnLine({ estimated, billed }: Pick<Pair, 'estimated' | 'billed'>): boolean {
  return Math.abs(billed - estimated) <= Math.max(tolerance.tokens, tolerance.share * estimated);
}

/** Pairs of what was estimated and what was billed for the same run. */
export function compareBills(runs: readonly RunRecord[]): Comparison {
  const pairs = new Map<string, Pair>();
  let [compared, onLine, without] = [0, 0, 0];
  for (const run of runs) {
    const estimated = estimatedInput(run);
    const billed = run.billed?.inputTokens;
    if (estimated === undefined || billed === undefined) {
      if (run.outcome !== 'failed' && run.outcome !== 'cancelled') without += 1;
      continue;
    }
    compared += 1;
    if (isOnLine({ estimated, billed })) onLine += 1;
    const key = `${String(estimated)} ${String(billed)} ${run.model}`;
    const known = pairs.get(key);
    pairs.set(key, {
      model: run.model,
      estimated,
      billed,
      runs: (known?.runs ?? 0) + 1,
      last: known !== undefined && known.last > run.at ? known.last : run.at,
    });
  }
  const off = (pair: Pair): number =>
    isOnLine(pair) ? 0 : Math.abs(pair.billed - pair.estimated) / Math.max(1, pair.estimated);
  return {
    pairs: [...pairs.values()].sort((a, b) => off(b) - off(a) || a.estimated - b.estimated),
    compared,
    onLine,
    without,
  };
}
