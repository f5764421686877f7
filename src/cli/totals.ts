import type { Model } from '../core/models/model';
import type { Pricing } from '../references/assess';
import type { Finding, Scan } from './scan';

/** A project's references, summed: each picture once for every place that names it. */
export interface Totals {
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
  readonly totals: Totals;
}

export function totalsOf({ findings }: Pick<Scan, 'findings'>): Totals {
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
  // Sums of exact thirteenths of a cent drift in the last binary digit.
  return { ...totals, costUsd: Math.round(totals.costUsd * 1e12) / 1e12 };
}

/** Findings of one file after another, in their order. */
export function byFile(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  const files = new Map<string, Finding[]>();
  for (const finding of findings) {
    const list = files.get(finding.file);
    if (list === undefined) files.set(finding.file, [finding]);
    else list.push(finding);
  }
  return files;
}
