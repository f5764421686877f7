import * as vscode from 'vscode';
import type { AskDraft, AskFromPage } from '../../webview/askProtocol';
import type { AskSurroundings } from './askPanel';

/**
 * Asks the user once more before a question is sent: whether it is to be sent now. @param draft as it would be sent, its
 * variables filled in
 */
export type Confirm = (question: string, draft?: AskDraft) => Promise<boolean>;

/** The page asks, and sends the message again as confirmed: the first one ends there. */
export function byPage(
  message: Extract<AskFromPage, { type: 'askSend' | 'askAgain' }>,
  surroundings: AskSurroundings,
): Confirm {
  return (question, draft) => {
    if (message.confirmed) return Promise.resolve(true);
    const again: AskFromPage =
      message.type === 'askSend' && draft !== undefined
        ? { ...message, draft, confirmed: true }
        : { ...message, confirmed: true };
    surroundings.post({ type: 'askConfirm', question, again });
    return Promise.resolve(false);
  };
}

/** For a question from elsewhere: the page may not be there yet. */
export const byEditor: Confirm = async question => {
  const send = 'Send';
  return (await vscode.window.showWarningMessage(question, { modal: true }, send)) === send;
};
