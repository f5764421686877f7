#!/usr/bin/env node
import { Command, CommanderError, Option } from 'commander';
import { tiers } from '../core/money';
import { list } from '../core/text';
import type { CheckFlags } from './check/check';
import { formats, Outputs } from './check/outputs';
import { exitCodes, UsageError } from './exit';

declare const TILESCOPE_VERSION: string;

interface PricingFlags {
  readonly model?: string;
  readonly detail?: string;
  readonly tier?: string;
  readonly config?: string;
}

function withPricing(command: Command): Command {
  return command
    .option('-m, --model <model>', 'the model to price for, as code names it')
    .option(
      '-d, --detail <detail>',
      'low, medium, high, original, ultra_high or auto; omit it where the call does',
    )
    .option('-t, --tier <tier>', `how the call is paid for: ${list(tiers, 'or')}`)
    .option('--config <file>', 'the tilescope.json to read');
}

const program = new Command('tilescope')
  .description('What a picture costs on vision models: exact tokens and money, offline.')
  .version(typeof TILESCOPE_VERSION === 'string' ? TILESCOPE_VERSION : '0.0.0')
  .showHelpAfterError('(tilescope --help tells more)')
  .configureOutput({
    outputError: (text, write) => {
      write(text.replace(/^error: /, 'tilescope: '));
    },
  })
  .exitOverride();

withPricing(
  program
    .command('estimate')
    .description('price pictures: files, sizes (1024x1024), https addresses, data URIs')
    .argument('[source...]', 'file, WxH, URL or data URI')
    .option('--json', 'one JSON object a line')
    .option('--stdin', 'read JSON objects from standard input, a line each, and answer each with a line')
    .option('--quality <quality>', 'price a picture the model makes, instead of one it is given')
    .option('--allow-private', 'let addresses lead to private, local and link-local hosts, and over http'),
).action(async (sources: string[], flags: PricingFlags & EstimateFlags) => {
  const { runEstimate } = await import('./estimate');
  process.exitCode = await runEstimate(sources, flags);
});

interface EstimateFlags {
  readonly json?: boolean;
  readonly stdin?: boolean;
  readonly quality?: string;
  readonly allowPrivate?: boolean;
}

withPricing(
  program
    .command('report')
    .description('every image reference of a project, with its price')
    .argument('[dir]', 'the project', '.')
    .addOption(new Option('--json', 'as JSON').conflicts('markdown'))
    .option('--markdown', 'as Markdown')
    .option('--explain', 'list the references that lead to no picture, and why'),
).action(async (dir: string, flags: PricingFlags & ReportFlags) => {
  const { runReport } = await import('./report');
  process.exitCode = await runReport(dir, flags);
});

interface ReportFlags {
  readonly json?: boolean;
  readonly markdown?: boolean;
  readonly explain?: boolean;
}

const outputs = new Outputs();

withPricing(
  program
    .command('check')
    .description('whether a project keeps to its budget, or what changed keeps to it')
    .argument('[dir]', 'the project', '.')
    .option('--base <revision>', 'compare with where the branch parted from this one, such as origin/main')
    .option('--head <revision>', 'check this revision instead of the files on disk')
    .option(
      '--staged',
      'check what is staged instead of the files on disk; without --base against the last commit',
    )
    .option(
      '--format <format>',
      `how it is written, more than once if need be: ${list(formats, 'or')}`,
      outputs.format,
    )
    .option(
      '--output <file>',
      'where the --format before it goes, instead of to standard output',
      outputs.output,
    )
    .option('--allow-unknown', 'end with 0 where something could not be told')
    .option('--quiet-when-unchanged', 'say nothing, as text and as Markdown, where nothing changed in cost'),
)
  .addHelpText(
    'after',
    '\nEnds with 0 within the budget, 1 over it, 2 for wrong usage or configuration, 3 where it could not be told.',
  )
  .action(async (dir: string, flags: CheckFlags) => {
    const { runCheck } = await import('./check/check');
    process.exitCode = await runCheck(dir, flags, outputs.all(), program.version() ?? '0.0.0');
  });

program
  .command('models')
  .description('the models that are known, their rules and prices')
  .argument('[name]', 'one of them, in full')
  .option('--json', 'as JSON')
  .option('--config <file>', 'the tilescope.json to read')
  .action(async (name: string | undefined, flags: { readonly json?: boolean; readonly config?: string }) => {
    const { runModels } = await import('./models');
    process.exitCode = await runModels(name, flags);
  });

program
  .command('config')
  .description('whether every tilescope.json is right; or what holds for a file, and which line says so')
  .argument('[dir]', 'the project', '.')
  .option('--explain <file>', 'list every value that holds for this file')
  .option('--json', 'as JSON')
  .option('--config <file>', "the tilescope.json to read in place of the project's own")
  .action(async (dir: string, flags: ConfigFlags) => {
    const { runConfig } = await import('./configCommand');
    process.exitCode = await runConfig(dir, flags);
  });

interface ConfigFlags {
  readonly explain?: string;
  readonly json?: boolean;
  readonly config?: string;
}

program
  .command('init')
  .description('write limits into tilescope.json, from what the project costs today')
  .argument('[dir]', 'the project', '.')
  .option('--headroom <percent>', 'how much more than today the limits allow', '10%')
  .option('--force', 'write budgets anew where there are some')
  .action(async (dir: string, flags: { readonly headroom?: string; readonly force?: boolean }) => {
    const { runInit } = await import('./init/init');
    process.exitCode = await runInit(dir, flags);
  });

program
  .command('usage')
  .description('what was asked of models and billed: by day, model and project')
  .option('--since <day>', 'from this day on, such as 2026-11-01')
  .addOption(new Option('--json', 'the sums, as JSON').conflicts('csv'))
  .option('--csv', 'every run, as CSV')
  .action(async (flags: { readonly since?: string; readonly json?: boolean; readonly csv?: boolean }) => {
    const { runUsage } = await import('./usage');
    process.exitCode = await runUsage(flags);
  });

// A pipe that was closed early (`| head`) is no error of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

program.parseAsync().catch((error: unknown) => {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
    return;
  }
  if (error instanceof UsageError) {
    process.stderr.write(`tilescope: ${error.message}\n`);
    process.exitCode = exitCodes.usage;
    return;
  }
  process.stderr.write(
    `tilescope: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exitCode = exitCodes.internal;
});
