import { parseArgs } from 'node:util';
import { fixtureNames, readFixture } from './corpus';
import { loadReader, measure, type Measured } from './measure';
import { bar, complaints, isGood, summarise } from './summary';

async function main(): Promise<number> {
  const { values: options, positionals } = parseArgs({
    options: { verbose: { type: 'boolean', short: 'v' } },
    allowPositionals: true,
  });
  const wanted = (name: string): boolean =>
    positionals.length === 0 || positionals.some(part => name.includes(part));
  const fixtures = fixtureNames().filter(wanted).map(readFixture);
  if (fixtures.length === 0) {
    console.error('There is nothing to read.');
    return 1;
  }
  const findCalls = await loadReader();
  const measured: Measured[] = [];
  let broken = 0;
  for (const fixture of fixtures) {
    try {
      measured.push(await measure(fixture, findCalls));
    } catch (error) {
      broken++;
      // What it would have found is missing from what there is to find, and counts as missed.
      measured.push(await measure(fixture, () => Promise.resolve([])));
      console.error(
        `${fixture.name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
    }
  }
  if (options.verbose) {
    const text = complaints(measured);
    if (text !== '') console.log(`${text}\n`);
  }
  console.log(summarise(measured));
  if (broken > 0) console.log(`The reader failed on ${broken} of the files.`);
  const good = isGood(measured) && broken === 0;
  if (!good)
    console.log(
      `Below the bar: ${bar.recall * 100} % recall and ${bar.precision * 100} % precision a folder.`,
    );
  return good ? 0 : 1;
}

main().then(
  code => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);
