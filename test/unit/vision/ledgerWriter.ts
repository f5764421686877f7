// A process of its own that writes to a ledger: `ledgerWriter.ts FOLDER NAME COUNT`. It prints a line when it is
// about to begin, and begins when it is told to (any line on standard input); ends with 3 and the error where it fails.
import { once } from 'node:events';
import { Ledger } from '../../../src/vision/usage/ledger';
import { LedgerError } from '../../../src/vision/usage/ledgerError';
import { runWith } from './usageRuns';

async function main(): Promise<void> {
  const [folder = '', name = '', count = '0'] = process.argv.slice(2);
  const ledger = new Ledger(folder);
  process.stdout.write('ready\n');
  await once(process.stdin, 'data');
  process.stdin.destroy();
  for (let i = 0; i < Number(count); i += 1)
    await ledger.append(runWith({ id: `${name}-${String(i)}`, project: `Größe ${'ß'.repeat(i % 50)}` }));
}

main().catch((error: unknown) => {
  const told = LedgerError.is(error)
    ? { reason: error.reason, message: error.message, nextStep: error.nextStep }
    : { reason: String(error) };
  process.stdout.write(`${JSON.stringify(told)}\n`);
  process.exitCode = 3;
});
