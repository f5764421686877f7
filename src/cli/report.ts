import path from 'node:path';
import { SyncNodeFileHost } from '../host/nodeFilesSync';
import { FactsCache } from '../images/factsCache';
import { ProjectCache } from '../references/project/projectCache';
import { directoryAt } from './directory';
import { exitCodes } from './exit';
import { countText } from '../references/scan/projectCalls';
import { pricingFor, today, walkedBy } from './pricing';
import type { PricingFlags } from './pricing';
import { scan } from './scan';
import type { ScanOptions } from './scan';
import { totalsOf } from './totals';
import type { Report } from './totals';

export interface ReportFlags extends PricingFlags {
  readonly json?: boolean;
  readonly markdown?: boolean;
  readonly explain?: boolean;
}

/** `tilescope report` tells and does not judge: unreadable and refused pictures are listed, and the exit code is 0. */
export async function runReport(directory: string, flags: ReportFlags): Promise<number> {
  directoryAt(directory);
  const setup = await pricingFor(flags, directory);
  const files = new SyncNodeFileHost();
  const day = today();
  const progress = progressLine();
  const result = await scan(directory, {
    forFile: setup.forFile,
    services: {
      files,
      facts: new FactsCache(files),
      registry: setup.registry,
      today: () => day,
      countText,
    },
    projects: new ProjectCache(files),
    ...walkedBy(setup.config),
    progress: progress?.show,
  });
  progress?.clear();
  const totals = totalsOf(result);
  const report = {
    directory,
    root: path.resolve(directory),
    model: setup.model,
    pricing: setup.pricing,
    configs: setup.configs.known(),
    ...result,
    totals,
  };
  process.stdout.write(`${await written(report, flags)}\n`);
  return exitCodes.ok;
}

/** Only the form that is asked for is loaded: measuring text for columns is a table of Unicode of its own. */
async function written(report: Report, flags: ReportFlags): Promise<string> {
  if (flags.json === true) return (await import('./reportJson')).reportAsJson(report);
  if (flags.markdown === true) return (await import('./reportMarkdown')).reportAsMarkdown(report);
  return (await import('./reportText')).reportAsText(report, flags.explain === true);
}

/** A line that is written over, on a terminal alone, and only once the work takes a while. */
function progressLine():
  { readonly show: NonNullable<ScanOptions['progress']>; readonly clear: () => void } | undefined {
  if (!process.stderr.isTTY) return undefined;
  const start = Date.now();
  let shown = false;
  return {
    show: (files, calls, findings) => {
      if (Date.now() - start < 500) return;
      shown = true;
      process.stderr.write(
        `\r${String(files)} files, ${String(calls)} calls, ${String(findings)} other references …`,
      );
    },
    clear: () => {
      if (shown) process.stderr.write('\r\u001b[K');
    },
  };
}
