import type { CheckResult, Problem } from '../result';
import { outcomeText } from '../words';

/**
 * JUnit's XML, as CI servers read it: a suite a file, a case a problem. What warns is a case that passed and says so;
 * what could not be told is an error.
 */
export function asJunit(result: CheckResult): string {
  const files = new Map<string, Problem[]>();
  for (const problem of result.problems)
    files.set(problem.file, [...(files.get(problem.file) ?? []), problem]);
  const suites = [...files].map(([file, problems]) => suite(file, problems));
  // Some servers take a report without a case for one that went wrong.
  if (suites.length === 0)
    suites.push(
      `  <testsuite name="tilescope" tests="1" failures="0" errors="0">\n    <testcase name=${attribute(outcomeText(result))} classname="tilescope"/>\n  </testsuite>`,
    );
  const { problems } = result;
  const counts = `tests="${String(Math.max(1, problems.length))}" failures="${count(problems, 'fail')}" errors="${count(problems, 'unknown')}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="tilescope" ${counts}>\n${suites.join('\n')}\n</testsuites>\n`;
}

function suite(file: string, problems: readonly Problem[]): string {
  const counts = `tests="${String(problems.length)}" failures="${count(problems, 'fail')}" errors="${count(problems, 'unknown')}"`;
  return `  <testsuite name=${attribute(file)} ${counts}>\n${problems.map(testCase).join('\n')}\n  </testsuite>`;
}

function testCase({ code, level, file, range, message }: Problem): string {
  const at = range === undefined ? file : `${file}:${String(range.line)}:${String(range.column)}`;
  const start = `    <testcase name=${attribute(`${code} at ${at}`)} classname=${attribute(`tilescope.${code}`)} file=${attribute(file)}${range === undefined ? '' : ` line="${String(range.line)}"`}>`;
  const said = `${at}\n${message}`;
  const body =
    level === 'warn'
      ? `<system-out>${text(said)}</system-out>`
      : `<${level === 'fail' ? 'failure' : 'error'} message=${attribute(message)} type=${attribute(code)}>${text(said)}</${level === 'fail' ? 'failure' : 'error'}>`;
  return `${start}\n      ${body}\n    </testcase>`;
}

function count(problems: readonly Problem[], level: Problem['level']): string {
  return String(problems.filter(problem => problem.level === level).length);
}

function attribute(value: string): string {
  return `"${text(value)
    .replaceAll('"', '&quot;')
    .replace(/[\n\t]/g, ' ')}"`;
}

/** XML has no way to write most control characters, half a surrogate pair, or two of the last code points. */
function text(value: string): string {
  return value
    .replace(/[^\t\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
