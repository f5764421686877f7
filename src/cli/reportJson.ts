import { estimatedAnswer } from './answers';
import { callAsJson, callSumsAsJson } from './callJson';
import { problemText, resolvedPath, fullTarget } from '../references/scan/findingText';
import type { Finding } from './scan';
import type { Report } from './totals';

/**
 * For scripts: every call and every other reference, also those without a number, and why. docs/report-json.md tells of
 * each field.
 */
export function reportAsJson(report: Report): string {
  const { calls, ...totals } = report.totals;
  return JSON.stringify(
    {
      directory: report.directory,
      model: report.model.id,
      detail: report.pricing.detail ?? null,
      tier: report.pricing.tier,
      files: report.files,
      parsed: report.parsed,
      calls: report.calls.map(call => callAsJson(call, report.root)),
      references: report.findings.map(finding => record(finding, report.root)),
      unread: report.unread,
      totals: { ...totals, calls: callSumsAsJson(calls) },
    },
    null,
    2,
  );
}

function record({ file, line, column, assessment }: Finding, root: string): object {
  const { reference } = assessment;
  const place = {
    file,
    line,
    column,
    target: fullTarget(assessment),
    path: resolvedPath(assessment, root) ?? null,
    status: assessment.kind === 'estimated' ? assessment.estimate.outcome : assessment.kind,
  };
  if (assessment.kind !== 'estimated') {
    const facts = assessment.kind === 'unknown-model' ? assessment.facts : undefined;
    return {
      ...place,
      syntax: reference.syntax,
      format: facts?.format ?? null,
      width: facts?.width ?? null,
      height: facts?.height ?? null,
      tokens: null,
      costUsd: null,
      problem: problemText(assessment) ?? null,
      ...(assessment.kind === 'unreadable' ? { reason: assessment.error.reason } : {}),
    };
  }
  const answer = estimatedAnswer('', assessment.facts, assessment.estimate);
  // Its source is the reference itself. Left out this way since JSON does: copying so many fields takes longer.
  return Object.assign(place, { syntax: reference.syntax }, answer, { source: undefined });
}
