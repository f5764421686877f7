import { fingerprints } from '../fingerprint';
import type { CheckResult } from '../result';

const severities = { fail: 'major', warn: 'minor', unknown: 'info' } as const;

/** GitLab's code quality report. https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format */
export function asGitlab({ problems, prefix }: CheckResult): string {
  const names = fingerprints(problems, prefix);
  const issues = problems.map(problem => ({
    description: problem.message,
    check_name: `tilescope-${problem.code}`,
    fingerprint: names.get(problem) ?? '',
    severity: severities[problem.level],
    location: { path: prefix + problem.file, lines: { begin: problem.range?.line ?? 1 } },
  }));
  return `${JSON.stringify(issues, undefined, 2)}\n`;
}
