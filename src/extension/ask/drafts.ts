import * as vscode from 'vscode';
import { freeOutput } from '../../vision/prompts/prompt';
import type { Prompt } from '../../vision/prompts/prompt';
import type { AskDraft, AskTier } from '../../webview/askProtocol';
import type { AskPicture } from './askPanel';
import { askSettings } from './askSettings';
import { historyOf } from './conversation';
import type { Conversation, KeptTurn } from './conversation';
import { findEndpoint } from './endpoints';
import type { AskedQuestion } from './question';

export const restricted =
  'In Restricted Mode Tilescope asks nobody: the estimate is all there is. Trust the workspace to ask.';

/** What a draft is read with. */
export interface DraftContext {
  readonly pictures: readonly AskPicture[];
  readonly prompts: readonly Prompt[];
  readonly conversation: Conversation;
  readonly resource: vscode.Uri | undefined;
}

export function chosenPictures(
  draft: Pick<AskDraft, 'pictures'>,
  { pictures }: DraftContext,
): readonly AskPicture[] {
  return pictures.filter(({ id }) => draft.pictures.includes(id));
}

export function promptOf(draft: AskDraft, { prompts }: DraftContext): Prompt | undefined {
  return prompts.find(({ id }) => id === draft.prompt);
}

/** Why a draft cannot be sent, which no confirmation changes; `undefined` where it can. */
export function whyNot(draft: AskDraft, context: DraftContext): string | undefined {
  if (!vscode.workspace.isTrusted) return restricted;
  if (draft.text.trim() === '') return 'Write a question, or choose a prompt.';
  if (draft.model.trim() === '') return 'Choose a model.';
  const pictures = chosenPictures(draft, context);
  if (pictures.length === 0 && context.conversation.turns.length === 0)
    return 'Choose the pictures to ask about.';
  const prompt = promptOf(draft, context);
  if (prompt !== undefined && pictures.length < prompt.pictures)
    return `“${prompt.title}” is about ${String(prompt.pictures)} pictures, and ${String(pictures.length)} ${pictures.length === 1 ? 'is' : 'are'} chosen: open the others beside it (select them in the explorer) and choose them.`;
  const unread = pictures.find(({ source, facts }) => source.kind !== 'url' && facts === undefined);
  return unread === undefined ? undefined : `${unread.name} cannot be read as a picture.`;
}

/** The question of a draft, or why there is nobody to ask it. @param text with its variables filled in */
export function askedBy(draft: AskDraft, text: string, context: DraftContext): AskedQuestion | string {
  const endpoint = findEndpoint(draft.endpoint);
  if (endpoint === undefined)
    return `There is no endpoint “${draft.endpoint}” in your settings: choose one with “Tilescope: Select Endpoint”.`;
  const prompt = promptOf(draft, context);
  const pictures = chosenPictures(draft, context);
  return {
    history: historyOf(context.conversation),
    turn: {
      text,
      pictures: pictures.map(({ id }) => id),
      names: Object.fromEntries(pictures.map(({ id, name }) => [id, name])),
      ...(draft.detail !== undefined && { detail: draft.detail }),
      ...(prompt?.schema !== undefined && { schema: prompt.schema }),
      output: prompt?.output ?? freeOutput,
    },
    endpoint,
    model: draft.model.trim(),
    tier: draft.tier,
    maxOutputTokens: askSettings(context.resource).maxOutputTokens,
  };
}

/** The question of before, to whomever it goes now; why it cannot, where its endpoint is gone. */
export function askedAgain(
  turn: KeptTurn,
  to: { readonly endpoint: string; readonly model: string; readonly tier: AskTier },
  conversation: Conversation,
  resource: vscode.Uri | undefined,
): AskedQuestion | string {
  const endpoint = findEndpoint(to.endpoint);
  if (endpoint === undefined)
    return `There is no endpoint “${to.endpoint}” in your settings any more: choose one with “Tilescope: Select Endpoint”.`;
  return {
    history: historyOf(conversation, turn),
    turn,
    endpoint,
    model: to.model,
    tier: to.tier,
    maxOutputTokens: askSettings(resource).maxOutputTokens,
  };
}
