import * as vscode from 'vscode';
import { formatUsd } from '../core/money';
import { levelsOf } from '../core/advice/cheaper';
import { neverCancelled } from '../host/host';
import { tokensText } from '../core/tokens/explain';
import type { Estimate } from '../core/tokens/types';
import { ImageError } from '../images/imageError';
import { estimateFacts } from '../references/assess';
import { frontMatterOrigin } from '../vision/prompts/promptPath';
import { callAt, callMarkdownOf, selectModelOf } from './callCommands';
import { lineOf, whyNoModel } from './callWords';
import type { PricedCallAt } from './calls';
import { commands, section, settings } from './contributions';
import type { SettingKey } from './contributions';
import { explainLine } from './explain';
import type { Explanation } from './explain';
import { portableMarkdown } from './hoverLayout';
import { hoverText } from './hoverText';
import { summary } from './lens';
import { callMenu, picturesMenu } from './lensMenu';
import type { NamedPictures } from './namedPictures';
import type { Shown } from './pictures';
import { resourceOf } from './place';
import { documentFrom, placeIn, show } from './show';
import { isFileOrigin, omitted, targetOf } from './settings';

/** A picture that is shown somewhere, and the call that sends it. */
export interface ShownAt {
  readonly shown: Shown;
  readonly call: PricedCallAt | undefined;
}

/** The commands that do something with pictures; each works from the keyboard, on the line of the cursor. */
export class Commands {
  constructor(
    private readonly named: NamedPictures,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  async explainLine(): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    if (editor === undefined) return say('Open a file first: a line of it is explained.');
    const explanations = await explainLine(this.named, editor.document, editor.selection.active.line);
    for (const { label, detail, more = [] } of explanations)
      this.log.info(
        `Explain ${editor.document.uri.toString(true)}:${String(editor.selection.active.line + 1)}: ${[label, detail, ...more].join(' · ')}`,
      );
    const chosen = await vscode.window.showQuickPick(explainedRows(explanations), {
      title: `Tilescope: Line ${String(editor.selection.active.line + 1)}`,
      placeHolder: 'What is shown on this line, and why',
      matchOnDetail: true,
    });
    if (chosen?.offset !== undefined) await show(placeIn(editor.document, chosen.offset));
  }

  async copyMarkdown(uri?: unknown, offset?: unknown): Promise<void> {
    const found = await this.#at(uri, offset);
    if (found === undefined) return say('There is no picture on this line to copy the numbers of.');
    const text = hoverText(found.shown, new Date().toISOString().slice(0, 10));
    if (text === undefined) return say('This path leads to no picture.');
    await vscode.env.clipboard.writeText(portableMarkdown(text));
    vscode.window.setStatusBarMessage('$(check) Tilescope: copied as Markdown', 2500);
  }

  /** With the price of the picture at the cursor for each model, where there is one; of the call that sends it. */
  async selectModel(uri?: unknown, offset?: unknown): Promise<void> {
    const document = documentFrom(uri);
    const resource = document === undefined ? undefined : resourceOf(document);
    const found = await this.#at(uri, offset);
    // What the settings say is nothing to a picture whose call says it all.
    if (found?.call !== undefined) return selectModelOf(this.named.calls, found.call);
    const context =
      found?.shown ?? (document === undefined ? undefined : await this.named.pictures.effective(document));
    if (context === undefined) {
      await vscode.commands.executeCommand('workbench.action.openSettings', `${section}.${settings.model}`);
      return;
    }
    const { registry, effective } = context;
    if (document !== undefined && effective.pricing.origins.model === frontMatterOrigin)
      return showInFrontMatter(document, 'model', effective.pricing.model);
    const assessment = found?.shown.assessment;
    const facts =
      assessment?.kind === 'estimated' || assessment?.kind === 'unknown-model' ? assessment.facts : undefined;
    const today = new Date().toISOString().slice(0, 10);
    const current = registry.find(effective.pricing.model);
    const items = registry
      .all()
      .filter(model => model.rule.family !== 'no-input')
      .map(model => ({
        id: model.id,
        label: model.id,
        description: [
          model.providerName,
          ...(facts === undefined
            ? []
            : [priceOf(estimateFacts(facts, model, undefined, effective.pricing.tier, today))]),
          ...(model.status === undefined || model.status === 'current' ? [] : [model.status]),
        ].join(' · '),
      }));
    // The one in force first, so that Enter changes nothing.
    const inForce = current.found ? current.model.id : undefined;
    items.sort((a, b) => Number(b.id === inForce) - Number(a.id === inForce));
    const [top] = items;
    if (top !== undefined && top.id === inForce) top.label = `$(check) ${top.label}`;
    const placeHolder =
      facts === undefined
        ? 'Pictures are priced for this model'
        : 'Prices are for the picture at the cursor, detail omitted';
    const chosen = await vscode.window.showQuickPick(items, {
      title: 'Tilescope: Select Model',
      placeHolder,
      matchOnDescription: true,
    });
    if (chosen === undefined || chosen.id === inForce) return;
    await update(settings.model, chosen.id, resource, isFileOrigin(effective.pricing.origins.model));
  }

  async selectDetail(): Promise<void> {
    const document = vscode.window.activeTextEditor?.document;
    const resource = document === undefined ? undefined : resourceOf(document);
    let levels: readonly string[] = ['low', 'high', 'original', 'auto'];
    let inForce: string | undefined;
    let ofFile = false;
    if (document !== undefined) {
      const { effective, registry } = await this.named.pictures.effective(document);
      const lookup = registry.find(effective.pricing.model);
      if (lookup.found) levels = levelsOf(lookup.model);
      if (effective.pricing.origins.detail === frontMatterOrigin)
        return showInFrontMatter(document, 'detail', effective.pricing.detail ?? omitted);
      if (levels.length === 0) return say(`${effective.pricing.model} takes no detail.`);
      inForce = effective.pricing.detail ?? omitted;
      ofFile = isFileOrigin(effective.pricing.origins.detail);
    }
    const items = [omitted, ...levels].map(id => ({
      id,
      label: id === inForce ? `$(check) ${id}` : id,
      description: id === omitted ? 'as when the call gives none: each model reads that its own way' : '',
    }));
    const chosen = await vscode.window.showQuickPick(items, {
      title: 'Tilescope: Select Detail',
      placeHolder: 'Pictures are priced at this detail',
    });
    if (chosen === undefined || chosen.id === inForce) return;
    await update(settings.detail, chosen.id, resource, ofFile);
  }

  async showFilePictures(): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    if (editor === undefined) return say('Open a file first: its pictures are listed.');
    const { document } = editor;
    const items: (vscode.QuickPickItem & { readonly offset: number; readonly tokens: number })[] = [];
    for (const { start, reference, shown, uses } of await this.named.all(document, neverCancelled)) {
      const line = `line ${String(document.positionAt(start).line + 1)}`;
      const sent = uses[0] === undefined ? '' : `, sent by the call on ${lineOf(uses[0].call, document)}`;
      for (const one of shown) {
        const { assessment } = one;
        if (assessment.kind === 'unresolved' || assessment.kind === 'remote') continue;
        const { form, target } =
          shown.length === 1 && reference !== undefined ? reference : assessment.reference;
        items.push({
          label: form === 'data' ? `${target.slice(0, 32)}…` : target,
          description: summary([one]),
          detail: `${line}${sent}`,
          offset: start,
          tokens:
            assessment.kind === 'estimated' && assessment.estimate.outcome === 'counted'
              ? assessment.estimate.tokens
              : Infinity,
        });
      }
    }
    if (items.length === 0)
      return say('This file names no pictures. "Explain This Line" tells why a path shows nothing.');
    items.sort((a, b) => b.tokens - a.tokens);
    const chosen = await vscode.window.showQuickPick(items, {
      title: 'Tilescope: Pictures of This File',
      placeHolder: 'The dearest first; choose one to go to it',
      matchOnDescription: true,
    });
    if (chosen !== undefined) await show(placeIn(document, chosen.offset));
  }

  /** What a click on a lens offers. */
  lensMenu(uri: unknown, offsets: unknown, callStart?: unknown): Promise<void> {
    const at = (start: number): Promise<ShownAt | undefined> => this.#at(uri, start);
    return callStart === undefined
      ? picturesMenu(uri, offsets, this, at)
      : callMenu(uri, callStart, this, this.named.calls);
  }

  /** What a call costs, for the clipboard. */
  async copyCall(uri: unknown, start: unknown): Promise<void> {
    const at = await callAt(this.named.calls, documentFrom(uri), start);
    if (at === undefined) return say('The call is not there any more.');
    await vscode.env.clipboard.writeText(callMarkdownOf(at));
    vscode.window.setStatusBarMessage('$(check) Tilescope: copied as Markdown', 2500);
  }

  async selectCallModel(uri: unknown, start: unknown): Promise<void> {
    const at = await callAt(this.named.calls, documentFrom(uri), start);
    if (at === undefined) return say('The call is not there any more.');
    await selectModelOf(this.named.calls, at);
  }

  /** Off for good, with a way back offered at once. */
  async turnOff(key: unknown): Promise<void> {
    if (key !== settings.hoverEnabled && key !== settings.codeLensEnabled && key !== settings.codeLensCalls)
      return;
    await update(key, false, undefined);
    const what = {
      [settings.hoverEnabled]: 'Hovers are',
      [settings.codeLensEnabled]: 'Lenses are',
      [settings.codeLensCalls]: 'Lenses of calls are',
    }[key];
    const answer = await vscode.window.showInformationMessage(
      `Tilescope: ${what} off (${section}.${key}).`,
      'Turn On Again',
      'Open Settings',
    );
    if (answer === 'Turn On Again') await update(key, true, undefined);
    else if (answer === 'Open Settings')
      await vscode.commands.executeCommand('workbench.action.openSettings', `${section}.${key}`);
  }

  async toggleCodeLens(): Promise<void> {
    const configuration = vscode.workspace.getConfiguration(section);
    await update(
      settings.codeLensEnabled,
      !configuration.get<boolean>(settings.codeLensEnabled, true),
      undefined,
    );
  }

  async readRemote(url: unknown, uri?: unknown, offset?: unknown): Promise<void> {
    if (typeof url !== 'string') return;
    if (!vscode.workspace.isTrusted)
      return say('In Restricted Mode Tilescope reads nothing from the network.');
    try {
      await vscode.window.withProgress(
        {
          location: vscode.ProgressLocation.Notification,
          title: 'Tilescope: reading the header of the picture',
          cancellable: true,
        },
        (_progress, token) => {
          const stop = new AbortController();
          token.onCancellationRequested(() => {
            stop.abort();
          });
          return this.named.pictures.readRemote(url, stop.signal);
        },
      );
      // The pointer may have been on it with the cursor elsewhere, and this hover stands at the cursor.
      const document = documentFrom(uri);
      if (document !== undefined && typeof offset === 'number') await show(placeIn(document, offset));
      await vscode.commands.executeCommand('editor.action.showHover');
    } catch (error) {
      if (ImageError.is(error, 'aborted')) return;
      void vscode.window.showErrorMessage(
        `Tilescope: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }

  /** The picture at an offset, or on the line of the cursor. */
  async #at(uri: unknown, offset: unknown): Promise<ShownAt | undefined> {
    const document = documentFrom(uri);
    if (document === undefined) return undefined;
    const references = this.named.pictures.documents.references(document);
    const line = vscode.window.activeTextEditor?.selection.active.line;
    const reference =
      typeof offset === 'number'
        ? references.find(({ start }) => start === offset)
        : references.find(({ start }) => document.positionAt(start).line === line);
    const named =
      reference !== undefined
        ? await this.named.of(document, reference, neverCancelled)
        : typeof offset === 'number'
          ? await this.named.at(document, offset, neverCancelled)
          : undefined;
    const [shown] = named?.shown ?? [];
    const call = named?.uses.find(use => whyNoModel(use.call.priced.model) === undefined)?.call;
    return shown === undefined ? undefined : { shown, call };
  }
}

/** A row for each sentence: a picker cuts off what does not fit on a line. */
function explainedRows(
  explanations: readonly Explanation[],
): (vscode.QuickPickItem & { readonly offset?: number })[] {
  return explanations.flatMap(({ label, detail, more = [], offset }) => [
    { label, detail, alwaysShow: true, ...(offset === undefined ? {} : { offset }) },
    ...more.map(text => ({
      label: `$(blank) ${text}`,
      alwaysShow: true,
      ...(offset === undefined ? {} : { offset }),
    })),
  ]);
}

/** What a prompt states itself goes before every setting: it is changed where it stands. */
async function showInFrontMatter(
  document: vscode.TextDocument,
  key: 'model' | 'detail',
  value: string,
): Promise<void> {
  const offset = new RegExp(`^${key}[ \\t]*:[ \\t]*`, 'm').exec(document.getText());
  if (offset !== null) await show(placeIn(document, offset.index + offset[0].length));
  return say(`The front matter of this prompt states the ${key}, ${value}: it is changed there.`);
}

function priceOf(estimate: Estimate): string {
  if (estimate.outcome !== 'counted') return estimate.outcome === 'rejected' ? 'refused' : 'not known';
  return `${tokensText(estimate)} tokens${estimate.costUsd === null ? '' : ` · ${formatUsd(estimate.costUsd)}`}`;
}

function update(
  key: SettingKey,
  value: unknown,
  resource: vscode.Uri | undefined,
  ofFile = false,
): Thenable<void> {
  return vscode.workspace
    .getConfiguration(section, resource ?? null)
    .update(key, value, targetOf(key, resource, ofFile));
}

/** Does not wait for the message to be dismissed. */
function say(message: string): Promise<void> {
  void vscode.window.showInformationMessage(`Tilescope: ${message}`);
  return Promise.resolve();
}

/** Which method answers which command. */
export const handlers: Readonly<Record<string, keyof Commands>> = {
  [commands.explainLine]: 'explainLine',
  [commands.copyMarkdown]: 'copyMarkdown',
  [commands.selectModel]: 'selectModel',
  [commands.selectDetail]: 'selectDetail',
  [commands.showFilePictures]: 'showFilePictures',
  [commands.toggleCodeLens]: 'toggleCodeLens',
  [commands.turnOff]: 'turnOff',
  [commands.lensMenu]: 'lensMenu',
  [commands.readRemote]: 'readRemote',
  [commands.copyCall]: 'copyCall',
  [commands.selectCallModel]: 'selectCallModel',
};
