import * as vscode from 'vscode';
import { formatUsd, formatUsdRange } from '../core/money';
import { group, list } from '../core/text';
import type { Span } from '../references/calls/expression';
import type { CallModel, PricedCall } from '../references/calls/price/pricedCall';
import { isOne } from '../references/calls/price/range';
import type { Range } from '../references/calls/price/range';
import { reasonText } from '../references/calls/reasons';
import type { PricedCallAt } from './calls';

/** Where a call is, as seen from a document: `line 12`, `line 3 of cell 4`. */
export function lineOf(call: Pick<PricedCallAt, 'call' | 'document'>, from: vscode.TextDocument): string {
  const line = `line ${String(call.document.positionAt(call.call.span.start).line + 1)}`;
  if (call.document === from) return line;
  const cell = vscode.workspace.notebookDocuments
    .flatMap(notebook => notebook.getCells())
    .find(({ document }) => document === call.document);
  return cell === undefined ? line : `${line} of cell ${String(cell.index + 1)}`;
}

/** What a call is called by, in its document: `client.responses.create`; of a request that is data, its first line. */
export function nameSpan({ call, document }: Pick<PricedCallAt, 'call' | 'document'>): Span {
  const { start, end } = call.span;
  const text = document.getText(new vscode.Range(document.positionAt(start), document.positionAt(end)));
  const name = call.callee.split('.').at(-1) ?? '';
  const at = /^\w+$/.test(name) ? text.search(new RegExp(`\\b${name}\\b`)) : -1;
  if (at >= 0) return { start, end: start + at + name.length };
  const line = text.indexOf('\n');
  return { start, end: line < 0 ? end : start + line };
}

/** `1,566`, `85–765`. */
export function rangeText(range: Range): string {
  return isOne(range) ? group(range[0]) : `${group(range[0])}–${group(range[1])}`;
}

export function usdText(range: Range): string {
  return isOne(range) ? formatUsd(range[0]) : formatUsdRange(range);
}

/** The model a call asks, in the few words of a lens. */
export function modelWords(model: CallModel): string {
  switch (model.kind) {
    case 'known':
      return model.model.id;
    case 'fallback':
      return `${model.model.id} unless ${model.variable} is set`;
    case 'choice':
      return list(model.asked, 'or');
    case 'unknown-name': {
      const [nearest] = model.lookup.nearest;
      return `${model.lookup.asked} is not known${nearest === undefined ? '' : ` · ${nearest}?`}`;
    }
    case 'unstated':
      if (model.reason?.kind === 'environment') return `model set by ${model.reason.name}`;
      return model.reason === undefined ? 'no model stated' : 'model not known';
  }
}

/** Why there is no model to price a call for, as a clause: `the model is set by the environment variable MODEL`. */
export function whyNoModel(model: CallModel): string | undefined {
  switch (model.kind) {
    case 'known':
    case 'fallback':
    case 'choice':
      return undefined;
    case 'unknown-name':
      return `\`${model.lookup.asked.replaceAll('`', '')}\` is not a known model`;
    case 'unstated':
      return model.reason === undefined ? 'it states no model' : `its model is ${reasonText(model.reason)}`;
  }
}

/** The details of a call's pictures as they are read, each once; and whether leaving one out makes a picture dear. */
export function detailsOf({ images }: PricedCall): {
  readonly words: readonly string[];
  readonly warned: boolean;
} {
  const words = new Set<string>();
  let warned = false;
  let omitted = false;
  for (const { image, pictures } of images) {
    if (image.detail.kind === 'unknown') words.add('detail not known');
    if (image.detail.kind === 'choice') words.add(list(image.detail.values, 'or'));
    if (image.detail.kind === 'unknown' || image.detail.kind === 'choice') continue;
    for (const { assessment } of pictures) {
      if (assessment.kind !== 'estimated') continue;
      const { detail, effectiveDetail, warnings } = assessment.estimate;
      const dear = warnings.some(({ code }) => code === 'omitted-detail');
      warned ||= dear;
      if (effectiveDetail === null) continue;
      if (detail !== undefined) words.add(effectiveDetail);
      omitted ||= detail === undefined;
    }
  }
  // As it is with most calls, and no more than that, where no picture has one and none is dear for it.
  if (omitted && (warned || words.size > 0)) words.add('detail omitted');
  return { words: [...words], warned };
}
