import * as vscode from 'vscode';
import { Ledger } from '../../vision/usage/ledger';
import { LedgerError } from '../../vision/usage/ledgerError';
import { checkLimits, spendingAt } from '../../vision/usage/limits';
import type { RunRecord } from '../../vision/usage/run';
import { limitsInForce } from '../usage/spendLimits';

/** Holds runs against the user's limits, with those that are on their way, and records them afterwards. */
export class Budget {
  #ledger: Ledger | undefined;
  /** US dollars at most of the runs that have no bill yet, by their ids. */
  readonly #underway = new Map<string, number>();

  /** @param recorded called when a run is in the ledger */
  constructor(
    private readonly log: vscode.LogOutputChannel,
    private readonly recorded: () => void,
  ) {}

  /** Why a limit stops a run, in sentences; `undefined` where none does. @param upTo US dollars at most; `null`: not known */
  async stops(upTo: number | null): Promise<string | undefined> {
    const limits = limitsInForce();
    if (limits.dailyLimitUsd === null && limits.monthlyLimitUsd === null) return undefined;
    const underway = [...this.#underway.values()].reduce((sum, usd) => sum + usd, 0);
    try {
      const { runs } = await this.#open().read();
      const verdict = checkLimits(
        limits,
        spendingAt(runs, new Date()),
        // Nothing to pay stays nothing.
        upTo === null || upTo === 0 ? upTo : upTo + underway,
      );
      return verdict.allowed ? undefined : verdict.message;
    } catch (error) {
      if (!LedgerError.is(error)) throw error;
      this.log.error(`${error.message} ${error.nextStep}`);
      return `A limit is set, and what was spent is not known: ${error.message} ${error.nextStep}`;
    }
  }

  begin(run: string, upTo: number | null): void {
    this.#underway.set(run, upTo ?? 0);
  }

  /** Records a run that has ended. That it could not is said to the user: the sums would be wrong in silence. */
  async record(run: RunRecord): Promise<void> {
    this.#underway.delete(run.id);
    try {
      await this.#open().append(run);
      this.recorded();
    } catch (error) {
      if (!LedgerError.is(error)) throw error;
      this.log.error(`A run was not recorded. ${error.message} ${error.nextStep}`);
      void vscode.window.showWarningMessage(
        `Tilescope: the run is not in the usage. ${error.message} ${error.nextStep}`,
      );
    }
  }

  end(run: string): void {
    this.#underway.delete(run);
  }

  #open(): Ledger {
    this.#ledger ??= new Ledger();
    return this.#ledger;
  }
}
