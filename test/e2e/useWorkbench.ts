import { Workbench, type WorkbenchOptions } from './workbench.js';

/**
 * One window for the tests of a `describe`, opened before the first and closed after the last. When a test fails,
 * its picture and trace stay in test-results/failures/. @returns a function that gives the window
 */
export function useWorkbench(options: WorkbenchOptions = {}): () => Workbench {
  let workbench: Workbench | undefined;

  before(async function () {
    this.timeout(60_000);
    workbench = await Workbench.open(options);
  });

  afterEach(async function () {
    const test = this.currentTest;
    if (test?.state !== 'failed' || workbench === undefined) return;
    const name = test.fullTitle().replaceAll(/[^\p{L}\p{N}]+/gu, '-');
    console.log(`      What the window showed: ${await workbench.keepTrace(name)}`);
  });

  after(async () => {
    await workbench?.close();
  });

  return () => {
    if (workbench === undefined)
      throw new Error('The window opens before the first test: ask for it inside one.');
    return workbench;
  };
}
