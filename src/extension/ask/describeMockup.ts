import * as vscode from 'vscode';
import { formatUsdRange } from '../../core/money';
import { plural } from '../../core/text';
import { promisedFormat } from '../../images/names';
import { freeOutput } from '../../vision/prompts/prompt';
import type { Prompt } from '../../vision/prompts/prompt';
import type { AskDraft } from '../../webview/askProtocol';
import { requestOfArguments, requestOfFiles } from '../tileView/request';
import type { OpenRequest } from '../tileView/request';
import type { TileViewServices } from '../tileView/services';
import { idOf } from '../tileView/source';
import type { TileViews } from '../tileView/tileViews';
import { ViewedPicture } from '../tileView/viewedPicture';
import type { AskServices } from './askServices';
import { askSettings } from './askSettings';
import { noConversation } from './conversation';
import { askedBy, restricted } from './drafts';
import { chosenEndpoint } from './endpoints';
import { pickPictures } from './pickPictures';
import { priceOf } from './question';

export interface DescribeServices extends AskServices {
  readonly tileView: TileViewServices;
  readonly tileViews: () => Promise<TileViews>;
}

/** From a choice of pictures to the answer in their Tile View. */
export async function describeMockup(args: readonly unknown[], services: DescribeServices): Promise<void> {
  if (!vscode.workspace.isTrusted) {
    const manage = 'Manage Workspace Trust';
    const answer = await vscode.window.showWarningMessage(`Tilescope: ${restricted}`, manage);
    if (answer === manage) await vscode.commands.executeCommand('workbench.trust.manage');
    return;
  }
  const given = await requestOfArguments(services.tileView.named, args);
  if (given === 'nothing there') {
    void vscode.window.showInformationMessage(
      'Tilescope: no picture is there any more. "Explain This Line" tells what a path leads to.',
    );
    return;
  }
  const request = given ?? requestOfTab() ?? (await requestOfPick(services));
  if (request === undefined) return;
  const { effective } = await services.inForce(request.resource);
  const own = askSettings(request.resource);
  const draft: AskDraft = {
    text: '',
    prompt: undefined,
    pictures: request.sources.map(idOf),
    endpoint: chosenEndpoint(),
    model: own.model === '' ? (request.pricing?.model ?? effective.pricing.model) : own.model,
    detail: request.pricing === undefined ? effective.pricing.detail : request.pricing.detail,
    tier: own.tier,
  };
  const chosen = await pickPrompt(draft, request, services);
  if (chosen === undefined) return;
  const page = await (await services.tileViews()).open(request);
  // Its pictures are read then, whether or not it shows by now.
  await page.state();
  await (await page.ask())?.ask(chosen);
}

/** The picture of the active tab. */
function requestOfTab(): OpenRequest | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof vscode.TabInputCustom && promisedFormat(input.uri.path) !== undefined
    ? requestOfFiles([input.uri])
    : undefined;
}

async function requestOfPick(services: DescribeServices): Promise<OpenRequest | undefined> {
  const resource =
    vscode.window.activeTextEditor?.document.uri ?? vscode.workspace.workspaceFolders?.[0]?.uri;
  const { effective, registry } = await services.inForce(resource);
  const own = askSettings(resource);
  const name = own.model === '' ? effective.pricing.model : own.model;
  const lookup = registry.find(name);
  const { facts } = services.tileView.named.pictures;
  const uris = await pickPictures(
    { log: services.log, facts: uri => facts.facts(uri.toString()) },
    {
      model: lookup.found ? lookup.model : undefined,
      name,
      detail: effective.pricing.detail,
      tier: own.tier,
    },
  );
  return uris === undefined || uris.length === 0 ? undefined : requestOfFiles(uris);
}

type PromptRow = vscode.QuickPickItem & { readonly draft?: AskDraft; readonly free?: boolean };

/** The draft with the prompt that was chosen; each is offered with what it would cost. */
async function pickPrompt(
  draft: AskDraft,
  request: OpenRequest,
  services: DescribeServices,
): Promise<AskDraft | undefined> {
  const { resource } = request;
  const prompts = await services.prompts.all(resource);
  const { registry } = await services.inForce(resource);
  const shown = await Promise.all(
    request.sources.map(async source => {
      const picture = new ViewedPicture(source, services.tileView);
      await picture.read();
      return picture.ask();
    }),
  );
  const context = { pictures: shown, prompts, conversation: noConversation, resource };
  const priceText = async (one: AskDraft): Promise<string> => {
    const asked = askedBy(one, one.text, context);
    if (typeof asked === 'string') return asked;
    const price = await priceOf(asked, shown, registry);
    if (price.refused[0] !== undefined) return `$(warning) ${price.refused[0]}`;
    if (price.usd === null) return price.unknown ?? price.remarks[0] ?? 'price not known';
    return `${formatUsdRange(price.usd)}, by estimate`;
  };
  const rows: PromptRow[] = [];
  let group = '';
  for (const prompt of prompts) {
    const heading = prompt.origin === 'built-in' ? 'Built in' : 'This folder’s own';
    if (heading !== group) rows.push({ label: heading, kind: vscode.QuickPickItemKind.Separator });
    group = heading;
    const one = withPrompt(draft, prompt);
    const few = prompt.pictures > shown.length;
    rows.push({
      label: prompt.title,
      description: few ? `needs ${plural(prompt.pictures, 'picture')}` : await priceText(one),
      ...(prompt.origin !== 'built-in' && { detail: prompt.origin }),
      ...(!few && { draft: one }),
    });
  }
  rows.push(
    { label: 'Own', kind: vscode.QuickPickItemKind.Separator },
    {
      label: '$(edit) Ask Something Else …',
      description: `answer of ${freeOutput.join('–')} tokens assumed`,
      free: true,
    },
  );
  const answer = await vscode.window.showQuickPick(rows, {
    title: `Tilescope: Ask about ${shown.length === 1 ? (shown[0]?.name ?? 1) : plural(shown.length, 'picture')}`,
    placeHolder: `What to ask ${draft.model}; the price is for question and answer`,
    matchOnDetail: true,
    ignoreFocusOut: true,
  });
  if (answer?.free === true) {
    const text = await vscode.window.showInputBox({
      title: 'Tilescope',
      prompt: 'What to ask',
      ignoreFocusOut: true,
    });
    return text === undefined || text.trim() === '' ? undefined : { ...draft, text };
  }
  return answer?.draft;
}

function withPrompt(draft: AskDraft, prompt: Prompt): AskDraft {
  return {
    ...draft,
    text: prompt.text,
    prompt: prompt.id,
    model: prompt.model ?? draft.model,
    detail: prompt.detail ?? draft.detail,
    tier: prompt.tier ?? draft.tier,
  };
}
