import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { proposeBudget } from '../../core/budget/proposal';
import type { Proposal } from '../../core/budget/proposal';
import { showPlace } from '../../core/config/source';
import { plural } from '../../core/text';
import { SyncNodeFileHost } from '../../host/nodeFilesSync';
import { configName } from '../../host/projectConfigs';
import { FactsCache } from '../../images/factsCache';
import { ProjectCache } from '../../references/project/projectCache';
import { visible } from '../../references/scan/findingText';
import { measureFile } from '../../references/scan/measure';
import { paint } from '../describe';
import { directoryAt } from '../directory';
import { exitCodes, UsageError } from '../exit';
import { pricingFor, today, walkedBy } from '../pricing';
import { scan } from '../scan';
import { byFile } from '../totals';
import { isSame, newConfig, withBudgets } from './configText';

export interface InitFlags {
  readonly headroom?: string;
  readonly force?: boolean;
}

/** `tilescope init`: writes limits from what the project costs today. Nothing is written over unless told so. */
export async function runInit(directory: string, flags: InitFlags): Promise<number> {
  const root = directoryAt(directory);
  const headroom = headroomOf(flags.headroom ?? '10%');
  const target = path.join(root, configName);
  const before = textAt(target);
  const setup = await pricingFor({}, root);
  const own = setup.config.chain[0];
  const day = today();
  const disk = new SyncNodeFileHost();
  const found = await scan(root, {
    forFile: setup.forFile,
    services: {
      files: disk,
      facts: new FactsCache(disk),
      registry: setup.registry,
      today: () => day,
    },
    projects: new ProjectCache(disk),
    ...walkedBy(setup.config),
  });
  const files = [...byFile(found)].map(([file, { calls, others }]) =>
    measureFile(file, { calls, findings: others }, root),
  );
  const proposal = proposeBudget(files, headroom);
  for (const { file, why } of found.unread) warn(`${visible(file)} was not read: ${why}.`);
  if (proposal.scopes.length === 0) {
    print(
      proposal.calls === 0
        ? `No call that sends pictures was found below ${directory}, so that there is nothing to limit yet. Nothing was written.`
        : `None of the ${plural(proposal.calls, 'call')} found has a number, so that there is nothing to limit by. Nothing was written.`,
    );
    return exitCodes.problems;
  }
  if (own?.config.budgets !== undefined) {
    if (isSame(own.config.budgets, proposal)) {
      print(`${configName} has these budgets already. Nothing was written.`);
      return exitCodes.ok;
    }
    if (flags.force !== true)
      throw new UsageError(
        `${showPlace(own.place(['budgets']))} has budgets already: --force writes them anew.`,
      );
  }
  const text =
    before === undefined
      ? newConfig(proposal, day, `${String(Math.round(headroom * 1e4) / 100)} %`)
      : withBudgets(before, proposal);
  write(target, text);
  print(`${before === undefined ? 'Wrote' : 'Added budgets to'} ${path.join(directory, configName)}:`);
  summary(proposal);
  return exitCodes.ok;
}

function summary({ scopes, unknown, calls }: Proposal): void {
  for (const { scope, limits } of scopes)
    for (const { quantity, limit, dearest } of limits)
      print(
        `  ${scope.padEnd(8)}${String(limit)} ${quantity}${dearest === undefined ? '' : paint('dim', `  ${visible(dearest)}`)}`,
      );
  if (unknown.length === 0) return;
  warn(`${String(unknown.length)} of ${plural(calls, 'call')} cannot be told whole; a check says so:`);
  for (const one of unknown.slice(0, 10)) print(`    ${visible(one)}`);
  if (unknown.length > 10) print(`    and ${String(unknown.length - 10)} more`);
}

/** `10%` or `10`: percent. */
function headroomOf(text: string): number {
  const match = /^(\d{1,4}(?:\.\d+)?)\s*%?$/.exec(text.trim());
  if (match === null) throw new UsageError(`--headroom is a percentage like 10%, not "${text}".`);
  return Number(match[1]) / 100;
}

function textAt(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    if (code === 'ENOENT') return undefined;
    throw new UsageError(`${file} cannot be read (${code}).`);
  }
}

/** All of it or nothing. */
function write(file: string, text: string): void {
  const temporary = `${file}.${String(process.pid)}.tmp`;
  try {
    writeFileSync(temporary, text);
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw new UsageError(
      `${file} cannot be written (${(error as NodeJS.ErrnoException).code ?? String(error)}).`,
    );
  }
}

function warn(text: string): void {
  print(`${paint('yellow', '!')} ${text}`);
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
