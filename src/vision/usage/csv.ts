import { estimatedInput } from './comparison';
import type { RunRecord } from './run';

type Cell = string | number | undefined;

/** The columns of the export, in their order. Empty: not known. */
const columns: readonly (readonly [string, (run: RunRecord) => Cell])[] = [
  ['time', run => run.at],
  ['id', run => run.id],
  ['by', run => run.by],
  ['project', run => run.project],
  ['endpoint', run => run.endpoint],
  ['model', run => run.model],
  ['tier', run => run.tier],
  ['pictures', run => run.pictures],
  ['outcome', run => run.outcome],
  ['error', run => run.error],
  ['estimated image tokens', run => run.estimated.imageTokens ?? undefined],
  ['estimated text tokens', run => run.estimated.textTokens],
  ['estimated input tokens', estimatedInput],
  ['estimated input usd', run => run.estimated.inputUsd ?? undefined],
  ['billed input tokens', run => run.billed?.inputTokens],
  ['billed cached input tokens', run => run.billed?.cachedInputTokens],
  ['billed output tokens', run => run.billed?.outputTokens],
  ['billed reasoning tokens', run => run.billed?.reasoningTokens],
  ['billed usd', run => run.usd ?? undefined],
  ['milliseconds', run => run.took],
  ['prompt', run => run.prompt],
];

/** Runs as CSV (RFC 4180): a header, a line each, the oldest first. The column of prompts is there where one was kept. */
export function runsAsCsv(runs: readonly RunRecord[]): string {
  const shown = runs.some(({ prompt }) => prompt !== undefined)
    ? columns
    : columns.filter(([name]) => name !== 'prompt');
  const lines = [shown.map(([name]) => name), ...runs.map(run => shown.map(([, value]) => value(run)))];
  return lines.map(cells => `${cells.map(csvCell).join(',')}\r\n`).join('');
}

/** A cell as RFC 4180 writes it. A text that a spreadsheet would run as a formula gets an apostrophe before it. */
export function csvCell(value: Cell): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return plain(value);
  const text = /^[=+\-@\t\r\n]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Without an exponent, which spreadsheets read in ways of their own: 1.3e-7 is 0.00000013. */
function plain(value: number): string {
  const text = String(value);
  return text.includes('e-') ? value.toFixed(15).replace(/0+$/, '') : text;
}
