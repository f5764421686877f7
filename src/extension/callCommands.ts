import * as vscode from 'vscode';
import { formatUsd } from '../core/money';
import { neverCancelled } from '../host/host';
import { nameOf } from './hoverText';
import { callHoverText } from './callHoverText';
import { rangeText } from './callWords';
import type { Calls, PricedCallAt } from './calls';
import { callPortableMarkdown } from './hoverLayout';
import type { Located } from './callText';
import { show } from './show';

/** The call that begins at an offset of a document. */
export async function callAt(
  calls: Calls,
  document: vscode.TextDocument | undefined,
  start: unknown,
): Promise<PricedCallAt | undefined> {
  if (document === undefined) return undefined;
  return (await calls.of(document, neverCancelled)).find(({ call }) => call.span.start === start);
}

export function callMarkdownOf(call: PricedCallAt): string {
  return callPortableMarkdown(callHoverText(call.priced, new Date().toISOString().slice(0, 10)));
}

/** A row of a picker, and where it leads. */
export interface CallRow extends vscode.QuickPickItem {
  readonly place: Located | undefined;
}

/** The pictures of a call, each with its number: where one is named is where its row leads. */
export function pictureRows({ priced, where }: PricedCallAt): readonly CallRow[] {
  return priced.images.flatMap(({ image, pictures, tokens, why }) => {
    const place = where(image.literals.at(-1) ?? image.span);
    if (pictures.length === 0)
      return [
        {
          label: `$(question) ${'reference' in image.source ? image.source.reference.target : 'a picture'}`,
          description: (why ?? 'not known').replaceAll('`', ''),
          place,
        },
      ];
    return pictures.map(picture => {
      const { reference } = picture.assessment;
      const cost = picture.costUsd === undefined ? '' : ` · ${formatUsd(picture.costUsd[1])}`;
      return {
        label: `$(file-media) ${reference.form === 'data' ? nameOf(picture.assessment) : reference.target}`,
        description:
          picture.tokens === undefined
            ? (why ?? (tokens === undefined ? 'not known' : '')).replaceAll('`', '')
            : `${rangeText(picture.tokens)} tokens${cost}`,
        place,
      };
    });
  });
}

/**
 * What a call costs on each model, to choose from; a model that stands in the call as a literal is replaced by the chosen
 * one.
 */
export async function selectModelOf(calls: Calls, at: PricedCallAt): Promise<void> {
  const { model } = at.call;
  const place = model.kind === 'omitted' ? undefined : at.where(model.span);
  const canWrite = model.kind === 'stated' && model.literal && place !== undefined;
  const inForce = 'model' in at.priced.model ? at.priced.model.model.id : undefined;
  const models = (await calls.modelsFor(at)).map(({ id, provider, status, priced }) => ({
    id,
    label: id === inForce ? `$(check) ${id}` : id,
    description: [
      provider,
      priced.totals.refused > 0
        ? 'refused'
        : priced.totals.tokens === undefined
          ? 'not known'
          : `${rangeText(priced.totals.tokens)} tokens`,
      ...(priced.totals.costUsd === undefined || priced.totals.refused > 0
        ? []
        : [formatUsd(priced.totals.costUsd[1])]),
      ...(status === undefined || status === 'current' ? [] : [status]),
    ].join(' · '),
  }));
  models.sort((a, b) => Number(b.id === inForce) - Number(a.id === inForce));
  const chosen = await vscode.window.showQuickPick(models, {
    title: `Tilescope: The Model of ${at.call.callee}`,
    placeHolder: canWrite
      ? 'What the call costs on each; choosing one writes it into the call'
      : 'What the call costs on each; choosing one shows where the call takes its model from',
    matchOnDescription: true,
  });
  if (chosen === undefined || chosen.id === inForce) return;
  if (!canWrite) {
    if (place !== undefined) await show(place);
    return;
  }
  const edit = new vscode.WorkspaceEdit();
  edit.replace(place.document.uri, place.range, chosen.id);
  await vscode.workspace.applyEdit(edit);
}
