// The report over a large project against ripgrep, which only looks for the extensions.
import { execFileSync } from 'node:child_process';
import { compare, runToEnd } from './measure.mjs';

/** The words the report's own first look searches for, as ripgrep takes them. */
const pattern =
  '\\.(?:apng|avif|bmp|gif|heic|heif|ico|jfif|jpeg|jpg|jxl|png|svg|tiff|tif|webp)\\b|data:image/';

/**
 * @param {{ tree: string, cli: string, rg: string | undefined, rounds: number }} options
 */
export async function measureReport({ tree, cli, rg, rounds }) {
  const report = [cli, 'report', tree, '--json'];
  const search = [
    ...['-c', '-i', pattern],
    ...['ts', 'tsx', 'js', 'py', 'md', 'html', 'css', 'json'].flatMap(kind => ['-g', `*.${kind}`]),
    tree,
  ];
  const answer = JSON.parse(
    execFileSync(process.execPath, report, { encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 }),
  );
  const times = await compare(
    {
      report: () => runToEnd(process.execPath, report),
      node: () => runToEnd(process.execPath, ['-e', '0']),
      ...(rg === undefined
        ? {}
        : {
            // 1: nothing found, 2: something could not be read. Neither would be a fair comparison.
            ripgrep: () => runToEnd(rg, search),
            'ripgrep-1': () => runToEnd(rg, ['-j1', ...search]),
          }),
    },
    { rounds },
  );
  const ratioOf = (/** @type {'median' | 'best'} */ which) =>
    rg === undefined ? null : (times.report?.[which] ?? NaN) / (times.ripgrep?.[which] ?? NaN);
  return {
    milliseconds: times,
    files: answer.files,
    parsed: answer.parsed,
    calls: answer.calls.length,
    pricedCalls: answer.calls.filter(call => call.costUsd !== null).length,
    references: answer.references.length,
    priced: answer.totals.priced,
    ratio: ratioOf('median'),
    bestRatio: ratioOf('best'),
  };
}
