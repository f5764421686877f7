import { appendFileSync } from 'node:fs';
import type { CheckResult } from '../../review/result';
import { isQuiet } from '../../review/words';
import type { Format, Output } from './outputs';
import { writeWhole } from './outputs';

/** GitHub takes a megabyte a step. */
const longestSummary = 1_000_000;

/** Writes every form that is asked for; only those are loaded. */
export async function writeResult(
  result: CheckResult,
  outputs: readonly Output[],
  quietWhenUnchanged: boolean,
): Promise<void> {
  for (const { format, file } of outputs) {
    const quiet = quietWhenUnchanged && isQuiet(result) && (format === 'pretty' || format === 'markdown');
    const text = quiet ? '' : await written(result, format);
    if (file === undefined) process.stdout.write(text);
    else writeWhole(file, text);
    if (format === 'github') await summarise(result, quietWhenUnchanged);
  }
}

async function written(result: CheckResult, format: Format): Promise<string> {
  switch (format) {
    case 'pretty':
      return (await import('./pretty')).asPretty(result, process.stdout.isTTY ? process.stdout.columns : 120);
    case 'json':
      return (await import('../../review/formats/json')).asJson(result);
    case 'markdown':
      return (await import('../../review/formats/markdown')).asMarkdown(result);
    case 'sarif':
      return (await import('../../review/formats/sarif')).asSarif(result);
    case 'github':
      return (await import('../../review/formats/github')).asGithub(result);
    case 'gitlab':
      return (await import('../../review/formats/gitlab')).asGitlab(result);
    case 'junit':
      return (await import('../../review/formats/junit')).asJunit(result);
  }
}

/** A job's summary is a file that a runner names; other steps write to it too. */
async function summarise(result: CheckResult, quietWhenUnchanged: boolean): Promise<void> {
  const file = process.env.GITHUB_STEP_SUMMARY;
  if (file === undefined || file === '' || (quietWhenUnchanged && isQuiet(result))) return;
  const text = (await import('../../review/formats/markdown')).asMarkdown(result);
  try {
    appendFileSync(file, `${text.slice(0, longestSummary)}\n`);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    process.stderr.write(`tilescope: the job's summary cannot be written (${code}).\n`);
  }
}
