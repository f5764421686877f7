// What runs inside VS Code's extension host: mocha, on the suites imported below.
import Mocha from 'mocha';
import Reporter from '../reporter.cjs';

/** The suites of each kind of workspace. A new file is added here. */
const suites = {
  trusted: async () => {
    await import('./activation.test.js');
    await import('./hover.test.js');
    await import('./lens.test.js');
    await import('./calls.test.js');
    await import('./diagnostics.test.js');
    await import('./budgets.test.js');
    await import('./review.test.js');
    await import('./reviewKinds.test.js');
    await import('./elsewhere.test.js');
    await import('./project.test.js');
    await import('./choice.test.js');
    await import('./sameNumbers.test.js');
    await import('./tileView.test.js');
    await import('./ask.test.js');
    await import('./usage.test.js');
  },
  restricted: async () => {
    await import('./restricted.test.js');
  },
};

/** Called by VS Code. Resolves when every test passed. */
export async function run(): Promise<void> {
  const kind = process.env.TILESCOPE_SUITE === 'restricted' ? 'restricted' : 'trusted';
  const mocha = new Mocha({ ui: 'bdd', timeout: 20_000, reporter: Reporter, forbidOnly: true });
  const grep = process.env.TILESCOPE_TEST_GREP;
  if (grep) mocha.fgrep(grep);
  // Defines describe, it and the hooks, which the files below use as they load.
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  await suites[kind]();
  await new Promise<void>((resolve, reject) => {
    mocha.run(failures => {
      if (failures === 0) resolve();
      else reject(new Error(`${failures} failed`));
    });
  });
}
