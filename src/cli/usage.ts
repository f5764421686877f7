import { formatUsd } from '../core/money';
import { group, plural } from '../core/text';
import { compareBills } from '../vision/usage/comparison';
import { runsAsCsv } from '../vision/usage/csv';
import { Days, isDay } from '../vision/usage/days';
import { Ledger } from '../vision/usage/ledger';
import { LedgerError } from '../vision/usage/ledgerError';
import type { LedgerContents } from '../vision/usage/ledgerReader';
import { remarksOf } from '../vision/usage/remarks';
import { runsFrom, totalsOf } from '../vision/usage/totals';
import type { Group, UsageTotals } from '../vision/usage/totals';
import { paint } from './describe';
import { exitCodes, UsageError } from './exit';
import { visible } from '../references/scan/findingText';
import { table } from './table';

export interface UsageFlags {
  readonly since?: string;
  readonly json?: boolean;
  readonly csv?: boolean;
}

/** `tilescope usage`: what runs were billed, by day, model and project; the numbers of the editor's Usage page. */
export async function runUsage(flags: UsageFlags): Promise<number> {
  const { since } = flags;
  if (since !== undefined && !isDay(since))
    throw new UsageError(`--since takes a day such as 2026-11-01, not "${since}".`);
  const ledger = openLedger();
  const contents = await read(ledger);
  const days = new Days();
  const runs = runsFrom(contents.runs, days, since);
  const totals = totalsOf(contents.runs, days, { from: since, to: days.of(Date.now()) });
  if (flags.csv === true) print(runsAsCsv(runs));
  else if (flags.json === true)
    print(`${JSON.stringify(record(ledger, since, totals, runs, contents), null, 2)}\n`);
  else print(`${asText(ledger, since, totals, runs)}\n`);
  for (const remark of remarksOf(contents)) process.stderr.write(`tilescope: ${remark}\n`);
  return contents.damaged > 0 ? exitCodes.problems : exitCodes.ok;
}

function openLedger(): Ledger {
  try {
    return new Ledger();
  } catch (error) {
    throw asUsageError(error);
  }
}

async function read(ledger: Ledger): Promise<LedgerContents> {
  try {
    return await ledger.read();
  } catch (error) {
    throw asUsageError(error);
  }
}

function asUsageError(error: unknown): unknown {
  return LedgerError.is(error)
    ? new UsageError(`${error.message} ${error.nextStep}`, { cause: error })
    : error;
}

function record(
  ledger: Ledger,
  since: string | undefined,
  totals: UsageTotals,
  runs: LedgerContents['runs'],
  { damaged, newer }: LedgerContents,
): object {
  const { compared, onLine, without } = compareBills(runs);
  const named = ({ name, ...sums }: Group, key: string): object => ({ [key]: name, ...sums });
  const { name: _name, ...all } = totals.all;
  return {
    file: ledger.file,
    since: since ?? null,
    total: all,
    days: totals.days.filter(day => day.runs > 0).map(day => named(day, 'day')),
    models: totals.models.map(model => named(model, 'model')),
    projects: totals.projects.map(project => named(project, 'project')),
    estimates: { compared, asEstimated: onLine, without },
    damaged,
    newer,
  };
}

function asText(
  ledger: Ledger,
  since: string | undefined,
  totals: UsageTotals,
  runs: LedgerContents['runs'],
): string {
  const { all } = totals;
  const from = since === undefined ? '' : ` since ${since}`;
  const where = paint('dim', `Every run is a line of ${ledger.file}`);
  if (all.runs === 0) return `No runs${from}.\n${where}`;
  const unknown = all.unknown === 0 ? '' : `, and ${plural(all.unknown, 'run')} of unknown price`;
  const comparison = compareBills(runs);
  const blocks = [
    block(
      'day',
      totals.days.filter(day => day.runs > 0),
    ),
    block('model', totals.models),
    block('project', totals.projects),
    [
      `${paint('bold', plural(all.runs, 'run'))}${from} · ${paint('bold', formatUsd(all.usd))} billed${unknown}`,
      ...(comparison.compared === 0
        ? []
        : [
            `${group(comparison.onLine)} of ${plural(comparison.compared, 'run')} billed the input tokens that were estimated`,
          ]),
      where,
    ].join('\n'),
  ];
  return blocks.join('\n\n');
}

function block(head: string, groups: readonly Group[]): string {
  const rows = groups.map(one => [
    one.name === '' ? `no ${head}` : visible(one.name),
    formatUsd(one.usd),
    one.unknown === 0 ? '' : `+ ${group(one.unknown)} unknown`,
    group(one.runs),
    group(one.pictures),
    group(one.inputTokens),
    group(one.outputTokens),
  ]);
  return table(rows, {
    head: [head, 'billed', '', 'runs', 'pictures', 'tokens in', 'tokens out'],
    right: [1, 3, 4, 5, 6],
  });
}

function print(text: string): void {
  process.stdout.write(text);
}
