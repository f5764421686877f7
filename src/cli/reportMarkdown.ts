import { formatUsd } from '../core/money';
import { group } from '../core/text';
import { tokensText } from '../core/tokens/explain';
import { problemText, targetText, visible } from './findingText';
import type { Finding } from './scan';
import { byFile } from './totals';
import type { Report } from './totals';

/** For a comment or a wiki: a table a file, the totals first. */
export function reportAsMarkdown(report: Report): string {
  const { totals, pricing } = report;
  const detail = pricing.detail === undefined ? 'detail omitted' : `detail \`${pricing.detail}\``;
  const lines = [
    `**${group(totals.tokens)} tokens · ${formatUsd(totals.costUsd)}** for ${group(totals.priced)} images, each once — \`${report.model.id}\`, ${detail}, ${pricing.tier} tier`,
  ];
  for (const [file, all] of byFile(report.findings)) {
    const shown = all.filter(({ assessment }) => assessment.kind !== 'unresolved');
    if (shown.length === 0) continue;
    lines.push(
      '',
      `#### ${escape(file)}`,
      '',
      '| line | image | size | tokens | a call |',
      '| --: | --- | --- | --: | --: |',
    );
    for (const finding of shown) lines.push(row(finding));
  }
  if (report.unread.length > 0) {
    lines.push('', 'Not read:', '');
    for (const { file, why } of report.unread) lines.push(`- ${escape(file)}: ${escape(why)}`);
  }
  return lines.join('\n');
}

function row({ line, assessment }: Finding): string {
  const target = escape(targetText(assessment));
  const facts =
    assessment.kind === 'estimated' || assessment.kind === 'unknown-model' ? assessment.facts : undefined;
  const size = facts === undefined ? '' : `${group(facts.width)} × ${group(facts.height)}`;
  const estimate = assessment.kind === 'estimated' ? assessment.estimate : undefined;
  if (estimate?.outcome !== 'counted')
    return `| ${String(line)} | ${target} | ${size} | ${escape(problemText(assessment) ?? '')} | |`;
  const cost = estimate.costUsd === null ? '–' : formatUsd(estimate.costUsd);
  return `| ${String(line)} | ${target} | ${size} | ${tokensText(estimate)} | ${cost} |`;
}

function escape(text: string): string {
  return visible(text.replace(/\s+/g, ' ')).replace(/[\\`*_{}[\]<>|#~]/g, '\\$&');
}
