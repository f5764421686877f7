// npm run bench: how fast, against what else there is, on this machine, in this run.
//   node scripts/bench.mjs [--json] [--only facts,estimates,calls,report,check,editor,page,bundles,memory] [--rounds N]
// docs/benchmarks.md says how to read it. Everything it needs is installed and made on first use, outside the checkout.
import { cpus, loadavg, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensurePackages, SetupError } from './vscode/npm.mjs';
import { print } from './bench/print.mjs';

const parts = ['facts', 'estimates', 'calls', 'report', 'check', 'editor', 'page', 'bundles', 'memory'];

async function main() {
  const { values: options } = parseArgs({
    options: { json: { type: 'boolean' }, only: { type: 'string' }, rounds: { type: 'string' } },
  });
  const wanted = options.only?.split(',') ?? parts;
  const unknown = wanted.filter(part => !parts.includes(part));
  if (unknown.length > 0)
    throw new SetupError(`No such part: ${unknown.join(', ')}. There are ${parts.join(', ')}.`);
  const rounds = Number(options.rounds ?? 9);
  if (!Number.isInteger(rounds) || rounds < 1)
    throw new SetupError(`--rounds ${options.rounds}: a whole number, 1 or more.`);
  await ensurePackages();

  const { ensurePeers, ripgrep } = await import('./bench/peers.mjs');
  const { ensureImages } = await import('./bench/images.mjs');
  const { ensureTree } = await import('./bench/tree.mjs');
  const { build, measureBundles } = await import('./bench/bundles.mjs');
  const peers = await ensurePeers();
  const images = await ensureImages();
  const { shipped, library, suite } = await build();
  const cli = join(shipped, 'cli.js');

  /** @type {import('./bench/print.mjs').Results} */
  const results = {
    machine: {
      cores: cpus().length,
      cpu: cpus()[0]?.model.trim() ?? '',
      memoryGb: Math.round(totalmem() / 1e9),
      node: process.version,
      platform: `${process.platform} ${process.arch}`,
      load: loadavg()[0] ?? 0,
    },
    rounds,
  };
  /** @type {Record<string, () => Promise<void>>} */
  const measurements = {
    facts: async () => {
      const { measureFacts } = await import('./bench/facts.mjs');
      results.facts = await measureFacts({ images, peers, library, rounds });
    },
    estimates: async () => {
      const { measureEstimates } = await import('./bench/estimates.mjs');
      results.estimates = await measureEstimates({ library, rounds });
    },
    calls: async () => {
      const { measureCalls } = await import('./bench/calls.mjs');
      results.calls = await measureCalls({ library, rounds });
    },
    report: async () => {
      const { measureReport } = await import('./bench/report.mjs');
      results.report = await measureReport({
        tree: await ensureTree(images),
        cli,
        rg: ripgrep(peers),
        rounds,
      });
    },
    check: async () => {
      const { measureCheck } = await import('./bench/check.mjs');
      results.check = await measureCheck({
        tree: await ensureTree(images),
        cli,
        rounds: Math.min(rounds, 5),
      });
    },
    editor: async () => {
      const { measureEditor } = await import('./bench/editor.mjs');
      results.editor = await measureEditor({ images, bundle: shipped, suite, rounds: Math.min(rounds, 3) });
    },
    page: async () => {
      const { measurePage } = await import('./bench/tileView.mjs');
      results.page = await measurePage({ shipped });
    },
    bundles: async () => {
      results.bundles = measureBundles(shipped);
    },
    memory: async () => {
      const { measureMemory } = await import('./bench/memory.mjs');
      results.memory = await measureMemory({
        tree: await ensureTree(images),
        cli,
        images: dirname(images[0] ?? ''),
        library,
      });
    },
  };
  for (const [part, measure] of Object.entries(measurements)) {
    if (!wanted.includes(part)) continue;
    console.error(`Measuring: ${part} …`);
    await measure();
  }
  console.log(options.json ? JSON.stringify(results, undefined, 2) : print(results));
}

main().then(
  () => process.exit(0),
  error => {
    console.error(error instanceof SetupError ? error.message : error);
    process.exit(1);
  },
);
