import type { ConfigSource } from '../core/config/source';
import type { Model } from '../core/models/model';
import type { Pricing } from '../references/assess';
import { exact } from '../references/calls/price/callCost';
import { sumOfCalls } from './callTotals';
import type { CallSums } from './callTotals';
import type { Finding, FoundCall, Scan } from './scan';

/** A project's references outside of calls, summed: each picture once for every place that names it. And its calls. */
export interface Totals {
  readonly calls: CallSums;
  readonly priced: number;
  readonly tokens: number;
  /** Of those with a price; `unpriced` counts the others. */
  readonly costUsd: number;
  readonly unpriced: number;
  readonly refused: number;
  readonly unreadable: number;
  readonly remote: number;
  /** Lead nowhere, or are put together when the program runs. */
  readonly unresolved: number;
  /** Found, but no count is known for the model. */
  readonly unknown: number;
}

export interface Report extends Scan {
  /** As asked for. */
  readonly directory: string;
  /** Absolute. */
  readonly root: string;
  readonly model: Model;
  readonly pricing: Pricing;
  /** Every `tilescope.json` that held for a file of it. */
  readonly configs: readonly ConfigSource[];
  readonly totals: Totals;
}

export function totalsOf({ calls, findings }: Pick<Scan, 'calls' | 'findings'>): Totals {
  const totals = {
    priced: 0,
    tokens: 0,
    costUsd: 0,
    unpriced: 0,
    refused: 0,
    unreadable: 0,
    remote: 0,
    unresolved: 0,
    unknown: 0,
  };
  for (const { assessment } of findings) {
    switch (assessment.kind) {
      case 'estimated':
        switch (assessment.estimate.outcome) {
          case 'counted':
            totals.priced += 1;
            totals.tokens += assessment.estimate.tokens;
            if (assessment.estimate.costUsd === null) totals.unpriced += 1;
            else totals.costUsd += assessment.estimate.costUsd;
            break;
          case 'rejected':
            totals.refused += 1;
            break;
          case 'unpublished':
            totals.unknown += 1;
        }
        break;
      case 'unreadable':
        totals.unreadable += 1;
        break;
      case 'unknown-model':
        totals.unknown += 1;
        break;
      case 'remote':
        totals.remote += 1;
        break;
      case 'unresolved':
        totals.unresolved += 1;
    }
  }
  return { calls: sumOfCalls(calls), ...totals, costUsd: exact(totals.costUsd) };
}

/** What was found in one file after another, in their order. */
export interface FileFindings {
  readonly calls: readonly FoundCall[];
  readonly others: readonly Finding[];
}

export function byFile({
  calls,
  findings,
  found,
}: Pick<Scan, 'calls' | 'findings' | 'found'>): ReadonlyMap<string, FileFindings> {
  const files = new Map(
    found.map(file => [file, { calls: [] as FoundCall[], others: [] as Finding[] }] as const),
  );
  for (const call of calls) files.get(call.file)?.calls.push(call);
  for (const finding of findings) files.get(finding.file)?.others.push(finding);
  return files;
}

/** What a report lists: pictures, whether or not they have a price. */
export function isPicture({ assessment }: Finding): boolean {
  return assessment.kind !== 'unresolved';
}
