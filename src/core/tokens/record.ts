import type { Size } from '../size';
import type { Estimate, Grid, Rejection, Warning } from './types';

/** An estimate as the command line's `--json` and the tools of agents hand it out. Money is US dollars, sizes pixels. */
export interface EstimateRecord {
  /** As asked: a path, a size, an address. */
  readonly source: string;
  readonly format: string | null;
  readonly width: number;
  readonly height: number;
  /** The model's own name, whichever alias was asked for. */
  readonly model: string;
  /** As given; `null` where it was omitted. */
  readonly detail: string | null;
  readonly effectiveDetail: string | null;
  readonly tier: string;
  readonly tokens: number | null;
  readonly tokensRange: readonly [number, number] | null;
  readonly costUsd: number | null;
  readonly costRangeUsd: readonly [number, number] | null;
  readonly seen: Size | null;
  readonly grid: Grid | null;
  /** Why the API would refuse the picture. */
  readonly rejected: Rejection | null;
  /** Why there is no number although nothing is refused. */
  readonly unknown: string | null;
  readonly warnings: readonly Warning[];
  readonly rule: {
    readonly family: string;
    readonly source: string;
    readonly confidence: string;
    readonly asOf: string;
  };
}

export function estimateRecord(source: string, format: string | null, estimate: Estimate): EstimateRecord {
  const counted = estimate.outcome === 'counted' ? estimate : undefined;
  return {
    source,
    format,
    width: estimate.size.width,
    height: estimate.size.height,
    model: estimate.model.id,
    detail: estimate.detail ?? null,
    effectiveDetail: estimate.effectiveDetail,
    tier: estimate.tier,
    tokens: counted?.tokens ?? null,
    tokensRange: counted?.tokensRange ?? null,
    costUsd: counted?.costUsd ?? null,
    costRangeUsd: counted?.costRangeUsd ?? null,
    // What is seen may be the picture itself, with all that is known of it: its size is what was asked.
    seen: sizeOf(counted?.seen ?? null),
    grid: counted?.grid ?? null,
    rejected: estimate.outcome === 'rejected' ? estimate.rejected : null,
    unknown: estimate.outcome === 'unpublished' ? estimate.reason : null,
    warnings: estimate.warnings,
    rule: {
      family: estimate.rule.family,
      source: estimate.rule.source,
      confidence: estimate.rule.confidence,
      asOf: estimate.rule.asOf,
    },
  };
}

function sizeOf(size: Size | null): Size | null {
  return size === null ? null : { width: size.width, height: size.height };
}
