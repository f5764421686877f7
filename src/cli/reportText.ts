import { formatUsd } from '../core/money';
import { group, plural } from '../core/text';
import { tokensText, explainCells } from '../core/tokens/explain';
import type { Estimate } from '../core/tokens/types';
import { paint } from './describe';
import { problemText, targetText, visible } from './findingText';
import type { Finding } from './scan';
import { table } from './table';
import { byFile } from './totals';
import type { Report } from './totals';

/** For a terminal: a block a file, a line a reference, totals at the end. */
export function reportAsText(report: Report, explain: boolean): string {
  const { pricing, findings, totals, unread } = report;
  const detail = pricing.detail === undefined ? 'detail omitted' : `detail ${pricing.detail}`;
  const from = pricing.origins.model === 'default' ? 'the default model' : `from ${pricing.origins.model}`;
  const blocks = [
    `${paint('bold', report.model.id)} · ${detail} · ${pricing.tier} tier  ${paint('dim', `(${from})`)}`,
  ];
  for (const [file, all] of byFile(findings)) {
    const shown = explain ? all : all.filter(isPicture);
    if (shown.length === 0) continue;
    blocks.push(
      `${paint('underline', visible(file))}\n${table(shown.map(row), { right: [0, 2, 4, 5], indent: '  ' })}`,
    );
  }
  if (unread.length > 0) {
    blocks.push(
      ['Not read:', ...unread.map(({ file, why }) => `  ${visible(file)}  ${paint('yellow', why)}`)].join(
        '\n',
      ),
    );
  }
  const notes = noteLines(findings);
  if (notes.length > 0) blocks.push(notes.join('\n'));
  blocks.push(summary(report));
  if (!explain && totals.unresolved > 0)
    blocks.push(
      paint('dim', `${plural(totals.unresolved, 'reference')} lead to no picture; --explain lists them.`),
    );
  return blocks.join('\n\n');
}

/** What the report lists: pictures, whether or not they have a price. */
function isPicture({ assessment }: Finding): boolean {
  return assessment.kind !== 'unresolved';
}

function row({ line, column, assessment }: Finding): readonly string[] {
  const place = paint('dim', `${String(line)}:${String(column)}`);
  const target = targetText(assessment);
  const problem = problemText(assessment);
  if (assessment.kind !== 'estimated') {
    const colour = assessment.kind === 'unreadable' ? 'red' : 'yellow';
    return [place, target, '', paint(colour, problem ?? '')];
  }
  const { estimate, facts } = assessment;
  const size = `${group(facts.width)} × ${group(facts.height)}`;
  if (estimate.outcome !== 'counted') return [place, target, size, paint('red', problem ?? '')];
  const mark = estimate.warnings.length > 0 ? paint('yellow', '!') : '';
  return [place, target, size, shape(estimate), tokensText(estimate), costText(estimate.costUsd), mark];
}

function shape(estimate: Extract<Estimate, { outcome: 'counted' }>): string {
  const { grid } = estimate;
  if (grid === null) return '';
  return explainCells(grid);
}

function costText(usd: number | null): string {
  return usd === null ? '–' : formatUsd(usd);
}

/** Each warning once, with the number of pictures it is about where there are several. */
function noteLines(findings: readonly Finding[]): readonly string[] {
  const byCode = new Map<string, { first: string; where: string; count: number }>();
  for (const { file, line, assessment } of findings) {
    if (assessment.kind !== 'estimated') continue;
    for (const { code, message } of assessment.estimate.warnings) {
      const note = byCode.get(code);
      if (note === undefined)
        byCode.set(code, { first: message, where: `${visible(file)}:${String(line)}`, count: 1 });
      else note.count += 1;
    }
  }
  return [...byCode.values()].map(
    ({ first, where, count }) =>
      `${paint('yellow', '!')} ${where}: ${first}${
        count > 1 ? paint('dim', ` (and ${plural(count - 1, 'more').replace('mores', 'more')})`) : ''
      }`,
  );
}

export function summary({ totals, findings, unread }: Report): string {
  const files = byFile(findings.filter(isPicture)).size;
  const parts = [
    `${paint('bold', plural(totals.priced, 'image'))} in ${plural(files, 'file')}`,
    paint('bold', `${group(totals.tokens)} tokens`),
    `${paint('bold', formatUsd(totals.costUsd))} to send each once`,
  ];
  if (totals.unpriced > 0) parts.push(`${group(totals.unpriced)} without a price`);
  if (totals.refused > 0) parts.push(paint('red', `${group(totals.refused)} refused`));
  if (totals.unreadable > 0) parts.push(paint('red', `${group(totals.unreadable)} unreadable`));
  if (totals.unknown > 0) parts.push(`${group(totals.unknown)} not known`);
  if (totals.remote > 0) parts.push(`${group(totals.remote)} on the web`);
  if (unread.length > 0) parts.push(paint('red', `${plural(unread.length, 'file')} not read`));
  return parts.join(' · ');
}
