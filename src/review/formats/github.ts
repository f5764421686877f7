import type { CheckResult, Problem } from '../result';

const commands = { fail: 'error', warn: 'warning', unknown: 'notice' } as const;

/** Runners show ten of each a step; more would push out those of other steps. */
const mostShown = 50;

/**
 * Annotations as workflow commands, which a runner of GitHub Actions takes from a step's output.
 * https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
 */
export function asGithub({ problems, prefix }: CheckResult): string {
  const order = { fail: 0, warn: 1, unknown: 2 } as const;
  const sorted = [...problems].sort((a, b) => order[a.level] - order[b.level]);
  return sorted
    .slice(0, mostShown)
    .map(problem => `${command(problem, prefix)}\n`)
    .join('');
}

function command({ code, level, file, range, message }: Problem, prefix: string): string {
  const properties: readonly (readonly [string, string | number | undefined])[] = [
    ['file', prefix + file],
    ['line', range?.line],
    ['endLine', range?.endLine],
    ['col', range?.column],
    // An end column is taken only within one line.
    ['endColumn', range?.endLine === range?.line ? range?.endColumn : undefined],
    ['title', `Tilescope: ${code}`],
  ];
  const written = properties.flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${property(String(value))}`],
  );
  return `::${commands[level]} ${written.join(',')}::${data(message)}`;
}

/** What would end the command, or begin another. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
