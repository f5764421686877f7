import type { Log, ReportingDescriptor, Result } from 'sarif';
import { fingerprints } from '../fingerprint';
import type { CheckResult, Problem, ProblemKind } from '../result';

/** GitHub takes so many results of a run, and shows no more. */
const mostResults = 5000;
const docs = 'https://github.com/tilescope/tilescope/blob/main/docs/check.md';

const levels = { fail: 'error', warn: 'warning', unknown: 'note' } as const;

/** SARIF 2.1.0, for code scanning. https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
export function asSarif({ problems, prefix, version, kinds }: CheckResult): string {
  const names = fingerprints(problems, prefix);
  // The worst first, so that no failure is cut off for a warning.
  const order = { fail: 0, unknown: 1, warn: 2 } as const;
  const shown = [...problems].sort((a, b) => order[a.level] - order[b.level]).slice(0, mostResults);
  const left = problems.length - shown.length;
  const used = new Set(problems.map(({ code }) => code));
  const rules = kinds.filter(({ code }) => used.has(code));
  const log: Log = {
    version: '2.1.0',
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    runs: [
      {
        tool: {
          driver: {
            name: 'Tilescope',
            version,
            semanticVersion: version,
            informationUri: docs,
            rules: rules.map(rule),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: shown.map(problem => result(problem, prefix, rules, names.get(problem) ?? '')),
        invocations: [
          {
            executionSuccessful: true,
            ...(left > 0 && {
              toolExecutionNotifications: [
                {
                  level: 'warning',
                  message: {
                    text: `${String(left)} more results are left out: ${String(mostResults)} are shown.`,
                  },
                },
              ],
            }),
          },
        ],
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function rule({ code, title, help }: ProblemKind): ReportingDescriptor {
  return {
    id: code,
    name: code.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: `${title}.` },
    fullDescription: { text: help },
    help: { text: help, markdown: help },
    helpUri: `${docs}#${code}`,
    properties: { tags: ['cost', 'vision'] },
  };
}

function result(
  problem: Problem,
  prefix: string,
  rules: readonly ProblemKind[],
  fingerprint: string,
): Result {
  const { code, level, file, range, message, limit } = problem;
  const region =
    range === undefined
      ? undefined
      : {
          startLine: range.line,
          startColumn: range.column,
          ...(range.endLine === undefined ? {} : { endLine: range.endLine }),
          ...(range.endColumn === undefined ? {} : { endColumn: range.endColumn }),
        };
  return {
    ruleId: code,
    ruleIndex: rules.findIndex(one => one.code === code),
    level: levels[level],
    message: { text: message },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(prefix + file), uriBaseId: '%SRCROOT%' },
          ...(region === undefined ? {} : { region }),
        },
      },
    ],
    ...(limit === undefined
      ? {}
      : {
          relatedLocations: [
            {
              id: 0,
              message: { text: 'The limit stands here.' },
              physicalLocation: {
                artifactLocation: { uri: uriOf(prefix + limit.file), uriBaseId: '%SRCROOT%' },
                region: { startLine: limit.line },
              },
            },
          ],
        }),
    partialFingerprints: { 'tilescope/v1': fingerprint },
  };
}

/** A relative URI of a path. */
function uriOf(path: string): string {
  return path
    .split('/')
    .map(part => encodeURIComponent(part))
    .join('/');
}
