import * as vscode from 'vscode';
import { formatUsdRange } from '../../core/money';
import { plural } from '../../core/text';
import type { ImageFacts } from '../../images/facts';
import { freeOutput } from '../../vision/prompts/prompt';
import type { Prompt } from '../../vision/prompts/prompt';
import type { AskDraft } from '../../webview/askProtocol';
import type { AskPanel, AskPicture } from './askPanel';
import type { AskServices } from './askServices';
import { askSettings } from './askSettings';
import { noConversation } from './conversation';
import { askedBy, restricted } from './drafts';
import type { EndpointCommands } from './endpointCommands';
import { chosenEndpoint, findEndpoint } from './endpoints';
import { pickPictures } from './pickPictures';
import { priceOf } from './question';

export interface DescribeServices extends AskServices {
  readonly pictures: { facts(uri: vscode.Uri): Promise<ImageFacts> };
  readonly endpoints: EndpointCommands;
  /** Opens the Tile View of pictures, and gives the conversation about them; `undefined` where it could not. */
  openPanel(pictures: readonly vscode.Uri[]): Promise<AskPanel | undefined>;
}

/** A picture that a link, a lens or a menu names. */
function uriOf(value: unknown): vscode.Uri | undefined {
  if (value instanceof vscode.Uri) return value;
  return typeof value === 'string' && /^[a-z][a-z\d+.-]*:/i.test(value) ? vscode.Uri.parse(value) : undefined;
}

/**
 * The pictures a command was given: one, several (the explorer gives the clicked one and then all that are selected), or
 * a list of addresses (links and lenses).
 */
export function givenPictures([first, second]: readonly unknown[]): readonly vscode.Uri[] {
  const several: readonly unknown[] = Array.isArray(second) ? second : Array.isArray(first) ? first : [first];
  const uris = several.map(uriOf).filter(uri => uri !== undefined);
  return [...new Map(uris.map(uri => [uri.toString(), uri])).values()];
}

/** From a choice of pictures to the answer in their Tile View. */
export async function describeMockup(args: readonly unknown[], services: DescribeServices): Promise<void> {
  if (!vscode.workspace.isTrusted) {
    const manage = 'Manage Workspace Trust';
    const answer = await vscode.window.showWarningMessage(`Tilescope: ${restricted}`, manage);
    if (answer === manage) await vscode.commands.executeCommand('workbench.trust.manage');
    return;
  }
  const given = givenPictures(args);
  const resource =
    given[0] ?? vscode.window.activeTextEditor?.document.uri ?? vscode.workspace.workspaceFolders?.[0]?.uri;
  const { effective, registry } = await services.inForce(resource);
  const own = askSettings(resource);
  const model = own.model === '' ? effective.pricing.model : own.model;
  const { detail } = effective.pricing;
  const lookup = registry.find(model);
  const pictures =
    given.length > 0
      ? given
      : await pickPictures(
          { log: services.log, facts: uri => services.pictures.facts(uri) },
          { model: lookup.found ? lookup.model : undefined, name: model, detail, tier: own.tier },
        );
  if (pictures === undefined || pictures.length === 0) return;
  const draft: AskDraft = {
    text: '',
    prompt: undefined,
    pictures: pictures.map(uri => uri.toString()),
    endpoint: chosenEndpoint(),
    model,
    detail,
    tier: own.tier,
  };
  const chosen = await pickPrompt(draft, pictures, services);
  if (chosen === undefined) return;
  // The key is asked for before the page opens: without one there is nothing to see there.
  const endpoint = findEndpoint(chosen.endpoint);
  if (endpoint !== undefined && (await services.keys.state(endpoint)) === 'missing')
    await services.endpoints.setKey(endpoint.id);
  const panel = await services.openPanel(pictures);
  if (panel === undefined) return;
  // What it knows its pictures by may be another name than ours.
  await panel.ask(chosen);
}

type PromptRow = vscode.QuickPickItem & { readonly draft?: AskDraft; readonly free?: boolean };

/** The draft with the prompt that was chosen; each is offered with what it would cost. */
async function pickPrompt(
  draft: AskDraft,
  pictures: readonly vscode.Uri[],
  services: DescribeServices,
): Promise<AskDraft | undefined> {
  const resource = pictures[0];
  const prompts = await services.prompts.all(resource);
  const { registry } = await services.inForce(resource);
  const shown: readonly AskPicture[] = await Promise.all(
    pictures.map(async uri => ({
      id: uri.toString(),
      name: uri.path.split('/').at(-1) ?? '',
      source: { kind: 'file', uri } as const,
      facts: await services.pictures.facts(uri).catch(() => undefined),
    })),
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
    const few = prompt.pictures > pictures.length;
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
    title: `Tilescope: Ask about ${pictures.length === 1 ? (shown[0]?.name ?? 1) : plural(pictures.length, 'picture')}`,
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
