// Mocha's reporter for every suite: short lines for people, a file of results for scripts/test.mjs.
import fs = require('node:fs');
import path = require('node:path');
import mocha = require('mocha');

interface Result {
  readonly title: string;
  readonly state: 'passed' | 'failed' | 'pending';
  readonly milliseconds: number;
  readonly error?: string;
}

/**
 * Environment: `TILESCOPE_TEST_RESULTS` names the file of results; `TILESCOPE_TEST_LINES=suites` prints a line
 * for each outermost suite instead of one for each test.
 */
class Reporter extends mocha.reporters.Base {
  private readonly results: Result[] = [];
  private readonly suites = new Map<string, { passed: number; failed: number; milliseconds: number }>();
  private readonly file = process.env.TILESCOPE_TEST_RESULTS;
  private readonly brief = process.env.TILESCOPE_TEST_LINES === 'suites';

  constructor(runner: mocha.Runner, options: mocha.MochaOptions) {
    super(runner, options);
    if (this.file !== undefined) fs.mkdirSync(path.dirname(this.file), { recursive: true });
    // Should the process hang or die, this file tells where.
    runner.on('test', test => {
      if (this.file !== undefined) fs.writeFileSync(`${this.file}.running`, test.titlePath().join(' › '));
    });
    runner.on('pass', test => {
      this.add(test, 'passed');
    });
    runner.on('fail', (test, error: unknown) => {
      this.add(test, 'failed', error);
    });
    // It may pass then: that it did not at once is still told.
    runner.on('retry', (test: mocha.Test, error: unknown) => {
      console.log(`  ↻ once more: ${test.titlePath().join(' › ')}`);
      console.log(describe(error).replace(/^/gm, '      '));
    });
    runner.on('pending', test => {
      this.add(test, 'pending');
    });
    runner.once('end', () => {
      this.end();
    });
  }

  private add(test: mocha.Runnable, state: Result['state'], error?: unknown): void {
    const title = test.titlePath().join(' › ');
    const milliseconds = test.duration ?? 0;
    const text = error === undefined ? undefined : describe(error);
    this.results.push({ title, state, milliseconds, ...(text === undefined ? {} : { error: text }) });
    const name = test.titlePath()[0] ?? '';
    const suite = this.suites.get(name) ?? { passed: 0, failed: 0, milliseconds: 0 };
    suite[state === 'passed' ? 'passed' : 'failed'] += 1;
    suite.milliseconds += milliseconds;
    this.suites.set(name, suite);
    if (!this.brief || state !== 'passed') console.log(`  ${marks[state]} ${title} (${milliseconds} ms)`);
    if (text !== undefined) console.log(text.replace(/^/gm, '      '));
  }

  private end(): void {
    if (this.brief) {
      for (const [name, { passed, failed, milliseconds }] of this.suites) {
        console.log(
          `  ${failed > 0 ? marks.failed : marks.passed} ${name}: ${passed} of ${passed + failed} (${milliseconds} ms)`,
        );
      }
    }
    if (this.file === undefined) return;
    fs.writeFileSync(this.file, JSON.stringify(this.results, undefined, 2));
    fs.rmSync(`${this.file}.running`, { force: true });
  }
}

const marks = { passed: '✓', failed: '✗', pending: '✗ skipped:' };

/** The message, the difference where there is one, and the lines of the stack that are ours. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { actual, expected, generatedMessage } = error as Error & Record<string, unknown>;
  const lines = (error.stack ?? error.message).split('\n');
  const stack = lines.filter(line => !/^\s+at /.test(line) || !/node_modules|node:/.test(line)).slice(0, 20);
  if (generatedMessage === false && actual !== undefined) {
    stack.push(`actual: ${show(actual)}`, `expected: ${show(expected)}`);
  }
  return stack.join('\n');
}

function show(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
}

export = Reporter;
