import * as vscode from 'vscode';
import type { AskTier } from '../../webview/askProtocol';
import { section, settings } from '../contributions';

export interface AskSettings {
  /** Empty: the model that pictures are priced for. */
  readonly model: string;
  readonly tier: AskTier;
  readonly maxOutputTokens: number | undefined;
  readonly confirmAboveUsd: number;
}

/** VS Code underlines a value of another type in settings.json, and hands it out all the same. */
export function askSettings(resource: vscode.Uri | undefined): AskSettings {
  const configuration = vscode.workspace.getConfiguration(section, resource ?? null);
  const model = configuration.get<unknown>(settings.askModel);
  const tier = configuration.get<unknown>(settings.askTier);
  const most = configuration.get<unknown>(settings.askMaxOutputTokens);
  const confirm = configuration.get<unknown>(settings.askConfirmAboveUsd);
  return {
    model: typeof model === 'string' ? model.trim() : '',
    tier: tier === 'flex' || tier === 'fast' ? tier : 'standard',
    maxOutputTokens: typeof most === 'number' && Number.isInteger(most) && most > 0 ? most : undefined,
    confirmAboveUsd: typeof confirm === 'number' && confirm >= 0 ? confirm : 0.05,
  };
}

/** What Node's `fetch` bears itself. */
const mostSeconds = 300;

/** Milliseconds that an endpoint may be silent. The user's own: no workspace has a say in it. */
export function silenceBorne(): number {
  const seconds = vscode.workspace.getConfiguration(section, null).get<unknown>(settings.askTimeoutSeconds);
  const borne = typeof seconds === 'number' && seconds >= 1 ? Math.min(seconds, mostSeconds) : mostSeconds;
  return borne * 1000;
}
