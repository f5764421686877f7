import type { RunRecord } from './run';

/** What a line of the ledger holds. */
export type ParsedRun =
  | { readonly kind: 'run'; readonly run: RunRecord }
  /** A record of a version that this program does not know: someone else's, not damaged. */
  | { readonly kind: 'newer' }
  | { readonly kind: 'damaged' };

const damaged: ParsedRun = { kind: 'damaged' };

/** Reads a line of the ledger, without its end. Whatever is not a whole record of a known version is said to be so. */
export function parseRun(line: string): ParsedRun {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return damaged;
  }
  if (!isObject(value) || !isCount(value.version)) return damaged;
  if (value.version !== 1) return { kind: 'newer' };
  return isRun(value) ? { kind: 'run', run: value } : damaged;
}

type Fields = Readonly<Record<string, unknown>>;

const outcomes: readonly unknown[] = [
  'complete',
  'length',
  'refused',
  'filtered',
  'cancelled',
  'failed',
] satisfies readonly RunRecord['outcome'][];

function isRun(value: Fields): value is Fields & RunRecord {
  return (
    [value.id, value.endpoint, value.model, value.tier, value.project].every(isText) &&
    isTime(value.at) &&
    (value.by === 'editor' || value.by === 'cli') &&
    isCount(value.pictures) &&
    outcomes.includes(value.outcome) &&
    isAbsentOr(value.error, isText) &&
    isAbsentOr(value.prompt, isText) &&
    isAmount(value.took) &&
    isEstimated(value.estimated) &&
    isAbsentOr(value.billed, isBilled) &&
    isAbsentOr(value.usd, usd => usd === null || isAmount(usd))
  );
}

function isEstimated(value: unknown): boolean {
  return (
    isObject(value) &&
    (value.imageTokens === null || isCount(value.imageTokens)) &&
    isCount(value.textTokens) &&
    (value.inputUsd === null || isAmount(value.inputUsd))
  );
}

function isBilled(value: unknown): boolean {
  return (
    isObject(value) &&
    [value.inputTokens, value.cachedInputTokens, value.outputTokens, value.reasoningTokens].every(isCount)
  );
}

function isAbsentOr(value: unknown, is: (value: unknown) => boolean): boolean {
  return value === undefined || is(value);
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

/** A whole number of things. */
function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/** Money or time; JSON holds neither NaN nor infinity, but 1e999 reads as one. */
function isAmount(value: unknown): boolean {
  return Number.isFinite(value) && (value as number) >= 0;
}

/** In UTC, so that times compare as texts do. */
function isTime(value: unknown): boolean {
  return (
    typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value) && !Number.isNaN(Date.parse(value))
  );
}
