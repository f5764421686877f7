import { formatUsd } from '../core/money';
import { group, plural } from '../core/text';
import { tokensText } from '../core/tokens/explain';
import { hasModel, rangeText, usdText } from '../references/calls/price/words';
import { callLine } from './callLines';
import { picturesOf } from './callPictures';
import type { CallPicture } from './callPictures';
import { sentText } from './callTotals';
import { problemText, shortTarget, targetText, visible } from '../references/scan/findingText';
import { callRemarks, otherRemarks } from './remarks';
import type { Finding, FoundCall } from './scan';
import { byFile, isPicture } from './totals';
import type { Report } from './totals';

/** For a comment or a wiki: the totals first, a table a file, in it a call in bold with its pictures below. */
export function reportAsMarkdown(report: Report): string {
  const lines = [...totalLines(report)];
  for (const [file, { calls, others }] of byFile(report)) {
    const shown = others.filter(isPicture);
    if (calls.length + shown.length === 0) continue;
    lines.push(
      '',
      `#### ${escape(file)}`,
      '',
      '| line | image | size | tokens | a call |',
      '| --: | --- | --- | --: | --: |',
    );
    for (const call of calls)
      lines.push(callRow(call), ...picturesOf(call).map(one => pictureRow(one, call)));
    if (calls.length > 0 && shown.length > 0) lines.push('| | *not in a call* | | | |');
    for (const finding of shown) lines.push(otherRow(finding));
  }
  if (report.unread.length > 0) {
    lines.push('', 'Not read:', '');
    for (const { file, why } of report.unread) lines.push(`- ${escape(file)}: ${escape(why)}`);
  }
  return lines.join('\n');
}

function totalLines(report: Report): readonly string[] {
  const { totals, pricing, calls, findings } = report;
  const lines: string[] = [];
  if (calls.length > 0) {
    const sums = totals.calls;
    const parts = [
      `**${rangeText(sums.tokens)} tokens · ${usdText(sums.costUsd)}** for ${plural(sums.calls, 'call')} with ${sentText(sums)}, each made once`,
      ...callRemarks(sums).map(({ text }) => text),
    ];
    lines.push(parts.join(' · '));
  }
  if (calls.length === 0 || findings.some(isPicture)) {
    const detail = pricing.detail === undefined ? 'detail omitted' : `detail \`${pricing.detail}\``;
    const images = plural(totals.priced, calls.length === 0 ? 'image' : 'other image');
    const total = `**${group(totals.tokens)} tokens · ${formatUsd(totals.costUsd)}** for ${images}, each once`;
    const parts = [
      `${total} — \`${report.model.id}\`, ${detail}, ${pricing.tier} tier`,
      ...report.configs
        .filter(({ folder }) => folder !== '')
        .map(({ folder }) => `otherwise below \`${escape(folder)}\``),
      ...otherRemarks(totals).map(({ text }) => text),
    ];
    if (lines.length > 0) lines.push('');
    lines.push(parts.join(' · '));
  }
  return lines;
}

function callRow({ line, priced }: FoundCall): string {
  const { callee, settings, images, tokens, cost, text, notes } = callLine(priced);
  const said = [`**${escape(callee)}**`, escape(settings), ...notes.map(escape)].join(' · ');
  const of = escape([images, ...(text === undefined ? [] : [text])].join(' '));
  return `| **${String(line)}** | ${said} | ${of} | **${tokens.replace(/ tokens$/, '')}** | **${cost}** |`.replaceAll(
    '****',
    '',
  );
}

function pictureRow(picture: CallPicture, { priced }: FoundCall): string {
  const { line, assessment, tokens, costUsd } = picture;
  const target = escape(shortTarget(picture.target));
  const facts = assessment !== undefined && 'facts' in assessment ? assessment.facts : undefined;
  const size = facts === undefined ? '' : `${group(facts.width)} × ${group(facts.height)}`;
  const start = `| ${String(line)} | ${target} | ${size}`;
  if (tokens !== undefined)
    return `${start} | ${rangeText(tokens)} | ${costUsd === undefined ? '–' : usdText(costUsd)} |`;
  const why = hasModel(priced) || facts === undefined ? (picture.reason ?? '') : '–';
  return `${start} | ${escape(why)} | |`;
}

function otherRow({ line, assessment }: Finding): string {
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
