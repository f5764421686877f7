import * as vscode from 'vscode';
import { VisionError } from '../../vision/visionError';
import type { AskRun } from '../../webview/askProtocol';

/** Tells of an answer whose page is out of sight. */
export function notifyOfEnd({ status, model, error }: AskRun, reveal: () => void): void {
  if (status === 'cancelled') return;
  const show = 'Show';
  const shown =
    status === 'done'
      ? vscode.window.showInformationMessage(`Tilescope: ${model} has answered.`, show)
      : vscode.window.showWarningMessage(`Tilescope: ${model}: ${error?.message ?? 'no answer.'}`, show);
  // Nobody has to answer.
  void shown.then(answer => {
    if (answer === show) reveal();
  });
}

/** No key is in a `VisionError`, and no picture or prompt. */
export function logFailure(log: vscode.LogOutputChannel, { model, endpoint }: AskRun, error: unknown): void {
  if (VisionError.is(error)) log.info(`${model} at ${endpoint}: ${error.reason}: ${error.message}`);
  else log.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
}
