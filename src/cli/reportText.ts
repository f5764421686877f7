import { formatUsd } from '../core/money';
import { group, plural } from '../core/text';
import { rangeText, usdText } from '../references/calls/price/words';
import { sentText } from './callTotals';
import type { CallSums } from './callTotals';
import { unknownsOf } from './callUnknowns';
import { paint } from './describe';
import { fileBlock } from './reportFile';
import { visible } from '../references/scan/findingText';
import { callRemarks, otherRemarks } from './remarks';
import type { Remark } from './remarks';
import { byFile, isPicture } from './totals';
import type { Report } from './totals';
import { warningsOf } from './warnings';
import { wrapped } from './wrap';

/** For a terminal: a block a file, a line a call with its pictures below, the other references, totals at the end. */
export function reportAsText(report: Report, explain: boolean): string {
  const { pricing, calls, unread } = report;
  const detail = pricing.detail === undefined ? 'detail omitted' : `detail ${pricing.detail}`;
  const from = pricing.origins.model === 'default' ? 'the default model' : `from ${pricing.origins.model}`;
  const asked = `${paint('bold', report.model.id)} · ${detail} · ${pricing.tier} tier  ${paint('dim', `(${from})`)}`;
  const blocks = [calls.length === 0 ? asked : `Calls for the models they ask; other images for ${asked}`];
  const nested = report.configs.filter(({ folder }) => folder !== '');
  if (nested.length > 0)
    blocks.push(paint('dim', `Otherwise below: ${nested.map(({ file }) => visible(file)).join(', ')}`));
  for (const [file, { calls: inFile, others }] of byFile(report)) {
    const shown = explain ? others : others.filter(isPicture);
    if (inFile.length + shown.length === 0) continue;
    blocks.push(
      `${paint('underline', visible(file))}\n${fileBlock(inFile, shown, explain, terminalWidth())}`,
    );
  }
  if (unread.length > 0) {
    blocks.push(
      ['Not read:', ...unread.map(({ file, why }) => `  ${visible(file)}  ${paint('yellow', why)}`)].join(
        '\n',
      ),
    );
  }
  const notes = noteLines(report);
  if (notes.length > 0) blocks.push(notes.join('\n'));
  blocks.push(summary(report));
  if (!explain) {
    const hidden = hiddenLine(report);
    if (hidden !== '') blocks.push(paint('dim', hidden));
  }
  return blocks.join('\n\n');
}

/** A pipe has no edge that lines could run into. */
function terminalWidth(): number {
  return process.stdout.isTTY ? process.stdout.columns : Infinity;
}

/** Each warning once, with the number of pictures it is about where there are several. */
function noteLines(report: Report): readonly string[] {
  return warningsOf(report).map(({ message, file, line, more }) =>
    wrapped(
      `${paint('yellow', '!')} `,
      `${visible(file)}:${String(line)}: ${message}${more > 0 ? paint('dim', ` (and ${group(more)} more)`) : ''}`,
      terminalWidth(),
    ),
  );
}

/** What `--explain` would add. */
function hiddenLine({ totals, calls }: Report): string {
  const unknown = calls.filter(call => unknownsOf(call).length > 0).length;
  const parts: string[] = [];
  if (totals.unresolved > 0)
    parts.push(
      `${plural(totals.unresolved, 'reference')} ${totals.unresolved === 1 ? 'leads' : 'lead'} to no picture`,
    );
  if (unknown > 0) parts.push(`${plural(unknown, 'call')} ${unknown === 1 ? 'is' : 'are'} known in part`);
  if (parts.length === 0) return '';
  const them = parts.length === 1 && unknown === 0 ? 'lists them' : 'tells more';
  return `${parts.join(' · ')}; --explain ${them}.`;
}

/** Calls on a line, what is in none on the next. */
export function summary(report: Report): string {
  const { totals, unread, calls } = report;
  const files = [...byFile(report).values()].filter(({ others }) => others.some(isPicture)).length;
  const lines: string[][] = [];
  if (calls.length > 0) lines.push(callParts(totals.calls, new Set(calls.map(({ file }) => file)).size));
  if (calls.length === 0 || files > 0)
    lines.push([
      `${paint('bold', plural(totals.priced, calls.length === 0 ? 'image' : 'other image'))} in ${plural(files, 'file')}`,
      paint('bold', `${group(totals.tokens)} tokens`),
      `${paint('bold', formatUsd(totals.costUsd))} to send each once`,
      ...otherRemarks(totals).map(remarkText),
    ]);
  if (unread.length > 0) lines.at(-1)?.push(paint('red', `${plural(unread.length, 'file')} not read`));
  return lines.map(parts => wrapped('', parts.join(' · '), terminalWidth())).join('\n');
}

function callParts(sums: CallSums, files: number): string[] {
  const requests = sums.requests > sums.calls ? ` (${plural(sums.requests, 'request')})` : '';
  return [
    `${paint('bold', plural(sums.calls, 'call'))}${requests} in ${plural(files, 'file')}`,
    paint('bold', sentText(sums)),
    paint('bold', `${rangeText(sums.tokens)} tokens`),
    `${paint('bold', usdText(sums.costUsd))} to make each once`,
    ...callRemarks(sums).map(remarkText),
  ];
}

function remarkText({ text, bad }: Remark): string {
  return bad ? paint('red', text) : text;
}
