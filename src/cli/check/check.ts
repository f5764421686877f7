import { realpathSync } from 'node:fs';
import { openGitRepository } from '../../host/gitRepository';
import { SyncNodeFileHost } from '../../host/nodeFilesSync';
import { RevisionError } from '../../host/revisions';
import type { Repository, RevisionErrorReason } from '../../host/revisions';
import { neverCancelled } from '../../host/host';
import { measuredReferenceModel } from '../../references/scan/measure';
import { checkChanges, checkStore } from '../../review/checkChanges';
import type { CheckResult } from '../../review/result';
import { statesFor } from '../../review/states';
import type { AskedStates } from '../../review/states';
import { ownPricing } from '../../vision/prompts/ownPricing';
import { directoryAt } from '../directory';
import { UsageError } from '../exit';
import { pricingFor, today } from '../pricing';
import type { PricingFlags, PricingSetup } from '../pricing';
import { cacheFolder } from './cacheFolder';
import { checkWhole } from './checkWhole';
import type { Output } from './outputs';
import { writeResult } from './write';

/** What the command says to scripts. Both `within` and a limit that only warns are 0. */
export const checkCodes = { within: 0, over: 1, usage: 2, unknown: 3 } as const;

export interface CheckFlags extends PricingFlags, AskedStates {
  readonly allowUnknown?: boolean;
  readonly quietWhenUnchanged?: boolean;
}

/** What both ways of checking need. */
export interface CheckSetup extends PricingSetup {
  /** Absolute, without links on the way. */
  readonly root: string;
  readonly today: string;
  readonly version: string;
}

/** `tilescope check` judges: the exit code says whether all keeps to the budget. */
export async function runCheck(
  directory: string,
  flags: CheckFlags,
  outputs: readonly Output[],
  version: string,
): Promise<number> {
  // Git names files by their true paths.
  const root = realpathSync(directoryAt(directory));
  const setup: CheckSetup = {
    ...(await pricingFor(flags, root)),
    root,
    today: today(),
    version,
  };
  const disk = new SyncNodeFileHost();
  let repository: Repository | undefined;
  try {
    if (!comparesStates(flags)) {
      return await finished(await checkWhole(setup, disk), outputs, flags);
    }
    repository = await openGitRepository(root, disk);
    if (flags.head !== undefined && flags.staged === true)
      throw new UsageError('--head and --staged are two different states: name one of them.');
    const states = await statesFor(repository, flags);
    const cache = cacheFolder();
    const found = await checkChanges(repository, states, {
      ...setup,
      ownPricing,
      reference: measuredReferenceModel(setup.pricing, setup.model),
      store: cache === undefined ? undefined : checkStore(cache, root, version),
      cancellation: neverCancelled,
    });
    return await finished(found, outputs, flags);
  } catch (error) {
    if (!RevisionError.is(error)) throw error;
    process.stderr.write(`tilescope: ${error.message}\n`);
    const wrong: readonly RevisionErrorReason[] = ['no-repository', 'unknown-revision', 'no-merge-base'];
    if (wrong.includes(error.reason)) return checkCodes.usage;
    return flags.allowUnknown === true ? checkCodes.within : checkCodes.unknown;
  } finally {
    repository?.close();
  }
}

/** Whether two states are asked for; otherwise one is checked whole. */
function comparesStates({ base, head, staged }: AskedStates): boolean {
  return base !== undefined || head !== undefined || staged === true;
}

async function finished(
  result: CheckResult,
  outputs: readonly Output[],
  { allowUnknown, quietWhenUnchanged }: CheckFlags,
): Promise<number> {
  await writeResult(result, outputs, quietWhenUnchanged === true);
  if (result.outcome === 'unknown') return allowUnknown === true ? checkCodes.within : checkCodes.unknown;
  return checkCodes[result.outcome];
}
