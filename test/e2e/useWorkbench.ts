import { join } from 'node:path';
import { setup } from './setup.js';
import { Workbench, type WorkbenchOptions } from './workbench.js';

interface UseOptions extends WorkbenchOptions {
  readonly anew?: boolean;
  /** Has all of it recorded, failed or not, in test-results/recordings/ under this name. */
  readonly recorded?: string;
}

/**
 * One window for the tests of a `describe`, opened before the first and closed after the last; `anew`: one for each
 * test, also when it is tried again, for those that find another window the second time. When a test fails,
 * the picture of the window and the trace of the later attempts stay in test-results/failures/. @returns a function that gives the window
 */
export function useWorkbench({ anew = false, recorded, ...options }: UseOptions = {}): () => Workbench {
  let workbench: Workbench | undefined;

  (anew ? beforeEach : before)(async function () {
    this.timeout(60_000);
    workbench = await Workbench.open(options);
    if (recorded !== undefined) await workbench.startTrace();
  });

  beforeEach(async function () {
    // What failed once is tried again, and this time recorded. Mocha has this method; the types hide it.
    const test = this.currentTest as { currentRetry(): number } | undefined;
    const attempt = test?.currentRetry() ?? 0;
    if (attempt === 0 || workbench === undefined) return;
    // In the same window first, as the tests before have left it; then in a new one.
    if (attempt > 1 && !anew) {
      this.timeout(60_000);
      await workbench.close();
      workbench = await Workbench.open(options);
    }
    await workbench.startTrace();
    await workbench.closeWhatIsOpen();
  });

  afterEach(async function () {
    const test = this.currentTest;
    // Also when it is tried again: then it has no state.
    if (test === undefined || test.state === 'passed' || test.isPending() || workbench === undefined) return;
    const folder = join(setup.failures, test.fullTitle().replaceAll(/[^\p{L}\p{N}]+/gu, '-'));
    await workbench.keepTrace(folder);
    console.log(`      What the window showed: ${folder}`);
  });

  (anew ? afterEach : after)(async () => {
    if (recorded !== undefined) await workbench?.keepTrace(join(setup.recordings, recorded));
    await workbench?.close();
  });

  return () => {
    if (workbench === undefined)
      throw new Error('The window opens before the first test: ask for it inside one.');
    return workbench;
  };
}
